//! Cancelling a booking, or some of its tickets.

use super::super::support::{
    attendee, book, callback, event, execute, jobs, ledger, mails, organizer, paid, pay, seats,
};
use super::{Scene, code, history, is_clean, scene};
use crate::attendance::check_in;
use crate::bookings::{Run, cancel, cancel_as_organizer, get};
use crate::idempotency::IdempotencyKey;
use crate::testing::test_hub;
use crate::waitlist;
use futures::future::join_all;
use types::ErrorCode;
use types::booking_actions::{CancelBooking, RefundChoice};
use types::bookings::{BookingStatus, CancelReason};
use types::check_ins::CheckIn;
use types::payments::{PaymentOutcome, PaymentStatus};
use types::waitlist::JoinWaitlist;

const REAL: Run = Run::Real(None);

#[tokio::test]
async fn a_booking_is_cancelled_with_its_money_and_its_holder_is_told_why() {
    let (hub, _database) = test_hub().await;
    let scene = scene(&hub).await;
    let done = scene.cancel(RefundChoice::Rule, None, REAL).await.unwrap();
    assert_eq!(done.booking.status, BookingStatus::Cancelled);
    assert_eq!(done.booking.cancel_reason, Some(CancelReason::ByOrganizer));
    assert!(done.booking.tickets.is_empty());
    let effect = done.effect;
    assert_eq!((effect.seats_freed, effect.people_told, effect.parties_offered), (2, 1, 0));
    assert_eq!((effect.refund, effect.refundable), (50.into(), 0.into()));
    assert_eq!((ledger(&hub).await, seats(&hub, scene.event).await), ((50_00, 50_00), (0, 0, 0)));
    assert_eq!(mails(&hub).await, ["booking_confirmed", "booking_cancelled"]);
    let told: (bool, String) = sqlx::query_as(
        "SELECT (data->>'by_organizer')::bool, data->>'reason' FROM mail_messages
         WHERE kind = 'booking_cancelled'",
    )
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(told, (true, "The hall is small.".into()));
    let why = Some("The hall is small.".to_owned());
    let entries = [("booking.cancelled".into(), why.clone()), ("payment.refunded".into(), why)];
    assert_eq!(history(&hub, scene.booking).await, entries);
    is_clean(&hub).await;
    // Once more changes nothing and tells nobody.
    let traces = scene.traces().await;
    let again = scene.cancel(RefundChoice::Full, None, REAL).await.unwrap();
    assert_eq!((again.effect.seats_freed, again.effect.people_told), (0, 0));
    assert_eq!(scene.traces().await, traces);
}

#[tokio::test]
async fn the_organizer_chooses_what_goes_back() {
    for (refund, back) in
        [(RefundChoice::Rule, 15_00), (RefundChoice::Full, 50_00), (RefundChoice::None, 0)]
    {
        let (hub, _database) = test_hub().await;
        let scene = scene(&hub).await;
        execute(
            &hub,
            "UPDATE bookings SET refund_full_until_hours = 1000, refund_percent_after = 30",
        )
        .await;
        let rehearsed = scene.cancel(refund, None, Run::Rehearsal).await.unwrap();
        let done = scene.cancel(refund, None, REAL).await.unwrap();
        assert_eq!(rehearsed, with_times_of(done, &rehearsed));
        assert_eq!(ledger(&hub).await, (50_00, back));
        let payment = get(&hub, scene.ada, scene.booking).await.unwrap().payment.unwrap();
        let ended = if back > 0 { PaymentStatus::Refunded } else { PaymentStatus::Completed };
        assert_eq!(payment.status, ended);
        is_clean(&hub).await;
    }
}

/// What a rehearsal cannot know is when it really happens.
fn with_times_of(
    mut done: types::booking_actions::BookingChanged,
    rehearsed: &types::booking_actions::BookingChanged,
) -> types::booking_actions::BookingChanged {
    done.booking.moved_refund_until = rehearsed.booking.moved_refund_until;
    done.booking.full_refund_until = rehearsed.booking.full_refund_until;
    done
}

#[tokio::test]
async fn a_rehearsal_says_what_would_happen_and_leaves_nothing_behind() {
    let (hub, _database) = test_hub().await;
    let scene = scene(&hub).await;
    let (before, queue) = (scene.traces().await, jobs(&hub).await);
    let told = scene.cancel(RefundChoice::Full, None, Run::Rehearsal).await.unwrap();
    assert_eq!(told.booking.status, BookingStatus::Cancelled, "as it would be");
    assert_eq!((told.effect.seats_freed, told.effect.refund), (2, 50.into()));
    assert_eq!(scene.traces().await, before);
    assert_eq!(jobs(&hub).await, queue);
    let booking = get(&hub, scene.ada, scene.booking).await.unwrap();
    assert_eq!((booking.status, booking.tickets.len()), (BookingStatus::Confirmed, 2));
    is_clean(&hub).await;
}

#[tokio::test]
async fn tickets_end_one_by_one_and_the_last_takes_the_booking_along() {
    let (hub, _database) = test_hub().await;
    let scene = scene(&hub).await;
    let tickets = scene.tickets().await;
    let one = Some(vec![tickets[0], tickets[0]]);
    let done = scene.cancel(RefundChoice::Full, one.clone(), REAL).await.unwrap();
    assert_eq!((done.booking.quantity, done.booking.tickets.len()), (1, 1));
    assert_eq!((done.effect.seats_freed, done.effect.refund), (1, 25.into()));
    assert_eq!(done.effect.refundable, 25.into());
    assert_eq!(seats(&hub, scene.event).await, (1, 0, 0));
    let traces = scene.traces().await;
    let again = scene.cancel(RefundChoice::Full, one, REAL).await.unwrap();
    assert_eq!((again.effect.seats_freed, scene.traces().await), (0, traces));
    let last = scene.cancel(RefundChoice::None, Some(tickets), REAL).await.unwrap();
    assert_eq!(last.booking.status, BookingStatus::Cancelled);
    assert_eq!((ledger(&hub).await, seats(&hub, scene.event).await), ((50_00, 25_00), (0, 0, 0)));
    let kinds = ["booking_confirmed", "tickets_cancelled", "booking_cancelled"];
    assert_eq!(mails(&hub).await, kinds);
    let actions: Vec<_> =
        history(&hub, scene.booking).await.into_iter().map(|(action, _)| action).collect();
    assert_eq!(actions, ["ticket.cancelled", "payment.refunded", "booking.cancelled"]);
    is_clean(&hub).await;
}

#[tokio::test]
async fn several_tickets_are_told_in_one_message() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let event = event(&hub).hosted_by(&hub, host).await;
    let ada = attendee(&hub).await;
    let (booking, _) = paid(&hub, ada, event, 3).await;
    let scene = Scene { hub: hub.clone(), host, event, ada, booking };
    let two = scene.tickets().await[1..].to_vec();
    let done = scene.cancel(RefundChoice::Rule, Some(two), REAL).await.unwrap();
    assert_eq!((done.booking.quantity, done.effect.refund), (1, 50.into()));
    assert_eq!(mails(&hub).await, ["booking_confirmed", "tickets_cancelled"]);
    is_clean(&hub).await;
}

#[tokio::test]
async fn a_ticket_that_was_used_stays() {
    let (hub, _database) = test_hub().await;
    let scene = scene(&hub).await;
    let tickets = get(&hub, scene.ada, scene.booking).await.unwrap().tickets;
    let seen = CheckIn::of(&tickets[0].code);
    check_in(&hub, scene.host, &scene.key(), seen).await.unwrap();
    for chosen in [None, Some(vec![tickets[0].id]), Some(vec![tickets[1].id, tickets[0].id])] {
        let refused = scene.cancel(RefundChoice::Full, chosen, REAL).await.unwrap_err();
        assert_eq!(refused, ErrorCode::AlreadyCheckedIn);
    }
    scene.cancel(RefundChoice::Full, Some(vec![tickets[1].id]), REAL).await.unwrap();
    assert_eq!((ledger(&hub).await, seats(&hub, scene.event).await), ((50_00, 25_00), (1, 0, 0)));
    is_clean(&hub).await;
}

#[tokio::test]
async fn the_seats_go_to_those_who_wait_and_the_effect_says_so() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let event = event(&hub).capacity(3).hosted_by(&hub, host).await;
    let ada = attendee(&hub).await;
    let (booking, _) = paid(&hub, ada, event, 3).await;
    for quantity in [2, 3, 1] {
        let wait = JoinWaitlist::of(quantity);
        waitlist::join(&hub, attendee(&hub).await, &event.to_string(), wait, None).await.unwrap();
    }
    let scene = Scene { hub: hub.clone(), host, event, ada, booking };
    let effect = scene.cancel(RefundChoice::Full, None, REAL).await.unwrap().effect;
    assert_eq!((effect.seats_freed, effect.seats_offered, effect.parties_offered), (3, 3, 2));
    assert_eq!(seats(&hub, event).await, (0, 0, 3));
    is_clean(&hub).await;
}

#[tokio::test]
async fn an_offer_that_is_taken_back_goes_to_the_next() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let event = event(&hub).capacity(1).hosted_by(&hub, host).await;
    let ada = attendee(&hub).await;
    let (booking, _) = paid(&hub, ada, event, 1).await;
    let waiting = [attendee(&hub).await, attendee(&hub).await];
    for actor in waiting {
        let wait = JoinWaitlist::of(1);
        waitlist::join(&hub, actor, &event.to_string(), wait, None).await.unwrap();
    }
    cancel(&hub, ada, booking, None).await.unwrap();
    let offer = sqlx::query_scalar("SELECT id FROM bookings WHERE status = 'PENDING'")
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    let scene = Scene { hub: hub.clone(), host, event, ada: waiting[0], booking: offer };
    let effect = scene.cancel(RefundChoice::None, None, REAL).await.unwrap().effect;
    assert_eq!((effect.seats_freed, effect.seats_offered, effect.parties_offered), (1, 1, 1));
    assert_eq!(seats(&hub, event).await, (0, 0, 1));
    is_clean(&hub).await;
}

#[tokio::test]
async fn a_payment_that_was_under_way_goes_back() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let event = event(&hub).hosted_by(&hub, host).await;
    let ada = attendee(&hub).await;
    let booking = book(&hub, ada, event, 1).await.unwrap().id;
    let payment = pay(&hub, ada, booking).await.unwrap();
    let scene = Scene { hub: hub.clone(), host, event, ada, booking };
    let effect = scene.cancel(RefundChoice::None, None, REAL).await.unwrap().effect;
    assert_eq!((effect.seats_freed, effect.refund), (1, 0.into()));
    let payment = callback(&hub, ada, &payment, PaymentOutcome::Completed).await;
    assert_eq!(payment.status, PaymentStatus::Refunded);
    assert_eq!(ledger(&hub).await, (25_00, 25_00));
    is_clean(&hub).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn however_many_click_it_is_cancelled_once() {
    let (hub, _database) = test_hub().await;
    let scene = scene(&hub).await;
    let clicks = (0..10).map(|_| scene.cancel(RefundChoice::Full, None, REAL));
    let answers = join_all(clicks).await;
    assert!(answers.iter().all(Result::is_ok));
    let freed: i32 = answers.iter().flatten().map(|done| done.effect.seats_freed).sum();
    assert_eq!(freed, 2);
    assert_eq!((ledger(&hub).await, mails(&hub).await.len()), ((50_00, 50_00), 2));
    is_clean(&hub).await;
}

#[tokio::test]
async fn a_repeat_under_one_key_gets_the_first_answer() {
    let (hub, _database) = test_hub().await;
    let scene = scene(&hub).await;
    let key = || Run::Real(IdempotencyKey::parse("twice").ok());
    let first = scene.cancel(RefundChoice::Full, None, key()).await.unwrap();
    assert_eq!(scene.cancel(RefundChoice::Full, None, key()).await.unwrap(), first);
    let other = scene.cancel(RefundChoice::None, None, key()).await.unwrap_err();
    assert_eq!(other, ErrorCode::IdempotencyKeyReused);
}

#[tokio::test]
async fn only_who_runs_the_event_cancels_and_not_once_it_is_over() {
    let (hub, _database) = test_hub().await;
    let scene = scene(&hub).await;
    let (stranger, other) = (organizer(&hub).await, organizer(&hub).await);
    let elsewhere = event(&hub).hosted_by(&hub, other).await;
    let input =
        || CancelBooking { reason: "Because.".into(), refund: RefundChoice::Full, tickets: None };
    let ask = async |actor, event: String| {
        let asked = cancel_as_organizer(&hub, actor, &event, scene.booking, input(), REAL).await;
        code(asked).unwrap_err()
    };
    assert_eq!(ask(stranger, scene.key()).await, ErrorCode::Forbidden);
    assert_eq!(ask(scene.ada, scene.key()).await, ErrorCode::Forbidden);
    assert_eq!(ask(other, elsewhere.to_string()).await, ErrorCode::NotFound, "of another event");
    let blank = CancelBooking { reason: " ".into(), ..input() };
    let asked =
        cancel_as_organizer(&hub, scene.host, &scene.key(), scene.booking, blank, REAL).await;
    assert_eq!(code(asked).unwrap_err(), ErrorCode::ValidationFailed);
    execute(
        &hub,
        "UPDATE events SET start_date = clock_timestamp() - interval '1 hour',
             end_date = clock_timestamp() + interval '1 hour'",
    )
    .await;
    scene.cancel(RefundChoice::None, None, Run::Rehearsal).await.unwrap();
    execute(&hub, "UPDATE events SET end_date = clock_timestamp() - interval '1 minute'").await;
    let over = scene.cancel(RefundChoice::Full, None, REAL).await.unwrap_err();
    assert_eq!(over, ErrorCode::EventEnded);
}
