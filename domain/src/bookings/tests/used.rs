//! A ticket that was seen at the door is not given back by its holder: one rule at every entrance
//! that frees seats.

use super::support::{attendee, event, execute, in_balance, ledger, paid, seats, somebody_waits};
use crate::accounts::register;
use crate::attendance::check_in;
use crate::bookings::{cancel, cancel_for_event, cancel_ticket, get};
use crate::privacy::delete_account;
use crate::testing::test_hub;
use crate::{Actor, Hub};
use futures::future::BoxFuture;
use sqlx::Acquire as _;
use tokio::task::JoinHandle;
use types::accounts::{Register, Role};
use types::bookings::{Booking, BookingStatus};
use types::check_ins::CheckIn;
use types::ids::{BookingId, EventId};
use types::{ErrorCode, Failure};

const PASSWORD: &str = "a long way to the door";

pub(super) async fn host_of(hub: &Hub, event: EventId) -> Actor {
    let id: uuid::Uuid = sqlx::query_scalar("SELECT organizer_id FROM events WHERE id = $1")
        .bind(event)
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    Actor::User { id: id.into(), role: Role::Organizer }
}

pub(super) async fn scan(hub: &Hub, event: EventId, code: &str) -> Result<(), ErrorCode> {
    let (host, input) = (host_of(hub, event).await, CheckIn::of(code));
    let seen = check_in(hub, host, &event.to_string(), input).await;
    seen.map(drop).map_err(|error| Failure::from(error).code)
}

/// Somebody with two paid tickets, of which the first was used.
struct Guest {
    hub: Hub,
    actor: Actor,
    event: EventId,
    booking: Booking,
}

async fn guest(hub: &Hub) -> Guest {
    let name = crate::ids::new_id().simple().to_string();
    let input = Register {
        email: format!("{name}@example.test"),
        password: PASSWORD.into(),
        display_name: "Ada".into(),
        role: None,
        locale: None,
    };
    let id = register(hub, input).await.unwrap().user.id;
    let actor = Actor::User { id, role: Role::Attendee };
    let event = event(hub).create(hub).await;
    let (booking, _) = paid(hub, actor, event, 2).await;
    let booking = get(hub, actor, booking).await.unwrap();
    scan(hub, event, &booking.tickets[0].code).await.unwrap();
    Guest { hub: hub.clone(), actor, event, booking }
}

type Way = fn(Guest) -> BoxFuture<'static, Result<(), ErrorCode>>;

/// Every entrance that frees seats of a confirmed booking, what it answers, and what is left of two
/// seats and of 50.00.
const WAYS: [(&str, Way, Option<ErrorCode>, i32, i64); 6] = [
    ("the whole booking", whole, Some(ErrorCode::AlreadyCheckedIn), 2, 0),
    ("the used ticket", used, Some(ErrorCode::AlreadyCheckedIn), 2, 0),
    ("the other ticket", unused, None, 1, 25_00),
    ("one ticket after the other", both, Some(ErrorCode::AlreadyCheckedIn), 1, 25_00),
    ("leaving for good", leave, None, 1, 25_00),
    // Only its organizer is to blame for what does not take place.
    ("an event that is called off", called_off, None, 0, 50_00),
];

fn whole(guest: Guest) -> BoxFuture<'static, Result<(), ErrorCode>> {
    Box::pin(async move {
        let ended = cancel(&guest.hub, guest.actor, guest.booking.id, None).await;
        ended.map(drop).map_err(|refusal| refusal.failure.code)
    })
}

async fn ticket(guest: &Guest, index: usize) -> Result<(), ErrorCode> {
    let (booking, ticket) = (guest.booking.id, guest.booking.tickets[index].id);
    let given = cancel_ticket(&guest.hub, guest.actor, booking, ticket, None).await;
    given.map(drop).map_err(|refusal| refusal.failure.code)
}

fn used(guest: Guest) -> BoxFuture<'static, Result<(), ErrorCode>> {
    Box::pin(async move { ticket(&guest, 0).await })
}

fn unused(guest: Guest) -> BoxFuture<'static, Result<(), ErrorCode>> {
    Box::pin(async move { ticket(&guest, 1).await })
}

fn both(guest: Guest) -> BoxFuture<'static, Result<(), ErrorCode>> {
    Box::pin(async move {
        ticket(&guest, 1).await.unwrap();
        ticket(&guest, 0).await
    })
}

fn leave(guest: Guest) -> BoxFuture<'static, Result<(), ErrorCode>> {
    Box::pin(async move {
        let left = delete_account(&guest.hub, guest.actor, PASSWORD).await;
        left.map_err(|error| Failure::from(error).code)
    })
}

fn called_off(guest: Guest) -> BoxFuture<'static, Result<(), ErrorCode>> {
    Box::pin(async move {
        sqlx::query(
            "UPDATE events SET status = 'CANCELLED', cancelled_at = clock_timestamp()
             WHERE id = $1",
        )
        .bind(guest.event)
        .execute(guest.hub.db.pool())
        .await
        .unwrap();
        cancel_for_event(&guest.hub, guest.event, 10).await.unwrap();
        Ok(())
    })
}

#[tokio::test]
async fn nobody_enters_and_takes_the_money_back() {
    let (hub, _database) = test_hub().await;
    for (way, go, refusal, left, back) in WAYS {
        let before = ledger(&hub).await.1;
        let guest = guest(&hub).await;
        let (actor, event, booking) = (guest.actor, guest.event, guest.booking.id);
        assert_eq!(go(guest).await.err(), refusal, "{way}");
        assert_eq!(seats(&hub, event).await, (left, 0, 0), "{way}");
        assert_eq!(ledger(&hub).await.1 - before, back, "{way}");
        let now = get(&hub, actor, booking).await.unwrap();
        assert_eq!(now.status == BookingStatus::Confirmed, left > 0, "{way}");
        in_balance(&hub).await;
    }
}

/// Holds a booking's row until both have asked for it, the first before the second.
pub(super) async fn in_turn<A: Send + 'static, B: Send + 'static>(
    hub: &Hub,
    booking: BookingId,
    first: impl Future<Output = A> + Send + 'static,
    second: impl Future<Output = B> + Send + 'static,
) -> (A, B) {
    let mut holder = hub.db.read().await.unwrap();
    let mut holder = holder.begin().await.unwrap();
    sqlx::query("SELECT FROM bookings WHERE id = $1 FOR NO KEY UPDATE")
        .bind(booking)
        .execute(&mut *holder)
        .await
        .unwrap();
    let first = tokio::spawn(first);
    somebody_waits(hub).await;
    let second = tokio::spawn(second);
    waiters(hub, 2).await;
    holder.commit().await.unwrap();
    (first.await.unwrap(), second.await.unwrap())
}

async fn waiters(hub: &Hub, wanted: i64) {
    let waiting = async {
        loop {
            let count: i64 = sqlx::query_scalar(
                "SELECT count(*) FROM pg_stat_activity
                 WHERE datname = current_database() AND wait_event_type = 'Lock'",
            )
            .fetch_one(hub.db.pool())
            .await
            .unwrap();
            if count >= wanted {
                return;
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(20), waiting).await.expect("they wait");
}

#[tokio::test]
async fn the_door_and_the_cancellation_come_one_after_the_other() {
    let (hub, _database) = test_hub().await;
    for door_first in [true, false] {
        let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
        let (id, _) = paid(&hub, ada, event, 1).await;
        let code = get(&hub, ada, id).await.unwrap().tickets[0].code.clone();
        let door = {
            let hub = hub.clone();
            async move { scan(&hub, event, &code).await }
        };
        let back = {
            let hub = hub.clone();
            async move { cancel(&hub, ada, id, None).await.map_err(|it| it.failure.code) }
        };
        let (seen, cancelled) = if door_first {
            in_turn(&hub, id, door, back).await
        } else {
            let (cancelled, seen) = in_turn(&hub, id, back, door).await;
            (seen, cancelled)
        };
        if door_first {
            assert_eq!((seen, cancelled.err()), (Ok(()), Some(ErrorCode::AlreadyCheckedIn)));
            assert_eq!(seats(&hub, event).await, (1, 0, 0));
        } else {
            assert_eq!(seen, Err(ErrorCode::BookingNotConfirmed));
            assert_eq!(cancelled.unwrap().value.status, BookingStatus::Cancelled);
            assert_eq!(seats(&hub, event).await, (0, 0, 0));
        }
    }
    in_balance(&hub).await;
}

/// A door that marks the ticket without a lock on its booking, while the booking is cancelled.
async fn careless_door(hub: &Hub) -> (BookingId, Actor, JoinHandle<Result<(), ErrorCode>>) {
    let (ada, event) = (attendee(hub).await, event(hub).create(hub).await);
    let (id, _) = paid(hub, ada, event, 1).await;
    let mut door = hub.db.read().await.unwrap();
    let mut door = door.begin().await.unwrap();
    sqlx::query("UPDATE tickets SET checked_in_at = clock_timestamp() WHERE booking_id = $1")
        .bind(id)
        .execute(&mut *door)
        .await
        .unwrap();
    let back = tokio::spawn({
        let hub = hub.clone();
        async move { cancel(&hub, ada, id, None).await.map(drop).map_err(|it| it.failure.code) }
    });
    somebody_waits(hub).await;
    door.commit().await.unwrap();
    (id, ada, back)
}

#[tokio::test]
async fn the_database_refuses_what_a_door_without_a_lock_lets_through() {
    let (hub, _database) = test_hub().await;
    let (id, ada, back) = careless_door(&hub).await;
    back.await.unwrap().unwrap_err();
    assert_eq!(get(&hub, ada, id).await.unwrap().status, BookingStatus::Confirmed);
    assert_eq!(ledger(&hub).await, (25_00, 0));
}

#[tokio::test]
async fn without_lock_and_guard_somebody_is_inside_for_nothing() {
    let (hub, _database) = test_hub().await;
    execute(&hub, "ALTER TABLE bookings DISABLE TRIGGER bookings_used_tickets_stay").await;
    let (id, ada, back) = careless_door(&hub).await;
    back.await.unwrap().unwrap();
    assert_eq!(get(&hub, ada, id).await.unwrap().status, BookingStatus::Cancelled);
    assert_eq!(ledger(&hub).await, (25_00, 25_00), "inside, and the money is back");
}
