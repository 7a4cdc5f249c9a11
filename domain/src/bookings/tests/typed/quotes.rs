//! What seats would cost, before they are booked.

use super::support::{
    Kind, attendee, bought, code_for, event, exact, execute, hide, money, organizer, seats, uses,
};
use crate::bookings::quote;
use crate::ids::new_id;
use crate::testing::test_hub;
use crate::{Actor, Hub};
use sqlx::Connection as _;
use types::ids::{EventId, TicketTypeId};
use types::quotes::{Quote, QuoteInput};
use types::ticket_types::{SaleState, WantedItem};
use types::{ErrorCode, Failure, FieldProblem};

async fn ask(
    hub: &Hub,
    actor: Actor,
    event: EventId,
    items: &[(TicketTypeId, i64)],
    code: &str,
) -> Result<Quote, Failure> {
    let item = |&(ticket_type, quantity)| WantedItem { ticket_type, quantity };
    let items = items.iter().map(item).collect();
    let input = QuoteInput { items, promo_code: Some(code.into()), quantity: None };
    let quoted = quote(hub, actor, &event.to_string(), input).await;
    quoted.map(|quoted| quoted.quote).map_err(Failure::from)
}

#[tokio::test]
async fn a_quote_is_what_a_booking_would_cost_and_takes_nothing() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let adult = Kind::of(25_00).early(3, 19_00).add(&hub, event).await;
    let student = Kind::of(9_99).quota(1).add(&hub, event).await;
    code_for(&hub, event, ("STUDENTS", 50), &[student]).await;
    bought(&hub, event, &[(adult, 2)]).await;
    let nobody = Actor::Anonymous;
    // One is left at the lower price, and two are asked for.
    let quoted = ask(&hub, nobody, event, &[(adult, 2), (student, 1)], " students ").await.unwrap();
    assert_eq!((quoted.subtotal, quoted.discount), (money(59_99), money(5_00)));
    assert_eq!((quoted.total, quoted.promo_code_applies), (money(54_99), true));
    assert_eq!(quoted.promo_code.as_deref(), Some("STUDENTS"));
    let [first, second] = &quoted.items[..] else { panic!("{quoted:?}") };
    assert_eq!((first.unit_price, first.discounted), (money(25_00), false));
    assert_eq!((second.state, second.seats_available), (SaleState::OnSale, 1));
    let one = ask(&hub, nobody, event, &[(adult, 1)], "STUDENTS").await.unwrap();
    assert_eq!((one.total, one.discount), (money(19_00), money(0)));
    assert!(!one.promo_code_applies, "it is for students");
    assert_eq!((uses(&hub, "STUDENTS").await, seats(&hub, event).await), (0, (0, 2, 0)));
    exact(&hub).await;
}

#[tokio::test]
async fn an_event_with_one_kind_of_ticket_is_quoted_by_seats() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    code_for(&hub, event, ("TENTH", 10), &[]).await;
    let of = |quantity, code: &str| {
        let promo_code = Some(code.to_owned());
        QuoteInput { quantity: Some(quantity), promo_code, ..QuoteInput::default() }
    };
    let key = event.to_string();
    let quoted = quote(&hub, Actor::Anonymous, &key, of(2, "tenth")).await.unwrap().quote;
    assert_eq!((quoted.subtotal, quoted.total), (money(50_00), money(45_00)));
    assert_eq!((quoted.items[0].seats_available, quoted.ticket_types.len()), (10, 0));
    let refused = quote(&hub, Actor::Anonymous, &key, of(11, "")).await.unwrap_err();
    assert_eq!(refused.code(), Some(ErrorCode::ValidationFailed));
    execute(&hub, "UPDATE events SET status = 'CANCELLED', cancelled_at = now()").await;
    let refused = quote(&hub, Actor::Anonymous, &key, of(1, "")).await.unwrap_err();
    assert_eq!(refused.code(), Some(ErrorCode::EventNotBookable));
}

#[tokio::test]
async fn a_hidden_type_is_seen_with_a_code_that_opens_it_alone() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let event = event(&hub).hosted_by(&hub, host).await;
    let adult = Kind::of(20_00).add(&hub, event).await;
    let friend = Kind::of(15_00).add(&hub, event).await;
    hide(&hub, friend).await;
    code_for(&hub, event, ("FRIENDS", 0), &[friend]).await;
    code_for(&hub, event, ("EVERYTHING", 10), &[]).await;
    let shown = |quoted: Quote| quoted.ticket_types.iter().map(|it| it.id).collect::<Vec<_>>();
    for code in ["", "EVERYTHING"] {
        let told = shown(ask(&hub, Actor::Anonymous, event, &[], code).await.unwrap());
        assert_eq!(told, [adult], "{code}");
        for of in [friend, TicketTypeId(new_id())] {
            let refused = ask(&hub, Actor::Anonymous, event, &[(of, 1)], code).await.unwrap_err();
            let unknown = ("items[0].ticket_type", FieldProblem::NotFound);
            assert_eq!((&*refused.fields[0].field, refused.fields[0].problem), unknown);
        }
    }
    let told = ask(&hub, Actor::Anonymous, event, &[(friend, 2)], "friends").await.unwrap();
    assert_eq!((told.total, told.promo_code_applies), (money(30_00), true));
    assert_eq!(shown(told), [adult, friend]);
}

#[tokio::test]
async fn what_a_person_has_used_up_is_not_quoted_to_them() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let adult = Kind::of(20_00).add(&hub, event).await;
    code_for(&hub, event, ("EACH", 10), &[]).await;
    execute(&hub, "UPDATE promotions SET max_uses_per_person = 1").await;
    let (ada, eve) = (attendee(&hub).await, attendee(&hub).await);
    super::support::buy_with(&hub, ada, event, ("EACH", &[(adult, 1)])).await.unwrap();
    let refused = ask(&hub, ada, event, &[(adult, 1)], "EACH").await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::InvalidPromoCode);
    ask(&hub, eve, event, &[(adult, 1)], "EACH").await.unwrap();
}

#[tokio::test]
async fn a_wrong_code_is_a_try_and_a_right_one_is_none() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    code_for(&hub, event, ("RIGHT", 10), &[]).await;
    let ada = attendee(&hub).await;
    for number in 0..10 {
        ask(&hub, ada, event, &[], "RIGHT").await.unwrap();
        let wrong = ask(&hub, ada, event, &[], &format!("WRONG{number}")).await.unwrap_err();
        assert_eq!(wrong.code, ErrorCode::InvalidPromoCode);
    }
    let held_up = ask(&hub, ada, event, &[], "RIGHT").await.unwrap_err();
    assert_eq!(held_up.code, ErrorCode::TooManyRequests);
    // Nobody in particular is counted by their network.
    let client = "203.0.113.7".parse().unwrap();
    let hub = hub.for_client(client);
    for number in 0..60 {
        let code = format!("WRONG{number}");
        let wrong = ask(&hub, Actor::Anonymous, event, &[], &code).await.unwrap_err();
        assert_eq!(wrong.code, ErrorCode::InvalidPromoCode);
    }
    let held_up = ask(&hub, Actor::Anonymous, event, &[], "RIGHT").await.unwrap_err();
    assert_eq!(held_up.code, ErrorCode::TooManyRequests);
    ask(&hub, Actor::Anonymous, event, &[], "").await.unwrap();
}

#[tokio::test]
async fn a_quote_waits_for_no_lock_of_a_booking() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let adult = Kind::of(20_00).quota(5).add(&hub, event).await;
    code_for(&hub, event, ("TENTH", 10), &[adult]).await;
    let mut other = hub.db.read().await.unwrap();
    let mut tx = other.begin().await.unwrap();
    for table in ["events", "ticket_types", "promotions"] {
        let lock = format!("SELECT FROM {table} FOR UPDATE");
        sqlx::query(sqlx::AssertSqlSafe(lock)).execute(&mut *tx).await.unwrap();
    }
    let quoted = ask(&hub, Actor::Anonymous, event, &[(adult, 1)], "TENTH").await.unwrap();
    assert_eq!(quoted.total, money(18_00));
    tx.rollback().await.unwrap();
}
