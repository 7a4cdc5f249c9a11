//! INV-3 of exchanges: one that is not paid in time gives its seat back exactly once.

use super::{
    Kind, allow, attendee, event, exact, get_items, has, mails, opened, pay, run_out, states, taken,
};
use crate::bookings::{get, lapse_exchange, lapse_exchanges, lapse_exchanges_due};
use crate::testing::test_hub;
use crate::waitlist::{join, own};
use crate::{Actor, Hub, reconcile};
use futures::future::join_all;
use types::ErrorCode;
use types::bookings::Booking;
use types::ids::{EventId, ExchangeId, TicketTypeId};
use types::waitlist::{JoinWaitlist, WaitlistStatus};

struct Scene {
    event: EventId,
    adult: TicketTypeId,
    ada: Actor,
    booking: Booking,
    /// Its time is over.
    exchange: ExchangeId,
}

/// Somebody has sold out a dearer type with an exchange that they have not paid.
async fn scene(hub: &Hub) -> Scene {
    let event = event(hub).create(hub).await;
    let student = Kind::of(10_00).add(hub, event).await;
    let adult = Kind::of(25_00).quota(2).add(hub, event).await;
    allow(hub, event).await;
    has(hub, event, &[(adult, 1)]).await;
    let (ada, booking) = has(hub, event, &[(student, 1)]).await;
    opened(hub, ada, (booking.id, booking.tickets[0].id), adult).await;
    let exchange = run_out(hub, booking.id).await;
    Scene { event, adult, ada, booking, exchange }
}

#[tokio::test]
async fn what_is_not_paid_in_time_stays_what_it_was() {
    let (hub, _database) = test_hub().await;
    let it = scene(&hub).await;
    let late = pay(&hub, it.ada, it.booking.id).await.unwrap_err().failure.code;
    assert_eq!(late, ErrorCode::BookingNotPayable);
    let eve = attendee(&hub).await;
    let input = JoinWaitlist { ticket_types: vec![it.adult], ..JoinWaitlist::of(1) };
    join(&hub, eve, &it.event.to_string(), input, None).await.unwrap();
    assert!(lapse_exchange(&hub, it.exchange).await.unwrap());
    assert_eq!(get(&hub, it.ada, it.booking.id).await.unwrap(), it.booking);
    assert_eq!(states(&hub, it.booking.id).await, ["EXPIRED"]);
    // Who waits for the type has its seat now.
    let entry = own(&hub, eve, &it.event.to_string()).await.unwrap();
    assert_eq!(entry.status, WaitlistStatus::Offered);
    let offer = get(&hub, eve, entry.booking.unwrap()).await.unwrap();
    assert_eq!((get_items(&offer), taken(&hub, it.adult).await), (vec![(it.adult, 1)], 2));
    let told = ["booking_confirmed", "booking_confirmed", "waitlist_offer"];
    assert_eq!(mails(&hub).await, told);
    let paid = pay(&hub, it.ada, it.booking.id).await.unwrap_err().failure.code;
    assert_eq!(paid, ErrorCode::AlreadyPaid);
    exact(&hub).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn however_many_lapse_an_exchange_its_seat_comes_back_once() {
    let (hub, _database) = test_hub().await;
    let it = scene(&hub).await;
    let tasks = (0..12).map(|_| {
        let (hub, exchange) = (hub.clone(), it.exchange);
        tokio::spawn(async move { lapse_exchange(&hub, exchange).await.unwrap() })
    });
    let lapsed = join_all(tasks).await.into_iter().filter(|done| *done.as_ref().unwrap()).count();
    assert_eq!((lapsed, taken(&hub, it.adult).await), (1, 1));
    assert_eq!(lapse_exchanges(&hub, &[it.exchange]).await.unwrap(), 0);
    exact(&hub).await;
}

#[tokio::test]
async fn without_asking_again_the_seat_of_an_exchange_comes_back_twice() {
    let (hub, _database) = test_hub().await;
    let it = scene(&hub).await;
    for sql in [
        "DROP TRIGGER ticket_exchanges_ended ON ticket_exchanges",
        "CREATE TRIGGER ticket_exchanges_ended AFTER UPDATE OF status ON ticket_exchanges
             FOR EACH ROW EXECUTE FUNCTION ticket_exchanges_taken()",
        "UPDATE ticket_exchanges SET status = 'EXPIRED', ended_at = clock_timestamp()",
        "UPDATE ticket_exchanges SET status = 'EXPIRED', ended_at = clock_timestamp()",
    ] {
        super::execute(&hub, sql).await;
    }
    assert_eq!(taken(&hub, it.adult).await, 0, "the other one's seat is gone too");
    assert_eq!(reconcile::all(&hub).await.unwrap().len(), 1);
}

#[tokio::test]
async fn the_safety_net_takes_only_exchanges_that_are_long_due() {
    let (hub, _database) = test_hub().await;
    let (due, other) = (scene(&hub).await, scene(&hub).await);
    sqlx::query("UPDATE ticket_exchanges SET hold_expires_at = clock_timestamp() WHERE id = $1")
        .bind(other.exchange)
        .execute(hub.db.pool())
        .await
        .unwrap();
    assert_eq!(lapse_exchanges_due(&hub).await.unwrap(), 1);
    assert_eq!(lapse_exchanges_due(&hub).await.unwrap(), 0);
    assert_eq!(states(&hub, due.booking.id).await, ["EXPIRED"]);
    // Its own job takes it at once, and one that fails keeps none behind it.
    sqlx::query("UPDATE ticket_types SET taken = 0 WHERE event_id = $1")
        .bind(other.event)
        .execute(hub.db.pool())
        .await
        .unwrap();
    let third = scene(&hub).await;
    let told = lapse_exchanges(&hub, &[other.exchange, third.exchange]).await.unwrap_err();
    assert_eq!((told.done, told.failed), (1, 1));
    assert_eq!(states(&hub, third.booking.id).await, ["EXPIRED"]);
}
