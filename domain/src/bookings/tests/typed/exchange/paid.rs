//! A ticket of a dearer type: its difference is paid, and only then the ticket becomes one.

use super::super::support::{buy_with, code_for};
use super::{
    Kind, adds_up, allow, attendee, callback, costs, event, exact, exchange, execute, get_items,
    has, jobs, ledger, mails, money, opened, organizer, paid, pay, pool, seats, states, taken,
    taken_of_pool,
};
use crate::bookings::{
    Run, cancel, cancel_ticket, exchanges_of_ticket, get, give_up_exchange, refund_as_organizer,
};
use crate::testing::test_hub;
use crate::{Actor, Hub};
use types::ErrorCode;
use types::booking_actions::RefundBooking;
use types::bookings::Booking;
use types::ids::BookingId;
use types::payments::{PaymentOutcome, PaymentStatus};

#[tokio::test]
async fn a_dearer_type_is_had_once_its_difference_is_paid() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let student = Kind::of(9_99).quota(5).add(&hub, event).await;
    let adult = Kind::of(25_00).quota(1).add(&hub, event).await;
    allow(&hub, event).await;
    let (ada, before) = has(&hub, event, &[(student, 2)]).await;
    let of = (before.id, before.tickets[0].id);
    let offered = exchanges_of_ticket(&hub, ada, of.0, of.1).await.unwrap();
    assert_eq!((offered.options[0].refused, offered.options[0].more), (None, money(15_01)));

    let waits = opened(&hub, ada, of, adult).await;
    let open = waits.exchange.clone().unwrap();
    assert_eq!((open.name.as_str(), open.amount), ("Type 1", money(15_01)));
    assert_eq!((open.currency, open.payment), (before.currency, None));
    assert_eq!((&waits.tickets, &waits.items), (&before.tickets, &before.items));
    assert_eq!((waits.total_price, &waits.payment), (before.total_price, &before.payment));
    assert_eq!((taken(&hub, student).await, taken(&hub, adult).await), (2, 1));
    assert_eq!(mails(&hub).await, ["booking_confirmed"]);
    exact(&hub).await;
    // Asked for again it is the same one.
    assert_eq!(opened(&hub, ada, of, adult).await, waits);
    let lapses = jobs(&hub).await.into_iter().filter(|job| job == "lapse_exchanges").count();
    assert_eq!(lapses, 1);

    let payment = pay(&hub, ada, of.0).await.unwrap();
    assert_eq!((payment.amount, payment.status), (money(15_01), PaymentStatus::Pending));
    let paying = get(&hub, ada, of.0).await.unwrap();
    assert_eq!(paying.exchange.unwrap().payment, Some(payment.clone()));
    assert_eq!(paying.payment, before.payment, "the booking's own is what it was");
    let busy = ErrorCode::PaymentInProgress;
    assert_eq!(pay(&hub, ada, of.0).await.unwrap_err().failure.code, busy);
    let given_up = give_up_exchange(&hub, ada, of.0, of.1).await.unwrap_err();
    assert_eq!(given_up.code(), Some(busy));
    let other = (of.0, before.tickets[1].id);
    assert_eq!(exchange(&hub, ada, other, adult).await, Err(busy));
    exact(&hub).await;

    for _ in 0..2 {
        let done = callback(&hub, ada, &payment, PaymentOutcome::Completed).await;
        assert_eq!(done.status, PaymentStatus::Completed);
        let after = get(&hub, ada, of.0).await.unwrap();
        assert_eq!(get_items(&after), [(student, 1), (adult, 1)]);
        assert_eq!((after.total_price, after.exchange.as_ref()), (money(34_99), None));
        assert_eq!(after.tickets[0].ticket_type, Some(adult));
        assert_eq!(after.tickets[0].code, before.tickets[0].code, "the code stays");
        assert_eq!(costs(&hub, of.0).await, [25_00, 9_99]);
        adds_up(&hub, &after).await;
    }
    assert_eq!(ledger(&hub).await, (34_99, 0));
    assert_eq!((taken(&hub, student).await, taken(&hub, adult).await), (1, 1));
    assert_eq!(seats(&hub, event).await, (2, 0, 0));
    assert_eq!(states(&hub, of.0).await, ["DONE"]);
    assert_eq!(mails(&hub).await, ["booking_confirmed", "ticket_exchanged"]);
    let told: (String, String, String) = sqlx::query_as(
        "SELECT data->>'paid', data->>'from', data->>'to' FROM mail_messages
         WHERE kind = 'ticket_exchanged'",
    )
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(told, ("15.01".into(), "Type 0".into(), "Type 1".into()));
    let history: Vec<String> = sqlx::query_scalar(
        "SELECT action FROM audit_log WHERE booking_id = $1 AND created_at > $2
             AND action NOT LIKE 'mail.%' ORDER BY created_at, id",
    )
    .bind(of.0)
    .bind(before.payment.unwrap().processed_at)
    .fetch_all(hub.db.pool())
    .await
    .unwrap();
    let expected = ["exchange.opened", "payment.started", "payment.completed", "ticket.exchanged"];
    assert_eq!(history[history.len() - 4..], expected);
    assert_eq!(pay(&hub, ada, of.0).await.unwrap_err().failure.code, ErrorCode::AlreadyPaid);
    exact(&hub).await;

    // Each ticket brings back what was paid for it, of whichever payment.
    cancel_ticket(&hub, ada, of.0, of.1, None).await.unwrap();
    assert_eq!(ledger(&hub).await, (34_99, 25_00));
    exact(&hub).await;
    cancel(&hub, ada, of.0, None).await.unwrap();
    assert_eq!(ledger(&hub).await, (34_99, 34_99));
    exact(&hub).await;
}

#[tokio::test]
async fn a_declined_card_leaves_the_seat_held_and_another_is_tried() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let student = Kind::of(10_00).add(&hub, event).await;
    let adult = Kind::of(25_00).quota(1).add(&hub, event).await;
    allow(&hub, event).await;
    let (ada, booking) = has(&hub, event, &[(student, 1)]).await;
    let of = (booking.id, booking.tickets[0].id);
    opened(&hub, ada, of, adult).await;
    let payment = pay(&hub, ada, of.0).await.unwrap();
    callback(&hub, ada, &payment, PaymentOutcome::Failed).await;
    let waits = get(&hub, ada, of.0).await.unwrap();
    assert_eq!((get_items(&waits), taken(&hub, adult).await), (vec![(student, 1)], 1));
    let open = waits.exchange.unwrap();
    assert_eq!(open.payment.unwrap().status, PaymentStatus::Failed);
    assert_eq!(mails(&hub).await, ["booking_confirmed", "payment_failed"]);
    let (to, until): (String, bool) = sqlx::query_as(
        "SELECT data->>'to', (data->>'until')::timestamptz = $1 FROM mail_messages
         WHERE kind = 'payment_failed'",
    )
    .bind(open.hold_expires_at)
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    assert_eq!((to.as_str(), until), ("Type 1", true));
    exact(&hub).await;
    let after = paid_more(&hub, ada, of.0).await;
    assert_eq!((get_items(&after), ledger(&hub).await), (vec![(adult, 1)], (25_00, 0)));
    exact(&hub).await;
}

/// Pays for what is open, and it works.
async fn paid_more(hub: &Hub, actor: Actor, booking: BookingId) -> Booking {
    let payment = pay(hub, actor, booking).await.unwrap();
    callback(hub, actor, &payment, PaymentOutcome::Completed).await;
    get(hub, actor, booking).await.unwrap()
}

#[tokio::test]
async fn what_was_free_is_paid_for_and_brings_that_back() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).capacity(2).create(&hub).await;
    // As full as the event: whatever the ticket becomes, it needs one seat of each.
    let shared = pool(&hub, event, 2).await;
    let free = Kind::of(0).pool(shared).add(&hub, event).await;
    let dear = Kind::of(12_50).pool(shared).add(&hub, event).await;
    allow(&hub, event).await;
    let (ada, booking) = has(&hub, event, &[(free, 2)]).await;
    let of = |n: usize| (booking.id, booking.tickets[n].id);
    let nothing = pay(&hub, ada, of(0).0).await.unwrap_err().failure.code;
    assert_eq!(nothing, ErrorCode::BookingNotPayable);
    opened(&hub, ada, of(0), dear).await;
    assert_eq!((taken_of_pool(&hub, shared).await, seats(&hub, event).await), (2, (2, 0, 0)));
    exact(&hub).await;
    let after = paid_more(&hub, ada, of(0).0).await;
    assert_eq!((after.total_price, taken_of_pool(&hub, shared).await), (money(12_50), 2));
    adds_up(&hub, &after).await;
    exact(&hub).await;
    exchange(&hub, ada, of(0), free).await.unwrap();
    assert_eq!(ledger(&hub).await, (12_50, 12_50));
    exact(&hub).await;
}

#[tokio::test]
async fn the_seat_and_its_price_are_those_that_were_promised() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let student = Kind::of(10_00).add(&hub, event).await;
    let adult = Kind::of(25_00).quota(9).early(1, 20_00).add(&hub, event).await;
    allow(&hub, event).await;
    let (ada, booking) = has(&hub, event, &[(student, 1)]).await;
    let of = (booking.id, booking.tickets[0].id);
    let waits = opened(&hub, ada, of, adult).await;
    assert_eq!(waits.exchange.unwrap().amount, money(10_00));
    // The first seat is spoken for.
    let (bo, other) = has(&hub, event, &[(student, 1)]).await;
    let second = opened(&hub, bo, (other.id, other.tickets[0].id), adult).await;
    assert_eq!(second.exchange.unwrap().amount, money(15_00));
    for change in [
        "UPDATE ticket_types SET price = 99, offering = 'ARCHIVED', hidden = true WHERE quota = 9",
        "DELETE FROM ticket_price_steps",
        "UPDATE ticket_rules SET exchanges = false, changes_closed = true",
    ] {
        execute(&hub, change).await;
    }
    let after = paid_more(&hub, ada, of.0).await;
    assert_eq!((after.total_price, costs(&hub, of.0).await), (money(20_00), vec![20_00]));
    let after = paid_more(&hub, bo, other.id).await;
    assert_eq!(after.total_price, money(25_00));
    exact(&hub).await;
}

#[tokio::test]
async fn a_goodwill_refund_is_what_it_was_and_a_code_lowers_nothing_more() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let event = event(&hub).hosted_by(&hub, host).await;
    let student = Kind::of(10_00).add(&hub, event).await;
    let adult = Kind::of(25_00).add(&hub, event).await;
    allow(&hub, event).await;
    code_for(&hub, event, ("TENTH", 10), &[]).await;
    let ada = attendee(&hub).await;
    let held = buy_with(&hub, ada, event, ("TENTH", &[(student, 2)])).await.unwrap();
    let booking = paid(&hub, ada, held.id).await;
    assert_eq!(booking.total_price, money(18_00));
    let sorry = RefundBooking { amount: money(4_00), reason: "It is cold.".into() };
    let (key, run) = (event.to_string(), Run::Real(None));
    refund_as_organizer(&hub, host, &key, booking.id, sorry, run).await.unwrap();
    let waits = opened(&hub, ada, (booking.id, booking.tickets[0].id), adult).await;
    // 25.00 less the 9.00 that the ticket has cost.
    assert_eq!(waits.exchange.unwrap().amount, money(16_00));
    let after = paid_more(&hub, ada, booking.id).await;
    assert_eq!((after.total_price, after.discount), (money(34_00), money(1_00)));
    assert_eq!(costs(&hub, booking.id).await, [25_00, 9_00]);
    adds_up(&hub, &after).await;
    exact(&hub).await;
    cancel(&hub, ada, booking.id, None).await.unwrap();
    assert_eq!(ledger(&hub).await, (34_00, 34_00));
    exact(&hub).await;
}
