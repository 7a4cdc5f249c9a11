//! Moving a booking to another event.

use super::super::support::{
    attendee, book, event, execute, ledger, mails, organizer, paid, seats, sold, somebody_waits,
};
use super::{Scene, code, history, is_clean, scene};
use crate::attendance::check_in;
use crate::bookings::{Run, cancel, get, move_booking, move_targets};
use crate::testing::test_hub;
use crate::{Actor, Hub, waitlist};
use chrono::TimeDelta;
use futures::future::join_all;
use sqlx::Acquire as _;
use types::booking_actions::{BookingChanged, MoveBooking};
use types::bookings::BookingStatus;
use types::check_ins::CheckIn;
use types::ids::{BookingId, EventId};
use types::waitlist::JoinWaitlist;
use types::{ErrorCode, Failure, FieldProblem};

const REAL: Run = Run::Real(None);

async fn transfer(
    hub: &Hub,
    host: Actor,
    (from, to): (EventId, EventId),
    booking: BookingId,
    run: Run,
) -> Result<BookingChanged, ErrorCode> {
    let input = MoveBooking {
        event: to.to_string(),
        reason: "The first is full.".into(),
        ticket_type: None,
    };
    code(move_booking(hub, host, &from.to_string(), booking, input, run).await)
}

impl Scene {
    async fn to(&self, to: EventId, run: Run) -> Result<BookingChanged, ErrorCode> {
        transfer(&self.hub, self.host, (self.event, to), self.booking, run).await
    }
}

#[tokio::test]
async fn seats_are_freed_here_and_taken_there_at_the_price_that_was_paid() {
    let (hub, _database) = test_hub().await;
    let scene = scene(&hub).await;
    let in_a_month = event(&hub).starts_in(&hub, TimeDelta::days(30));
    let there = in_a_month.hosted_by(&hub, scene.host).await;
    execute(
        &hub,
        "UPDATE events SET price = 99 WHERE start_date > clock_timestamp() + interval '20 days'",
    )
    .await;
    let before = get(&hub, scene.ada, scene.booking).await.unwrap();
    let rehearsed = scene.to(there, Run::Rehearsal).await.unwrap();
    assert_eq!(get(&hub, scene.ada, scene.booking).await.unwrap(), before);
    let done = scene.to(there, REAL).await.unwrap();
    assert_eq!(done.effect, rehearsed.effect);
    let effect = done.effect;
    assert_eq!((effect.seats_freed, effect.seats_taken, effect.people_told), (2, 2, 1));
    assert_eq!((effect.refund, effect.refundable), (0.into(), 50.into()));
    assert_eq!((seats(&hub, scene.event).await, seats(&hub, there).await), ((0, 0, 0), (2, 0, 0)));
    let after = get(&hub, scene.ada, scene.booking).await.unwrap();
    assert_eq!((after.event.id, after.status), (there, BookingStatus::Confirmed));
    assert_eq!((after.reference, after.total_price), (before.reference.clone(), 50.into()));
    assert_eq!(after.event_start_at_booking, Some(after.event.start_date));
    let names = |booking: &types::bookings::Booking| {
        booking.tickets.iter().map(|it| (it.id, it.attendee_name.clone())).collect::<Vec<_>>()
    };
    assert_eq!(names(&after_of(&hub, &scene).await), names(&before));
    assert_eq!(mails(&hub).await, ["booking_confirmed", "booking_moved"]);
    assert_eq!(history(&hub, scene.booking).await.len(), 2, "either event tells it");
    // What was printed opens no door; the new code opens the right one.
    let new = &after_of(&hub, &scene).await.tickets[0].code.clone();
    let scan = async |event: EventId, code: &str| {
        let (key, input) = (event.to_string(), CheckIn::of(code));
        check_in(&hub, scene.host, &key, input)
            .await
            .map(drop)
            .map_err(|error| Failure::from(error).code)
    };
    let old = &before.tickets[0].code;
    assert_eq!(scan(scene.event, old).await, Err(ErrorCode::NotFound));
    assert_eq!(scan(there, old).await, Err(ErrorCode::NotFound));
    assert_eq!(scan(scene.event, new).await, Err(ErrorCode::NotFound));
    assert_eq!(scan(there, new).await, Ok(()));
    is_clean(&hub).await;
}

async fn after_of(hub: &Hub, scene: &Scene) -> types::bookings::Booking {
    get(hub, scene.ada, scene.booking).await.unwrap()
}

#[tokio::test]
async fn who_was_moved_may_cancel_in_full_and_only_what_happened_since_counts() {
    let (hub, _database) = test_hub().await;
    let scene = scene(&hub).await;
    execute(&hub, "UPDATE bookings SET refund_full_until_hours = NULL").await;
    let there = event(&hub).starts_in(&hub, TimeDelta::days(30)).hosted_by(&hub, scene.host).await;
    // The other event was moved before anybody came from here.
    execute(
        &hub,
        "UPDATE events SET start_date = start_date + interval '1 day', \
         end_date = end_date + interval '1 day' WHERE id <> (SELECT event_id FROM bookings)",
    )
    .await;
    scene.to(there, REAL).await.unwrap();
    let moved = after_of(&hub, &scene).await;
    let until = moved.moved_refund_until.unwrap() - hub.now();
    assert!(until > TimeDelta::days(13) && until <= TimeDelta::days(14));
    execute(&hub, "UPDATE bookings SET moved_at = moved_at - interval '15 days'").await;
    execute(&hub, "UPDATE event_moves SET moved_at = moved_at - interval '16 days'").await;
    let later = after_of(&hub, &scene).await;
    assert_eq!(later.full_refund_until.map(|it| it < hub.now()), Some(true), "14 days are over");
    execute(&hub, "UPDATE bookings SET moved_at = clock_timestamp()").await;
    cancel(&hub, scene.ada, scene.booking, None).await.unwrap();
    assert_eq!(ledger(&hub).await, (50_00, 50_00));
    is_clean(&hub).await;
}

#[tokio::test]
async fn the_waitlist_here_is_served_and_the_one_there_is_passed_only_where_nobody_fits() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let here = event(&hub).capacity(1).hosted_by(&hub, host).await;
    let there = event(&hub).capacity(2).hosted_by(&hub, host).await;
    let ada = attendee(&hub).await;
    let (booking, _) = paid(&hub, ada, here, 1).await;
    let wait = async |event: EventId, quantity| {
        let actor = attendee(&hub).await;
        waitlist::join(&hub, actor, &event.to_string(), JoinWaitlist::of(quantity), None).await
    };
    wait(here, 1).await.unwrap();
    paid(&hub, attendee(&hub).await, there, 1).await;
    wait(there, 2).await.unwrap();
    // One seat is left there, and the party that waits needs two.
    let done = transfer(&hub, host, (here, there), booking, REAL).await.unwrap();
    let effect = done.effect;
    assert_eq!((effect.seats_freed, effect.seats_offered, effect.parties_offered), (1, 1, 1));
    assert_eq!((seats(&hub, here).await, seats(&hub, there).await), ((0, 0, 1), (2, 0, 0)));
    is_clean(&hub).await;
    let (other, _) = paid(&hub, ada, event(&hub).hosted_by(&hub, host).await, 1).await;
    let from = get(&hub, ada, other).await.unwrap().event.id;
    let full = transfer(&hub, host, (from, there), other, REAL).await.unwrap_err();
    assert_eq!(full, ErrorCode::SoldOut);
}

#[tokio::test]
async fn the_claim_of_a_move_asks_the_waitlist() {
    let (hub, _database) = test_hub().await;
    let scene = scene(&hub).await;
    let there = event(&hub).hosted_by(&hub, scene.host).await;
    // As if a party of one were about to be served.
    execute(&hub, "ALTER TABLE events DISABLE TRIGGER events_waitlist_first").await;
    sqlx::query("UPDATE events SET waitlist_count = 1, waitlist_smallest = 1 WHERE id = $1")
        .bind(there)
        .execute(hub.db.pool())
        .await
        .unwrap();
    assert_eq!(scene.to(there, REAL).await.unwrap_err(), ErrorCode::WaitlistFirst);
}

#[tokio::test]
async fn only_to_an_event_of_the_same_organizer_that_can_be_booked() {
    let (hub, _database) = test_hub().await;
    let scene = scene(&hub).await;
    let elsewhere = event(&hub).create(&hub).await;
    let draft = event(&hub).status("DRAFT").hosted_by(&hub, scene.host).await;
    let started =
        event(&hub).starts_in(&hub, -TimeDelta::hours(1)).hosted_by(&hub, scene.host).await;
    let small = event(&hub).capacity(1).hosted_by(&hub, scene.host).await;
    let problem = async |to: EventId| {
        let input =
            MoveBooking { event: to.to_string(), reason: "Why not.".into(), ticket_type: None };
        let moved = move_booking(&hub, scene.host, &scene.key(), scene.booking, input, REAL).await;
        moved.unwrap_err().failure.fields.first().map(|field| field.problem)
    };
    assert_eq!(problem(elsewhere).await, Some(FieldProblem::NotFound));
    assert_eq!(problem(crate::ids::new_id().into()).await, Some(FieldProblem::NotFound));
    assert_eq!(problem(scene.event).await, Some(FieldProblem::NotAllowed));
    assert_eq!(scene.to(draft, REAL).await.unwrap_err(), ErrorCode::EventNotBookable);
    assert_eq!(scene.to(started, REAL).await.unwrap_err(), ErrorCode::EventNotBookable);
    assert_eq!(scene.to(small, REAL).await.unwrap_err(), ErrorCode::SoldOut);
    // An admin may move it too, but not to another organizer's.
    let admin = crate::testing::person(&hub, types::accounts::Role::Admin).await;
    let admin = Actor::User { id: admin, role: types::accounts::Role::Admin };
    let both = (scene.event, elsewhere);
    let refused = transfer(&hub, admin, both, scene.booking, REAL).await.unwrap_err();
    assert_eq!(refused, ErrorCode::ValidationFailed);
    let fits = event(&hub).hosted_by(&hub, scene.host).await;
    let targets = move_targets(&hub, scene.host, &scene.key(), scene.booking).await.unwrap();
    assert_eq!(targets.iter().map(|it| it.id).collect::<Vec<_>>(), [fits]);
    // What was used, or is not confirmed, stays.
    let held = book(&hub, scene.ada, scene.event, 1).await.unwrap().id;
    let refused = transfer(&hub, scene.host, (scene.event, fits), held, REAL).await.unwrap_err();
    assert_eq!(refused, ErrorCode::BookingNotConfirmed);
    execute(&hub, "UPDATE tickets SET checked_in_at = clock_timestamp() WHERE seat = 1").await;
    assert_eq!(scene.to(fits, REAL).await.unwrap_err(), ErrorCode::AlreadyCheckedIn);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_moves_and_bookings_one_has_the_last_seat() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let here = event(&hub).hosted_by(&hub, host).await;
    let there = event(&hub).capacity(1).hosted_by(&hub, host).await;
    let mut bookings = Vec::new();
    for _ in 0..6 {
        bookings.push(paid(&hub, attendee(&hub).await, here, 1).await.0);
    }
    let buyers = join_all((0..6).map(|_| attendee(&hub))).await;
    let moves = bookings.iter().map(|booking| {
        let (hub, booking) = (hub.clone(), *booking);
        tokio::spawn(
            async move { transfer(&hub, host, (here, there), booking, REAL).await.is_ok() },
        )
    });
    let buys = buyers.into_iter().map(|buyer| {
        let hub = hub.clone();
        tokio::spawn(async move { book(&hub, buyer, there, 1).await.is_ok() })
    });
    let (moves, buys): (Vec<_>, Vec<_>) = (moves.collect(), buys.collect());
    let won = async |tasks: Vec<tokio::task::JoinHandle<bool>>| {
        join_all(tasks).await.into_iter().filter(|won| *won.as_ref().unwrap()).count()
    };
    let (gone, bought) = (won(moves).await, won(buys).await);
    assert_eq!(gone + bought, 1);
    assert_eq!(sold(&hub, there).await, 1);
    assert_eq!(sold(&hub, here).await, 6 - i64::try_from(gone).unwrap(), "and nothing is lost");
    is_clean(&hub).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn moves_against_each_other_do_not_wait_for_each_other() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let events = [event(&hub).hosted_by(&hub, host).await, event(&hub).hosted_by(&hub, host).await];
    let mut tasks = Vec::new();
    for from in [0, 1] {
        for _ in 0..3 {
            let (booking, _) = paid(&hub, attendee(&hub).await, events[from], 1).await;
            let (hub, way) = (hub.clone(), (events[from], events[1 - from]));
            tasks.push(tokio::spawn(async move { transfer(&hub, host, way, booking, REAL).await }));
        }
    }
    for moved in join_all(tasks).await {
        moved.unwrap().unwrap();
    }
    assert_eq!((sold(&hub, events[0]).await, sold(&hub, events[1]).await), (3, 3));
    is_clean(&hub).await;
}

/// Moves a booking as code without the condition would: it looks first, and then counts.
const BLIND: &str = "WITH moved AS (
         UPDATE bookings SET event_id = $2 WHERE id = $1 RETURNING quantity
     ), freed AS (
         UPDATE events SET seats_confirmed = seats_confirmed - 1 WHERE id = $3
     )
     UPDATE events SET seats_confirmed = seats_confirmed + 1 WHERE id = $2";

#[tokio::test]
async fn without_the_condition_two_moves_take_one_seat() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let there = event(&hub).capacity(1).hosted_by(&hub, host).await;
    execute(&hub, "ALTER TABLE events DROP CONSTRAINT events_never_oversold").await;
    let mut movers = Vec::new();
    for _ in 0..2 {
        let here = event(&hub).hosted_by(&hub, host).await;
        let (booking, _) = paid(&hub, attendee(&hub).await, here, 1).await;
        let mut connection = hub.db.read().await.unwrap();
        let free: i32 =
            sqlx::query_scalar("SELECT max_capacity - seats_confirmed FROM events WHERE id = $1")
                .bind(there)
                .fetch_one(&mut *connection)
                .await
                .unwrap();
        assert_eq!(free, 1, "each of them believes that there is a seat");
        movers.push((connection, booking, here));
    }
    let [mut first, mut second] = <[_; 2]>::try_from(movers).ok().unwrap();
    let mut tx = first.0.begin().await.unwrap();
    sqlx::query(BLIND).bind(first.1).bind(there).bind(first.2).execute(&mut *tx).await.unwrap();
    let late = tokio::spawn(async move {
        sqlx::query(BLIND)
            .bind(second.1)
            .bind(there)
            .bind(second.2)
            .execute(&mut *second.0)
            .await
            .unwrap();
    });
    somebody_waits(&hub).await;
    tx.commit().await.unwrap();
    late.await.unwrap();
    assert_eq!(sold(&hub, there).await, 2, "one seat, two people");
}

#[tokio::test]
async fn a_cancellation_that_waits_for_a_move_finds_the_booking_where_it_is_now() {
    let (hub, _database) = test_hub().await;
    let scene = scene(&hub).await;
    let there = event(&hub).hosted_by(&hub, scene.host).await;
    // A move that has not committed yet holds both events and the booking.
    let mut connection = hub.db.read().await.unwrap();
    let mut tx = connection.begin().await.unwrap();
    sqlx::query("SELECT FROM events WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE")
        .bind([scene.event, there].map(|id| id.0).to_vec())
        .execute(&mut *tx)
        .await
        .unwrap();
    sqlx::query(
        "WITH moved AS (UPDATE bookings SET event_id = $2, first_for_person = false WHERE id = $1),
             codes AS (UPDATE tickets SET event_id = $2 WHERE booking_id = $1)
         UPDATE events SET seats_confirmed = CASE WHEN id = $2 THEN 2 ELSE 0 END
         WHERE id IN ($2, $3)",
    )
    .bind(scene.booking)
    .bind(there)
    .bind(scene.event)
    .execute(&mut *tx)
    .await
    .unwrap();
    let (hub_, ada, booking) = (hub.clone(), scene.ada, scene.booking);
    let late = tokio::spawn(async move { cancel(&hub_, ada, booking, None).await });
    somebody_waits(&hub).await;
    tx.commit().await.unwrap();
    late.await.unwrap().unwrap();
    assert_eq!((seats(&hub, scene.event).await, seats(&hub, there).await), ((0, 0, 0), (0, 0, 0)));
    is_clean(&hub).await;
}
