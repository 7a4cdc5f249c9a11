//! From the booking to its end.

use super::super::schedule;
use super::{Works, attendee, book, event, idle_tools, pay};
use domain::testing::{kind, person, test_hub, wanted};
use domain::{Actor, bookings, mail};
use futures::future::join_all;
use std::sync::Arc;
use std::time::Duration;
use types::Locale;
use types::accounts::Role;
use types::bookings::BookingStatus;
use types::events::CancelEvent;
use types::exchange::ExchangeTicket;
use types::payments::PaymentStatus;

#[tokio::test]
async fn a_paid_booking_ends_as_a_mail_with_tickets_and_a_calendar_entry() {
    let works = Works::start().await;
    let hub = &works.hub;
    let (ada, event) = (attendee(hub).await, event(hub, 25).await);
    let booking = book(hub, ada, event, 2).await;
    pay(hub, ada, &booking, "4111 1111 1111 1111").await;
    works.idle().await;

    let booking = bookings::get(hub, ada, booking.id).await.unwrap();
    assert_eq!(booking.status, BookingStatus::Confirmed);
    let sent = mail::recent(hub, None).await.unwrap();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].kind, "booking_confirmed");
    assert_eq!(
        sent[0].attachments,
        [format!("tickets-{}.pdf", booking.reference), format!("event-{}.ics", booking.reference)]
    );
    let mail = std::fs::read_to_string(works.folder.join(format!("{}.eml", sent[0].id))).unwrap();
    assert!(mail.contains(&format!("Message-ID: <{}@localhost>", sent[0].id)), "{mail}");
    assert!(mail.contains("application/pdf") && mail.contains("text/calendar"));
    let attached = works.folder.join(sent[0].id.to_string());
    let pdf = std::fs::read(attached.join(&sent[0].attachments[0])).unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
    let ics = std::fs::read_to_string(attached.join(&sent[0].attachments[1])).unwrap();
    assert!(ics.contains("BEGIN:VEVENT") && ics.contains(&booking.reference));
    works.end().await;
}

#[tokio::test]
async fn a_refused_card_leaves_the_hold_and_says_so() {
    let works = Works::start().await;
    let hub = &works.hub;
    let (ada, event) = (attendee(hub).await, event(hub, 25).await);
    let booking = book(hub, ada, event, 1).await;
    pay(hub, ada, &booking, "4000 0000 0000 0002").await;
    works.idle().await;
    let booking = bookings::get(hub, ada, booking.id).await.unwrap();
    assert_eq!(booking.status, BookingStatus::Pending);
    assert_eq!(booking.payment.as_ref().unwrap().status, PaymentStatus::Failed);
    assert_eq!(mail::recent(hub, None).await.unwrap()[0].kind, "payment_failed");

    pay(hub, ada, &booking, "4111 1111 1111 1111").await;
    works.idle().await;
    let booking = bookings::get(hub, ada, booking.id).await.unwrap();
    assert_eq!(booking.status, BookingStatus::Confirmed);
    works.end().await;
}

#[tokio::test]
async fn holds_lapse_by_their_own_job_each_by_itself() {
    let works = Works::start().await;
    let hub = &works.hub;
    let mut hasty = hub.clone();
    let mut settings = (*hub.settings).clone();
    settings.booking_hold = Duration::from_millis(1);
    hasty.settings = Arc::new(settings);
    let (ada, event) = (attendee(hub).await, event(hub, 25).await);
    let booked = join_all([1, 2, 3].map(|seats| book(&hasty, ada, event, seats))).await;
    works.idle().await;
    for booking in booked {
        let booking = bookings::get(hub, ada, booking.id).await.unwrap();
        assert_eq!(booking.status, BookingStatus::Cancelled);
    }
    assert_eq!(bookings::reconcile(hub).await.unwrap(), []);
    works.end().await;
}

#[tokio::test]
async fn exchanges_lapse_by_their_own_job_and_by_the_sweep() {
    let works = Works::start().await;
    let hub = &works.hub;
    let mut hasty = hub.clone();
    let mut settings = (*hub.settings).clone();
    settings.booking_hold = Duration::from_millis(1);
    hasty.settings = Arc::new(settings);
    let (ada, event) = (attendee(hub).await, event(hub, 25).await);
    let talk = kind(hub, event, "Talk", (0, None)).await;
    let dinner = kind(hub, event, "Dinner", (40, Some(1))).await;
    sqlx::query("INSERT INTO ticket_rules (event_id, exchanges) VALUES ($1, true)")
        .bind(event)
        .execute(hub.db.pool())
        .await
        .unwrap();
    let booked = bookings::book(hub, ada, wanted(event, &[(talk, 1)]), None).await.unwrap().value;
    let (id, ticket) = (booked.id, booked.tickets[0].id);
    let input = ExchangeTicket { ticket_type: dinner };
    bookings::exchange_ticket(&hasty, ada, id, ticket, input, None).await.unwrap();
    works.idle().await;
    let left = bookings::get(hub, ada, id).await.unwrap();
    assert_eq!((left.exchange, left.tickets[0].ticket_type), (None, Some(talk)));
    works.nothing_failed().await;

    let open = bookings::exchange_ticket(hub, ada, id, ticket, input, None).await.unwrap().value;
    assert!(open.exchange.is_some(), "the seat came back");
    sqlx::query("DELETE FROM graphile_worker._private_jobs").execute(hub.db.pool()).await.unwrap();
    sqlx::query(
        "UPDATE ticket_exchanges SET hold_expires_at = clock_timestamp() - interval '1 hour'
         WHERE status = 'OPEN'",
    )
    .execute(hub.db.pool())
    .await
    .unwrap();
    schedule::MINUTE.once(hub, &idle_tools()).await;
    assert_eq!(bookings::get(hub, ada, id).await.unwrap().exchange, None);
    works.end().await;
}

#[tokio::test]
async fn the_sweep_lapses_holds_whose_job_was_lost() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub, 25).await);
    let booking = book(&hub, ada, event, 3).await;
    sqlx::query("DELETE FROM graphile_worker._private_jobs").execute(hub.db.pool()).await.unwrap();
    sqlx::query("UPDATE bookings SET hold_expires_at = clock_timestamp() - interval '1 hour'")
        .execute(hub.db.pool())
        .await
        .unwrap();
    schedule::MINUTE.once(&hub, &idle_tools()).await;
    let booking = bookings::get(&hub, ada, booking.id).await.unwrap();
    assert_eq!(booking.status, BookingStatus::Cancelled);
}

#[tokio::test]
async fn cancelling_an_event_reaches_every_booking() {
    let works = Works::start().await;
    let hub = &works.hub;
    let event = event(hub, 10).await;
    let ada = attendee(hub).await;
    let paid = book(hub, ada, event, 2).await;
    pay(hub, ada, &paid, "4111 1111 1111 1111").await;
    works.idle().await;
    // More than one batch, by no more than each may hold.
    for _ in 0..12 {
        let guest = attendee(hub).await;
        for _ in 0..10 {
            book(hub, guest, event, 1).await;
        }
    }
    let admin = Actor::User { id: person(hub, Role::Admin).await, role: Role::Admin };
    let why = CancelEvent { reason: "the hall is flooded".into() };
    domain::events::cancel(hub, admin, &event.to_string(), why, Locale::En, None).await.unwrap();
    works.idle().await;

    let open: i64 = sqlx::query_scalar("SELECT count(*) FROM bookings WHERE status <> 'CANCELLED'")
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    assert_eq!(open, 0);
    let paid = bookings::get(hub, ada, paid.id).await.unwrap();
    assert_eq!(paid.payment.unwrap().status, PaymentStatus::Refunded);
    let told: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM mail_messages WHERE kind = 'event_cancelled' AND status = 'SENT'",
    )
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(told, 121);
    assert_eq!(bookings::reconcile(hub).await.unwrap(), []);
    works.end().await;
}
