//! Seats that come free are promised, accepted, declined and lost.

use super::support::*;
use crate::bookings::{cancel, cancel_for_event, cancel_ticket, confirm, get, lapse};
use crate::testing::test_hub;
use crate::waitlist::{close_for_event, close_started, leave};
use crate::{Actor, Hub, events};
use chrono::TimeDelta;
use rust_decimal::Decimal;
use types::accounts::Role;
use types::bookings::{BookingStatus, CancelReason};
use types::events::EventPatch;
use types::ids::{EventId, UserId};
use types::payments::PaymentOutcome;
use types::waitlist::WaitlistStatus as S;
use types::{ErrorCode, Locale};

async fn organizer_of(hub: &Hub, event: EventId) -> Actor {
    let id: uuid::Uuid = sqlx::query_scalar("SELECT organizer_id FROM events WHERE id = $1")
        .bind(event)
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    Actor::User { id: UserId(id), role: Role::Organizer }
}

async fn change(hub: &Hub, event: EventId, patch: EventPatch) {
    let organizer = organizer_of(hub, event).await;
    events::patch(hub, organizer, &event.to_string(), patch, Locale::En).await.unwrap();
}

#[tokio::test]
async fn a_seat_that_comes_free_is_the_first_ones_until_the_deadline() {
    let (hub, _database) = test_hub().await;
    let (ada, eve) = (attendee(&hub).await, attendee(&hub).await);
    let event = event(&hub).capacity(1).create(&hub).await;
    let seat = book(&hub, ada, event, 1).await.unwrap();
    let (first, second) = (waiting(&hub, event, 1).await, waiting(&hub, event, 1).await);
    cancel(&hub, ada, seat.id, None).await.unwrap();
    let won = entry(&hub, first, event).await;
    assert_eq!((won.status, won.position, won.notified), (S::Offered, None, true));
    let booking = get(&hub, first, won.booking.unwrap()).await.unwrap();
    assert_eq!((booking.status, booking.quantity), (BookingStatus::Pending, 1));
    assert_eq!((booking.unit_price, booking.total_price), (Decimal::from(25), Decimal::from(25)));
    assert_eq!(booking.hold_expires_at, won.offer_expires_at);
    let lasts = won.offer_expires_at.unwrap() - booking.booked_at;
    assert!((TimeDelta::hours(12) - lasts).abs() < TimeDelta::minutes(1));
    assert_eq!(entry(&hub, second, event).await.position, Some(1));
    assert_eq!(seats(&hub, event).await, (0, 0, 1));
    assert_eq!(line(&hub, event).await, (1, Some(1)));
    assert_eq!(mails(&hub).await, ["waitlist_offer"]);
    let jobs = jobs(&hub).await;
    for ending in ["lapse_holds", "lapse_booking"] {
        assert_eq!(jobs.iter().filter(|job| *job == ending).count(), 1, "{ending}");
    }
    // The public, the one who cancelled and the second all have to wait.
    assert_eq!(code(book(&hub, eve, event, 1).await), ErrorCode::WaitlistFirst);
    assert_eq!(code(book(&hub, second, event, 1).await), ErrorCode::WaitlistFirst);
    in_balance(&hub).await;

    let payment = pay(&hub, first, booking.id).await.unwrap();
    callback(&hub, first, &payment, PaymentOutcome::Completed).await;
    assert_eq!(status(&hub, first, event).await, S::Accepted);
    assert_eq!(get(&hub, first, booking.id).await.unwrap().tickets.len(), 1);
    assert_eq!(seats(&hub, event).await, (1, 0, 0));
    assert_eq!(code(book(&hub, eve, event, 1).await), ErrorCode::SoldOut);
    assert_eq!(mails(&hub).await, ["waitlist_offer", "booking_confirmed"]);
    assert_eq!(reasons(&hub, event).await, ["joined", "joined", "booking_cancelled", "accepted"]);
    in_balance(&hub).await;
}

#[tokio::test]
async fn an_offer_that_costs_nothing_is_accepted_with_one_call_however_often() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    let event = event(&hub).free().capacity(2).create(&hub).await;
    let seat = book(&hub, ada, event, 2).await.unwrap();
    let eve = waiting(&hub, event, 2).await;
    cancel(&hub, ada, seat.id, None).await.unwrap();
    let offer = offer(&hub, eve, event).await;
    assert_eq!(
        confirm(&hub, ada, offer, None).await.unwrap_err().failure.code,
        ErrorCode::NotFound,
        "it is nobody else's"
    );
    for _ in 0..2 {
        let booking = confirm(&hub, eve, offer, None).await.unwrap().value;
        assert_eq!((booking.status, booking.tickets.len()), (BookingStatus::Confirmed, 2));
    }
    assert_eq!(status(&hub, eve, event).await, S::Accepted);
    assert_eq!(seats(&hub, event).await, (2, 0, 0));
    // What was accepted and cancelled later goes to the next, and stays accepted in the list.
    let next = waiting(&hub, event, 1).await;
    cancel(&hub, eve, offer, None).await.unwrap();
    assert_eq!(status(&hub, eve, event).await, S::Accepted);
    assert_eq!(status(&hub, next, event).await, S::Offered);
    in_balance(&hub).await;
}

#[tokio::test]
async fn a_declined_offer_goes_to_the_next_whichever_way_it_was_declined() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    let event = event(&hub).capacity(1).create(&hub).await;
    let seat = book(&hub, ada, event, 1).await.unwrap();
    let mut people = Vec::new();
    for _ in 0..3 {
        people.push(waiting(&hub, event, 1).await);
    }
    cancel(&hub, ada, seat.id, None).await.unwrap();
    let declined = offer(&hub, people[0], event).await;
    leave(&hub, people[0], &event.to_string()).await.unwrap();
    let booking = get(&hub, people[0], declined).await.unwrap();
    assert_eq!(booking.cancel_reason, Some(CancelReason::OfferDeclined));
    let declined = offer(&hub, people[1], event).await;
    cancel(&hub, people[1], declined, None).await.unwrap();
    for person in [0, 1] {
        assert_eq!(status(&hub, people[person], event).await, S::Left);
    }
    offer(&hub, people[2], event).await;
    assert_eq!(mails(&hub).await, ["waitlist_offer"; 3]);
    in_balance(&hub).await;
}

#[tokio::test]
async fn an_offer_that_lapsed_goes_to_the_next_and_is_told() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    let event = event(&hub).capacity(1).create(&hub).await;
    let seat = book(&hub, ada, event, 1).await.unwrap();
    let (first, second) = (waiting(&hub, event, 1).await, waiting(&hub, event, 1).await);
    expire(&hub, seat.id).await;
    assert!(lapse(&hub, seat.id).await.unwrap());
    let missed = offer(&hub, first, event).await;
    assert!(!lapse(&hub, missed).await.unwrap(), "not before its time");
    expire(&hub, missed).await;
    assert_eq!(code(confirm(&hub, first, missed, None).await), ErrorCode::BookingNotConfirmable);
    assert!(lapse(&hub, missed).await.unwrap());
    assert!(!lapse(&hub, missed).await.unwrap());
    assert_eq!(status(&hub, first, event).await, S::Expired);
    assert_eq!(status(&hub, second, event).await, S::Offered);
    assert_eq!(mails(&hub).await, ["waitlist_offer", "waitlist_offer_lapsed", "waitlist_offer"]);
    assert_eq!(
        reasons(&hub, event).await,
        ["joined", "joined", "hold_lapsed", "offer_lapsed", "offer_lapsed"]
    );
    in_balance(&hub).await;
}

#[tokio::test]
async fn a_single_ticket_that_is_given_back_is_a_seat_for_who_waits() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    let event = event(&hub).capacity(2).create(&hub).await;
    let (booking, _) = paid(&hub, ada, event, 2).await;
    let eve = waiting(&hub, event, 1).await;
    let ticket = get(&hub, ada, booking).await.unwrap().tickets[0].id;
    cancel_ticket(&hub, ada, booking, ticket, None).await.unwrap();
    offer(&hub, eve, event).await;
    assert_eq!(seats(&hub, event).await, (1, 0, 1));
    in_balance(&hub).await;
}

#[tokio::test]
async fn a_party_that_does_not_fit_keeps_its_place_and_the_next_that_fits_is_served() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    let event = event(&hub).capacity(4).create(&hub).await;
    let mut bookings = Vec::new();
    for quantity in [1, 3] {
        bookings.push(book(&hub, ada, event, quantity).await.unwrap().id);
    }
    let large = waiting(&hub, event, 2).await;
    let small = waiting(&hub, event, 1).await;
    cancel(&hub, ada, bookings[0], None).await.unwrap();
    assert_eq!(entry(&hub, large, event).await.position, Some(1));
    assert_eq!(status(&hub, small, event).await, S::Offered);
    cancel(&hub, ada, bookings[1], None).await.unwrap();
    assert_eq!(status(&hub, large, event).await, S::Offered);
    // One seat is left, and nobody waits for it.
    book(&hub, ada, event, 1).await.unwrap();
    in_balance(&hub).await;
}

#[tokio::test]
async fn more_seats_are_promised_as_they_are_added() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    let event = event(&hub).capacity(1).create(&hub).await;
    book(&hub, ada, event, 1).await.unwrap();
    let mut people = Vec::new();
    for quantity in [3, 2, 2, 1] {
        people.push(waiting(&hub, event, quantity).await);
    }
    let capacity = |seats| EventPatch { max_capacity: Some(seats), ..EventPatch::default() };
    change(&hub, event, capacity(5)).await;
    let mut found = Vec::new();
    for person in &people {
        found.push(status(&hub, *person, event).await);
    }
    assert_eq!(found, [S::Offered, S::Waiting, S::Waiting, S::Offered]);
    assert_eq!(line(&hub, event).await, (2, Some(2)));
    // A thousand seats are room for everyone and for the public.
    change(&hub, event, capacity(1000)).await;
    assert_eq!(line(&hub, event).await, (0, None));
    assert_eq!(seats(&hub, event).await, (0, 1, 8));
    book(&hub, ada, event, 10).await.unwrap();
    in_balance(&hub).await;
}

#[tokio::test]
async fn an_offer_never_lasts_beyond_the_start_even_if_that_moves() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    let soon = TimeDelta::hours(2);
    let event = event(&hub).capacity(1).starts_in(&hub, soon).create(&hub).await;
    let seat = book(&hub, ada, event, 1).await.unwrap();
    let eve = waiting(&hub, event, 1).await;
    cancel(&hub, ada, seat.id, None).await.unwrap();
    let start: chrono::DateTime<chrono::Utc> =
        sqlx::query_scalar("SELECT start_date FROM events").fetch_one(hub.db.pool()).await.unwrap();
    assert_eq!(entry(&hub, eve, event).await.offer_expires_at, Some(start));
    let sooner = start - TimeDelta::hours(1);
    change(&hub, event, EventPatch { start_date: Some(sooner), ..EventPatch::default() }).await;
    let entry = entry(&hub, eve, event).await;
    assert_eq!(entry.offer_expires_at, Some(sooner));
    let booking = get(&hub, eve, entry.booking.unwrap()).await.unwrap();
    assert_eq!(booking.hold_expires_at, Some(sooner));
}

#[tokio::test]
async fn a_cancelled_event_ends_every_wait_and_tells_everyone_once() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    let event = event(&hub).capacity(2).create(&hub).await;
    let seat = book(&hub, ada, event, 1).await.unwrap();
    book(&hub, ada, event, 1).await.unwrap();
    let (offered, left) = (waiting(&hub, event, 1).await, waiting(&hub, event, 1).await);
    cancel(&hub, ada, seat.id, None).await.unwrap();
    assert_eq!(close_for_event(&hub, event).await.unwrap(), 0, "it is not cancelled");
    let organizer = organizer_of(&hub, event).await;
    let reason = types::events::CancelEvent { reason: "Flooded.".into() };
    events::cancel(&hub, organizer, &event.to_string(), reason, Locale::En, None).await.unwrap();
    cancel_for_event(&hub, event, 10).await.unwrap();
    assert_eq!(close_for_event(&hub, event).await.unwrap(), 1);
    assert_eq!(close_for_event(&hub, event).await.unwrap(), 0);
    for person in [offered, left] {
        assert_eq!(status(&hub, person, event).await, S::Left);
    }
    assert_eq!(line(&hub, event).await, (0, None));
    assert_eq!(seats(&hub, event).await, (0, 0, 0));
    let mails = mails(&hub).await;
    let count = |kind| mails.iter().filter(|mail| *mail == kind).count();
    assert_eq!(count("event_cancelled"), 3, "the buyer, the offered and the waiting");
    in_balance(&hub).await;
}

#[tokio::test]
async fn nobody_waits_for_an_event_that_has_started() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    let event = event(&hub).capacity(1).create(&hub).await;
    let seat = book(&hub, ada, event, 1).await.unwrap();
    let eve = waiting(&hub, event, 1).await;
    assert_eq!(close_started(&hub).await.unwrap(), 0);
    execute(&hub, "UPDATE events SET start_date = clock_timestamp() - interval '1 minute'").await;
    // A hold that lapses now frees seats for nobody.
    expire(&hub, seat.id).await;
    assert!(lapse(&hub, seat.id).await.unwrap());
    assert_eq!(status(&hub, eve, event).await, S::Waiting);
    assert_eq!(close_started(&hub).await.unwrap(), 1);
    assert_eq!(close_started(&hub).await.unwrap(), 0);
    assert_eq!(status(&hub, eve, event).await, S::Left);
    assert_eq!(line(&hub, event).await, (0, None));
    assert_eq!(reasons(&hub, event).await, ["joined", "event_started"]);
}

#[tokio::test]
async fn an_event_whose_waitlist_cannot_be_closed_keeps_no_other_open() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    let (bad, good) =
        (event(&hub).capacity(1).create(&hub).await, event(&hub).capacity(1).create(&hub).await);
    for event in [bad, good] {
        book(&hub, ada, event, 1).await.unwrap();
        waiting(&hub, event, 1).await;
        waiting(&hub, event, 1).await;
    }
    execute(&hub, "UPDATE events SET start_date = clock_timestamp() - interval '1 minute'").await;
    sqlx::query("UPDATE events SET waitlist_count = 1 WHERE id = $1")
        .bind(bad)
        .execute(hub.db.pool())
        .await
        .unwrap();
    let told = close_started(&hub).await.unwrap_err();
    assert_eq!((told.done, told.failed), (2, 1));
    assert_eq!(line(&hub, good).await, (0, None));
}

#[tokio::test]
async fn a_payment_for_an_offer_that_was_declined_goes_back() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    let event = event(&hub).capacity(1).create(&hub).await;
    let seat = book(&hub, ada, event, 1).await.unwrap();
    let (first, second) = (waiting(&hub, event, 1).await, waiting(&hub, event, 1).await);
    cancel(&hub, ada, seat.id, None).await.unwrap();
    let offer = offer(&hub, first, event).await;
    let payment = pay(&hub, first, offer).await.unwrap();
    leave(&hub, first, &event.to_string()).await.unwrap();
    callback(&hub, first, &payment, PaymentOutcome::Completed).await;
    assert_eq!(ledger(&hub).await, (25_00, 25_00));
    assert_eq!(status(&hub, first, event).await, S::Left);
    assert_eq!(status(&hub, second, event).await, S::Offered);
    in_balance(&hub).await;
}

#[tokio::test]
async fn a_late_payment_does_not_take_seats_that_somebody_was_promised() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    let event = event(&hub).capacity(1).create(&hub).await;
    let seat = book(&hub, ada, event, 1).await.unwrap();
    let payment = pay(&hub, ada, seat.id).await.unwrap();
    let eve = waiting(&hub, event, 1).await;
    expire(&hub, seat.id).await;
    assert!(lapse(&hub, seat.id).await.unwrap());
    callback(&hub, ada, &payment, PaymentOutcome::Completed).await;
    assert_eq!(ledger(&hub).await, (25_00, 25_00));
    offer(&hub, eve, event).await;
    in_balance(&hub).await;
}

#[tokio::test]
async fn the_database_refuses_to_free_seats_behind_the_back_of_those_who_wait() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    let event = event(&hub).capacity(1).create(&hub).await;
    book(&hub, ada, event, 1).await.unwrap();
    waiting(&hub, event, 1).await;
    let free =
        || async { sqlx::query("UPDATE events SET seats_held = 0").execute(hub.db.pool()).await };
    let refused = free().await.unwrap_err();
    assert_eq!(crate::db::violated(&refused), Some("events_waitlist_first"));
    assert_eq!(seats(&hub, event).await, (0, 1, 0));
    execute(&hub, "DROP TRIGGER events_waitlist_first ON events").await;
    free().await.expect("without the trigger nobody notices");
}
