//! The history of a booking's whole life, step by step.

use crate::bookings::tests::support::{attendee, book, callback, event, expire, paid, pay};
use crate::event_bookings::{booking, history};
use crate::testing::{EventBuilder, attendance, person, test_hub};
use crate::{Actor, Hub, attendance as door, bookings, certificates, events, waitlist};
use chrono::TimeDelta;
use types::accounts::Role;
use types::certificates::IssueCertificates;
use types::check_ins::CheckIn;
use types::events::CancelEvent;
use types::history::{ChangedValue, HistoryEntry, HistoryQuery};
use types::ids::{BookingId, EventId};
use types::payments::PaymentOutcome;
use types::waitlist::JoinWaitlist;
use types::{ErrorCode, Failure, Locale};

async fn host(hub: &Hub, event: EventId) -> Actor {
    let id = sqlx::query_scalar("SELECT organizer_id FROM events WHERE id = $1")
        .bind(event)
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    Actor::User { id, role: Role::Organizer }
}

async fn entries(hub: &Hub, event: EventId, id: BookingId) -> Vec<HistoryEntry> {
    let host = host(hub, event).await;
    booking(hub, host, &event.to_string(), id).await.unwrap().history
}

/// What was done, by whom: the attendee (`a`), the organizer (`o`), or nobody.
async fn steps(hub: &Hub, event: EventId, id: BookingId) -> Vec<String> {
    let host = host(hub, event).await.user_id();
    let entries = entries(hub, event, id).await;
    let by = |entry: &HistoryEntry| match entry.actor.as_ref().map(|actor| actor.id) {
        None => "",
        Some(id) if Some(id) == host => " o",
        Some(_) => " a",
    };
    entries.iter().map(|entry| format!("{}{}", entry.action, by(entry))).collect()
}

fn change(entry: &HistoryEntry, field: &str) -> (ChangedValue, ChangedValue) {
    entry.changes.get(field).cloned().unwrap_or_default()
}

#[tokio::test]
async fn a_free_booking_is_confirmed_and_mailed() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    let event = event(&hub).free().create(&hub).await;
    let booked = book(&hub, ada, event, 2).await.unwrap();
    assert_eq!(steps(&hub, event, booked.id).await, ["booking.confirmed a", "mail.queued"]);
    let entries = entries(&hub, event, booked.id).await;
    assert_eq!(change(&entries[0], "status"), (ChangedValue::Nothing, "CONFIRMED".into()));
    assert_eq!(change(&entries[0], "quantity").1, 2.into());
    assert_eq!(change(&entries[1], "kind").1, "booking_confirmed".into());
    assert_eq!(entries[0].object.id, Some(booked.id.0));
}

#[tokio::test]
async fn a_paid_booking_tells_of_its_hold_its_payments_and_its_end() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    let event = event(&hub).create(&hub).await;
    let held = book(&hub, ada, event, 2).await.unwrap();
    let first = pay(&hub, ada, held.id).await.unwrap();
    callback(&hub, ada, &first, PaymentOutcome::Failed).await;
    let second = pay(&hub, ada, held.id).await.unwrap();
    callback(&hub, ada, &second, PaymentOutcome::Completed).await;
    let confirmed = bookings::get(&hub, ada, held.id).await.unwrap();
    bookings::cancel_ticket(&hub, ada, held.id, confirmed.tickets[0].id, None).await.unwrap();
    bookings::cancel(&hub, ada, held.id, None).await.unwrap();
    let expected = [
        "booking.held a",
        "payment.started a",
        "payment.failed",
        "mail.queued",
        "payment.started a",
        "payment.completed",
        "booking.confirmed",
        "mail.queued",
        "ticket.cancelled a",
        "payment.refunded a",
        "mail.queued",
        "booking.cancelled a",
        "payment.refunded a",
        "mail.queued",
    ];
    assert_eq!(steps(&hub, event, held.id).await, expected);
    let entries = entries(&hub, event, held.id).await;
    assert_eq!(change(&entries[0], "total_price").1, "50.00".into());
    assert_eq!(change(&entries[9], "refunded").1, "25.00".into());
    assert_eq!(change(&entries[11], "status"), ("CONFIRMED".into(), "CANCELLED".into()));
    assert_eq!(change(&entries[11], "cancel_reason").1, "by_attendee".into());
}

#[tokio::test]
async fn a_hold_that_lapses_and_one_that_is_paid_too_late() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    let event = event(&hub).create(&hub).await;
    let held = book(&hub, ada, event, 1).await.unwrap();
    let payment = pay(&hub, ada, held.id).await.unwrap();
    expire(&hub, held.id).await;
    bookings::lapse(&hub, held.id).await.unwrap();
    callback(&hub, ada, &payment, PaymentOutcome::Completed).await;
    let expected = [
        "booking.held a",
        "payment.started a",
        "booking.expired",
        "payment.completed",
        "booking.confirmed",
        "mail.queued",
    ];
    assert_eq!(steps(&hub, event, held.id).await, expected);
}

#[tokio::test]
async fn a_ticket_at_the_door_and_a_certificate_after_it() {
    let (hub, _database) = test_hub().await;
    let organizer = person(&hub, Role::Organizer).await;
    let actor = Actor::User { id: organizer, role: Role::Organizer };
    let (start_date, end_date) = (hub.now() - TimeDelta::hours(5), hub.now() - TimeDelta::hours(2));
    let over = EventBuilder { start_date, end_date, ..EventBuilder::new(&hub) };
    let event = over.insert(&hub, organizer).await;
    let guest = person(&hub, Role::Attendee).await;
    let id = attendance(&hub, event, guest, false).await;
    let code: String = sqlx::query_scalar("SELECT code FROM tickets WHERE booking_id = $1")
        .bind(id)
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    door::check_in(&hub, actor, &event.to_string(), CheckIn::of(code)).await.unwrap();
    let all = IssueCertificates { checked_in_only: true };
    certificates::issue(&hub, actor, &event.to_string(), all).await.unwrap();
    assert_eq!(steps(&hub, event, id).await, ["ticket.checked_in o", "certificate.issued o"]);
}

#[tokio::test]
async fn an_offer_from_the_waitlist_and_a_cancelled_event() {
    let (hub, _database) = test_hub().await;
    let (ada, eve) = (attendee(&hub).await, attendee(&hub).await);
    let event = event(&hub).free().capacity(1).create(&hub).await;
    let first = book(&hub, ada, event, 1).await.unwrap();
    let wish = JoinWaitlist::of(1);
    waitlist::join(&hub, eve, &event.to_string(), wish, None).await.unwrap();
    bookings::cancel(&hub, ada, first.id, None).await.unwrap();
    let offer: BookingId = sqlx::query_scalar("SELECT id FROM bookings WHERE origin = 'waitlist'")
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    bookings::confirm(&hub, eve, offer, None).await.unwrap();
    let input = CancelEvent { reason: "No speaker".into() };
    let host = host(&hub, event).await;
    events::cancel(&hub, host, &event.to_string(), input, Locale::En, None).await.unwrap();
    bookings::cancel_for_event(&hub, event, 10).await.unwrap();
    let expected = [
        "offer.made",
        "mail.queued",
        "offer.accepted a",
        "mail.queued",
        "booking.cancelled",
        "mail.queued",
    ];
    assert_eq!(steps(&hub, event, offer).await, expected);
    let query = HistoryQuery::from_query("object=event").0;
    let told = history(&hub, host, &event.to_string(), &query).await.unwrap();
    assert_eq!(told.count, 1);
    assert_eq!(told.results[0].reason.as_deref(), Some("No speaker"));
    let query = HistoryQuery::from_query("action=waitlist.joined").0;
    assert_eq!(history(&hub, host, &event.to_string(), &query).await.unwrap().count, 1);
}

#[tokio::test]
async fn a_history_is_paged_and_narrowed_the_newest_first() {
    let (hub, _database) = test_hub().await;
    let (ada, eve) = (attendee(&hub).await, attendee(&hub).await);
    let event = event(&hub).create(&hub).await;
    paid(&hub, ada, event, 1).await;
    let (other, _) = paid(&hub, eve, event, 1).await;
    let (host, key) = (host(&hub, event).await, event.to_string());
    let told = async |query: &str| {
        let (query, errors) = HistoryQuery::from_query(query);
        assert!(errors.is_empty(), "{errors:?}");
        history(&hub, host, &key, &query).await.unwrap()
    };
    let all = told("page_size=100").await;
    assert_eq!((all.count, all.results.len()), (10, 10));
    assert!(all.results.is_sorted_by_key(|entry| std::cmp::Reverse((entry.at, entry.id))));
    let second = told("page=2&page_size=4").await;
    assert_eq!(second.results, all.results[4..8]);
    let count = async |query: &str| told(query).await.count;
    assert_eq!(count(&format!("actor={}", eve.user_id().unwrap())).await, 2);
    assert_eq!(count("action=booking.held").await, 2);
    assert_eq!(count("object=payment").await, 4);
    assert_eq!(count(&format!("object=booking:{other}")).await, 5);
    assert_eq!(count("object=mail&action=mail.queued").await, 2);
    assert_eq!(count("from=2000-01-01").await, 10);
    assert_eq!(count("to=2000-01-01").await, 0);
    assert_eq!(count("object=session").await, 0);
}

#[tokio::test]
async fn a_history_is_for_its_organizer_only_and_outlives_its_people() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    let event = event(&hub).create(&hub).await;
    let (id, _) = paid(&hub, ada, event, 1).await;
    let stranger = Actor::User { id: person(&hub, Role::Organizer).await, role: Role::Organizer };
    let query = HistoryQuery::default();
    let told = history(&hub, stranger, &event.to_string(), &query).await.map_err(Failure::from);
    assert_eq!(told.unwrap_err().code, ErrorCode::Forbidden);
    let told = booking(&hub, ada, &event.to_string(), id).await.map_err(Failure::from);
    assert_eq!(told.unwrap_err().code, ErrorCode::Forbidden);
    let ids: Vec<uuid::Uuid> =
        sqlx::query_scalar("SELECT actor_id FROM audit_log WHERE actor_id IS NOT NULL")
            .fetch_all(hub.db.pool())
            .await
            .unwrap();
    assert!(ids.contains(&ada.user_id().unwrap().0));
    let named: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM audit_log a, users u
         WHERE a::text ILIKE '%' || u.display_name || '%' OR a::text ILIKE '%' || u.email || '%'",
    )
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(named, 0, "an entry holds ids and no names");
}
