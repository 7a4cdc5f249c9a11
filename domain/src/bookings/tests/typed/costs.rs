//! What a ticket costs, and what comes back for it.

use super::support::{
    Kind, attendee, bought, callback, event, exact, execute, ledger, money, organizer, pay, taken,
    wanted,
};
use crate::bookings::{self, Run, cancel_ticket, get, refund_as_organizer, refunds};
use crate::testing::{person, test_hub};
use crate::{Actor, Hub, promotions};
use chrono::TimeDelta;
use rust_decimal::Decimal;
use types::ErrorCode;
use types::accounts::Role;
use types::booking_actions::RefundBooking;
use types::bookings::Booking;
use types::ids::EventId;
use types::payments::PaymentOutcome;
use types::promotions::{PromotionInput, PromotionKind};

async fn code(hub: &Hub, event: EventId, kind: PromotionKind, value: Decimal) {
    let admin = Actor::User { id: person(hub, Role::Admin).await, role: Role::Admin };
    let input = PromotionInput {
        code: "SHARED".into(),
        kind,
        value,
        currency: None,
        event: Some(event),
        ticket_types: None,
        valid_from: hub.now() - TimeDelta::hours(1),
        valid_until: hub.now() + TimeDelta::hours(1),
        max_uses: None,
        paused: None,
        max_uses_per_user: None,
    };
    promotions::create(hub, admin, input).await.unwrap();
}

async fn confirmed(hub: &Hub, actor: Actor, booking: &Booking) -> Booking {
    let payment = pay(hub, actor, booking.id).await.unwrap();
    callback(hub, actor, &payment, PaymentOutcome::Completed).await;
    get(hub, actor, booking.id).await.unwrap()
}

#[tokio::test]
async fn a_ticket_that_is_given_back_brings_exactly_what_it_cost() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let adult = Kind::of(25_00).quota(5).add(&hub, event).await;
    let student = Kind::of(9_99).quota(5).add(&hub, event).await;
    let (ada, booking) = bought(&hub, event, &[(adult, 1), (student, 2)]).await;
    let booking = confirmed(&hub, ada, &booking).await;
    let of: Vec<_> = booking.tickets.iter().map(|ticket| ticket.ticket_type.unwrap()).collect();
    assert_eq!(of, [adult, student, student]);
    let left = cancel_ticket(&hub, ada, booking.id, booking.tickets[1].id, None).await.unwrap();
    assert_eq!(ledger(&hub).await, (44_98, 9_99));
    assert_eq!((left.value.total_price, left.value.quantity), (money(34_99), 2));
    let left = cancel_ticket(&hub, ada, booking.id, booking.tickets[2].id, None).await.unwrap();
    assert_eq!(ledger(&hub).await, (44_98, 19_98));
    assert_eq!((left.value.unit_price, left.value.items.len()), (money(25_00), 1));
    assert_eq!((taken(&hub, adult).await, taken(&hub, student).await), (1, 0));
    exact(&hub).await;
    cancel_ticket(&hub, ada, booking.id, booking.tickets[0].id, None).await.unwrap();
    assert_eq!(ledger(&hub).await, (44_98, 44_98));
    assert_eq!(taken(&hub, adult).await, 0);
    exact(&hub).await;
}

#[tokio::test]
async fn cents_of_a_shared_discount_are_dealt_out_and_add_up_in_any_order() {
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]] {
        let (hub, _database) = test_hub().await;
        let event = event(&hub).create(&hub).await;
        let adult = Kind::of(16_65).quota(5).add(&hub, event).await;
        let student = Kind::of(9_99).add(&hub, event).await;
        code(&hub, event, PromotionKind::Percent, Decimal::from(15)).await;
        let ada = attendee(&hub).await;
        let mut input = wanted(event, &[(adult, 1), (student, 3)]);
        input.promo_code = Some("shared".into());
        let held = bookings::book(&hub, ada, input, None).await.unwrap().value;
        // 15 % of 46.62, half a cent up.
        assert_eq!((held.discount, held.total_price), (money(6_99), money(39_63)));
        let booking = confirmed(&hub, ada, &held).await;
        let costs: Vec<Decimal> =
            sqlx::query_scalar("SELECT price::numeric FROM tickets ORDER BY seat")
                .fetch_all(hub.db.pool())
                .await
                .unwrap();
        assert_eq!(costs.iter().sum::<Decimal>(), money(39_63));
        assert_eq!(costs, [money(1_416), money(8_49), money(8_49), money(8_49)]);
        let mut back = Decimal::ZERO;
        for (n, at) in order.into_iter().enumerate() {
            let id = booking.tickets[at].id;
            let told = refunds(&hub, ada, booking.id).await.unwrap().unwrap();
            let now = get(&hub, ada, booking.id).await.unwrap();
            let place = now.tickets.iter().position(|ticket| ticket.id == id).unwrap();
            assert_eq!(told.tickets[place].amount(), costs[at], "as it is told before");
            assert_eq!(told.whole.amount(), now.total_price);
            let left = cancel_ticket(&hub, ada, booking.id, id, None).await.unwrap().value;
            back += costs[at];
            assert_eq!(ledger(&hub).await.1, i64::try_from(back.mantissa()).unwrap());
            if n < 3 {
                assert_eq!(left.total_price, money(39_63) - back);
            }
            exact(&hub).await;
        }
        assert_eq!(ledger(&hub).await, (39_63, 39_63));
    }
}

#[tokio::test]
async fn what_is_told_of_a_refund_is_what_comes_back_after_a_goodwill_refund_too() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let event = event(&hub).hosted_by(&hub, host).await;
    let adult = Kind::of(25_00).add(&hub, event).await;
    let student = Kind::of(9_99).add(&hub, event).await;
    let (ada, held) = bought(&hub, event, &[(adult, 1), (student, 1)]).await;
    assert_eq!(refunds(&hub, ada, held.id).await.unwrap(), None, "nothing was paid");
    let booking = confirmed(&hub, ada, &held).await;
    let input = RefundBooking { amount: money(7_00), reason: "The hall is cold.".into() };
    let run = Run::Real(None);
    refund_as_organizer(&hub, host, &event.to_string(), booking.id, input, run).await.unwrap();
    let told = refunds(&hub, ada, booking.id).await.unwrap().unwrap();
    assert_eq!(told.whole.amount(), money(27_99));
    let before = ledger(&hub).await.1;
    cancel_ticket(&hub, ada, booking.id, booking.tickets[1].id, None).await.unwrap();
    let back = ledger(&hub).await.1 - before;
    assert_eq!(told.tickets[1].amount(), money(back));
    let last = refunds(&hub, ada, booking.id).await.unwrap().unwrap();
    assert_eq!(last.whole.amount(), told.whole.amount() - money(back));
    let other = attendee(&hub).await;
    let refused = refunds(&hub, other, booking.id).await.unwrap_err();
    assert_eq!(refused.code(), Some(ErrorCode::NotFound));
}

#[tokio::test]
async fn a_code_that_pays_for_everything_confirms_with_tickets_that_cost_nothing() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let adult = Kind::of(16_65).quota(5).add(&hub, event).await;
    code(&hub, event, PromotionKind::Fixed, Decimal::from(500)).await;
    let ada = attendee(&hub).await;
    let mut input = wanted(event, &[(adult, 2)]);
    input.promo_code = Some("shared".into());
    let booking = bookings::book(&hub, ada, input, None).await.unwrap().value;
    assert_eq!((booking.total_price, booking.tickets.len()), (money(0), 2));
    let free: i64 = sqlx::query_scalar("SELECT count(*) FROM tickets WHERE price = 0")
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    assert_eq!(free, 2);
    cancel_ticket(&hub, ada, booking.id, booking.tickets[0].id, None).await.unwrap();
    assert_eq!(taken(&hub, adult).await, 1);
    exact(&hub).await;
}

/// What code would write that forgets one side of a booking and its items.
const APART: [&str; 4] = [
    "UPDATE booking_items SET quantity = 1",
    "DELETE FROM booking_items",
    "UPDATE bookings SET quantity = 1, subtotal = unit_price, total_price = unit_price",
    "UPDATE bookings SET typed = false, subtotal = NULL",
];

#[tokio::test]
async fn the_database_refuses_items_that_are_not_what_the_booking_is() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let adult = Kind::of(16_65).quota(5).add(&hub, event).await;
    bought(&hub, event, &[(adult, 2)]).await;
    for sql in APART {
        let refused = sqlx::query(sql).execute(hub.db.pool()).await.unwrap_err();
        assert_eq!(crate::db::violated(&refused), Some("booking_items_agree"), "{sql}");
    }
    exact(&hub).await;
    execute(
        &hub,
        "CREATE OR REPLACE FUNCTION booking_items_agree(bookings uuid[]) RETURNS void
         LANGUAGE sql AS 'SELECT'",
    )
    .await;
    for sql in APART {
        let mut tx = hub.db.pool().begin().await.unwrap();
        sqlx::query(sql).execute(&mut *tx).await.expect("without it nobody refuses");
        tx.rollback().await.unwrap();
    }
}
