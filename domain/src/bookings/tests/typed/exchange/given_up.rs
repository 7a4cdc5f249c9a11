//! An exchange that its holder gives up, or asks something else instead of.

use super::{
    Kind, allow, attendee, callback, event, exact, exchange, execute, get_items, has, ledger,
    mails, money, opened, organizer, pay, states, taken,
};
use crate::bookings::{cancel, cancel_ticket, get, give_up_exchange};
use crate::testing::test_hub;
use crate::waitlist::{join, own};
use crate::{Error, ticket_types};
use types::ErrorCode;
use types::payments::PaymentOutcome;
use types::ticket_types::TicketTypePatch;
use types::waitlist::JoinWaitlist;

fn code<T>(result: Result<T, Error>) -> Option<ErrorCode> {
    result.err().and_then(|error| error.code())
}

#[tokio::test]
async fn who_keeps_the_ticket_frees_the_seat() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let student = Kind::of(10_00).add(&hub, event).await;
    let adult = Kind::of(25_00).quota(1).add(&hub, event).await;
    allow(&hub, event).await;
    let (ada, booking) = has(&hub, event, &[(student, 2)]).await;
    let of = |n: usize| (booking.id, booking.tickets[n].id);
    let unknown = Some(ErrorCode::NotFound);
    assert_eq!(code(give_up_exchange(&hub, ada, of(0).0, of(0).1).await), unknown);
    opened(&hub, ada, of(0), adult).await;
    let eve = attendee(&hub).await;
    assert_eq!(code(give_up_exchange(&hub, eve, of(0).0, of(0).1).await), unknown);
    assert_eq!(code(give_up_exchange(&hub, ada, of(1).0, of(1).1).await), unknown);
    let kept = give_up_exchange(&hub, ada, of(0).0, of(0).1).await.unwrap();
    assert_eq!(kept, booking);
    assert_eq!(
        (taken(&hub, adult).await, states(&hub, booking.id).await),
        (0, vec!["CANCELLED".to_owned()])
    );
    assert_eq!(code(give_up_exchange(&hub, ada, of(0).0, of(0).1).await), unknown);
    let paid = pay(&hub, ada, booking.id).await.unwrap_err().failure.code;
    assert_eq!(paid, ErrorCode::AlreadyPaid);
    assert_eq!(mails(&hub).await, ["booking_confirmed"]);
    let told: Vec<(String, bool)> = sqlx::query_as(
        "SELECT action, actor_id IS NOT NULL FROM audit_log
         WHERE booking_id = $1 AND action LIKE 'exchange.%' ORDER BY created_at, id",
    )
    .bind(booking.id)
    .fetch_all(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(told, [("exchange.opened".to_owned(), true), ("exchange.ended".to_owned(), true)]);
    exact(&hub).await;
}

#[tokio::test]
async fn of_one_booking_one_exchange_is_open_and_another_takes_its_place() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let student = Kind::of(10_00).add(&hub, event).await;
    let adult = Kind::of(25_00).quota(1).add(&hub, event).await;
    let dinner = Kind::of(40_00).quota(1).add(&hub, event).await;
    let child = Kind::of(5_00).add(&hub, event).await;
    allow(&hub, event).await;
    let (ada, booking) = has(&hub, event, &[(student, 2)]).await;
    let of = |n: usize| (booking.id, booking.tickets[n].id);
    let both = || async { (taken(&hub, adult).await, taken(&hub, dinner).await) };
    opened(&hub, ada, of(0), adult).await;
    opened(&hub, ada, of(0), dinner).await;
    assert_eq!(both().await, (0, 1));
    // Of another ticket, and although its seat is the last one.
    opened(&hub, ada, of(1), dinner).await;
    assert_eq!(both().await, (0, 1));
    // What is refused leaves it open, and so does what the ticket is already.
    execute(&hub, "UPDATE ticket_types SET offering = 'PAUSED' WHERE price = 25").await;
    assert_eq!(exchange(&hub, ada, of(1), adult).await, Err(ErrorCode::SaleNotOpen));
    let same = exchange(&hub, ada, of(1), student).await.unwrap();
    assert_eq!(same.exchange.unwrap().ticket, of(1).1);
    // What costs less is exchanged at once.
    let after = exchange(&hub, ada, of(0), child).await.unwrap();
    assert_eq!((get_items(&after), after.exchange), (vec![(student, 1), (child, 1)], None));
    assert_eq!((both().await, ledger(&hub).await), ((0, 0), (20_00, 5_00)));
    assert_eq!(states(&hub, booking.id).await, ["CANCELLED"; 3]);
    exact(&hub).await;
}

#[tokio::test]
async fn who_waits_is_offered_the_seat_that_was_held() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).capacity(9).create(&hub).await;
    let talk = Kind::of(10_00).quota(3).add(&hub, event).await;
    let workshop = Kind::of(40_00).quota(1).add(&hub, event).await;
    allow(&hub, event).await;
    let (ada, booking) = has(&hub, event, &[(talk, 1)]).await;
    let of = (booking.id, booking.tickets[0].id);
    opened(&hub, ada, of, workshop).await;
    let eve = attendee(&hub).await;
    let input = JoinWaitlist { ticket_types: vec![workshop], ..JoinWaitlist::of(1) };
    join(&hub, eve, &event.to_string(), input, None).await.unwrap();
    give_up_exchange(&hub, ada, of.0, of.1).await.unwrap();
    let offer = own(&hub, eve, &event.to_string()).await.unwrap().booking.expect("an offer");
    assert_eq!(get_items(&get(&hub, eve, offer).await.unwrap()), [(workshop, 1)]);
    let cause: String = sqlx::query_scalar("SELECT cause FROM waitlist_releases")
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    assert_eq!(cause, "hold_lapsed");
    assert_eq!(exchange(&hub, ada, of, workshop).await, Err(ErrorCode::SoldOut));
    exact(&hub).await;
}

#[tokio::test]
async fn it_ends_with_its_ticket_and_with_its_booking() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let student = Kind::of(10_00).add(&hub, event).await;
    let adult = Kind::of(25_00).quota(1).add(&hub, event).await;
    allow(&hub, event).await;
    let (ada, booking) = has(&hub, event, &[(student, 3)]).await;
    let of = |n: usize| (booking.id, booking.tickets[n].id);
    opened(&hub, ada, of(0), adult).await;
    cancel_ticket(&hub, ada, of(1).0, of(1).1, None).await.unwrap();
    assert_eq!(
        (taken(&hub, adult).await, states(&hub, booking.id).await),
        (1, vec!["OPEN".to_owned()])
    );
    cancel_ticket(&hub, ada, of(0).0, of(0).1, None).await.unwrap();
    assert_eq!(
        (taken(&hub, adult).await, states(&hub, booking.id).await),
        (0, vec!["CANCELLED".to_owned()])
    );
    exact(&hub).await;
    opened(&hub, ada, of(2), adult).await;
    cancel(&hub, ada, booking.id, None).await.unwrap();
    assert_eq!(
        (taken(&hub, adult).await, states(&hub, booking.id).await),
        (0, vec!["CANCELLED".to_owned(); 2])
    );
    assert_eq!(ledger(&hub).await, (30_00, 30_00));
    exact(&hub).await;
}

#[tokio::test]
async fn a_held_seat_is_one_of_its_type() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let event = event(&hub).hosted_by(&hub, host).await;
    let student = Kind::of(10_00).add(&hub, event).await;
    let adult = Kind::of(25_00).add(&hub, event).await;
    allow(&hub, event).await;
    let (ada, booking) = has(&hub, event, &[(student, 1)]).await;
    let of = (booking.id, booking.tickets[0].id);
    opened(&hub, ada, of, adult).await;
    let key = event.to_string();
    let quota = |quota: Option<i64>| {
        let patch = TicketTypePatch { quota: Some(quota), ..TicketTypePatch::default() };
        ticket_types::change(&hub, host, &key, adult, patch)
    };
    assert_eq!(code(quota(Some(0)).await), Some(ErrorCode::QuotaBelowTaken));
    // It is counted from when there is something to count, and not any more after that.
    for (seats, counted) in [(Some(1), 1), (None, 0), (Some(1), 1)] {
        let changed = quota(seats).await.unwrap();
        assert_eq!((changed.sold, changed.held, taken(&hub, adult).await), (0, 1, counted));
        exact(&hub).await;
    }
    let deleted = ticket_types::delete(&hub, host, &key, adult).await;
    assert_eq!(code(deleted), Some(ErrorCode::TicketTypeInUse));
    let payment = pay(&hub, ada, of.0).await.unwrap();
    callback(&hub, ada, &payment, PaymentOutcome::Completed).await;
    let changed = quota(Some(1)).await.unwrap();
    assert_eq!((changed.sold, changed.held, changed.price), (1, 0, money(25_00)));
    exact(&hub).await;
}
