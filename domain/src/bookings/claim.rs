//! The claim: seats, booking and job in one statement, so that the event's row is locked for one
//! round trip and its commit.

use super::error::BookError;
use crate::ids::{booking_reference, new_id, ticket_code};
use crate::jobs::{Job as _, LapseBooking, SendMail};
use crate::notifications::MailKind;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use sqlx::postgres::{PgConnection, types::PgInterval};
use std::time::Duration;
use types::Currency;
use types::bookings::{Booking, BookingEvent, BookingStatus, Ticket};
use types::ids::{EventId, TicketId, UserId};

/// What is to be claimed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Claim {
    pub(super) event: EventId,
    pub(super) user: UserId,
    pub(super) quantity: i32,
    pub(super) hold: Duration,
}

#[derive(sqlx::FromRow)]
struct Claimed {
    title: String,
    start_date: DateTime<Utc>,
    unit_price: Decimal,
    total_price: Decimal,
    currency: String,
    hold_expires_at: Option<DateTime<Utc>>,
    confirmed_at: Option<DateTime<Utc>>,
    booked_at: DateTime<Utc>,
    attendee_name: String,
}

/// A paid booking is PENDING with a job that lapses it; a free one is CONFIRMED at once, with its
/// tickets and its message. `enqueue_quietly` does not wake the workers for what is due in a
/// quarter of an hour. The reference is asked for beforehand since a collision may not undo the
/// claim: the next try takes another.
const CLAIM: &str = "
WITH claimed AS (
    UPDATE events
    SET seats_held = seats_held + CASE WHEN price > 0 THEN $3 ELSE 0 END,
        seats_confirmed = seats_confirmed + CASE WHEN price > 0 THEN 0 ELSE $3 END
    WHERE id = $1
      AND status = 'PUBLISHED'
      AND start_date > clock_timestamp()
      AND seats_confirmed + seats_held + seats_offered + $3 <= max_capacity
      AND NOT EXISTS (SELECT FROM bookings WHERE reference = $5)
    RETURNING id, title, start_date, price, currency, refund_full_until_hours, refund_percent_after
), booked AS (
    INSERT INTO bookings (id, reference, event_id, user_id, quantity, unit_price, total_price,
        currency, status, hold_expires_at, confirmed_at, refund_full_until_hours,
        refund_percent_after)
    SELECT $4, $5, id, $2, $3, price, price * $3, currency,
        CASE WHEN price > 0 THEN 'PENDING' ELSE 'CONFIRMED' END,
        CASE WHEN price > 0 THEN clock_timestamp() + $6 END,
        CASE WHEN price > 0 THEN NULL ELSE clock_timestamp() END,
        refund_full_until_hours, refund_percent_after
    FROM claimed
    RETURNING id, event_id, unit_price, total_price, currency, status, hold_expires_at,
        confirmed_at, booked_at
), lapse AS (
    SELECT enqueue_quietly($7, json_build_object('booking', id), hold_expires_at,
        $7 || ':' || id, $8) AS job
    FROM booked WHERE status = 'PENDING'
), issued AS (
    INSERT INTO tickets (id, booking_id, event_id, seat, code, attendee_name)
    SELECT seat.id, booked.id, booked.event_id, seat.number, seat.code, users.display_name
    FROM booked, users, unnest($9::uuid[], $10::text[]) WITH ORDINALITY AS seat (id, code, number)
    WHERE booked.status = 'CONFIRMED' AND users.id = $2
), promised AS (
    INSERT INTO mail_messages (id, unique_key, kind, user_id, booking_id, recipient, locale)
    SELECT $11, $12 || ':' || booked.id, $12, users.id, booked.id, users.email, users.locale
    FROM booked, users
    WHERE booked.status = 'CONFIRMED' AND users.id = $2
    RETURNING id
), mailing AS (
    SELECT graphile_worker.add_job($13, json_build_object('message', id),
        job_key => $13 || ':' || id, max_attempts => $8) AS job
    FROM promised
)
SELECT claimed.title, claimed.start_date, booked.unit_price, booked.total_price, booked.currency,
    booked.hold_expires_at, booked.confirmed_at, booked.booked_at,
    (SELECT display_name FROM users WHERE id = $2) AS attendee_name,
    (SELECT count(job) FROM lapse) + (SELECT count(job) FROM mailing) AS jobs
FROM booked CROSS JOIN claimed";

/// Claims the seats, or says why not.
pub(super) async fn claim(
    connection: &mut PgConnection,
    claim: Claim,
) -> Result<Booking, BookError> {
    // Seats can come free between the claim and the question why it failed.
    const TRIES: usize = 3;
    for _ in 0..TRIES {
        if let Some(booking) = try_claim(connection, claim).await? {
            return Ok(booking);
        }
        if let Some(refusal) = refusal(connection, claim).await? {
            return Err(refusal);
        }
    }
    Err(BookError::SoldOut { seats_available: 0 })
}

async fn try_claim(
    connection: &mut PgConnection,
    claim: Claim,
) -> Result<Option<Booking>, sqlx::Error> {
    let (id, reference) = (new_id(), booking_reference());
    let seats = usize::try_from(claim.quantity).unwrap_or_default();
    let ticket_ids: Vec<_> = (0..seats).map(|_| new_id()).collect();
    let codes: Vec<_> = (0..seats).map(|_| ticket_code()).collect();
    let hold = PgInterval {
        months: 0,
        days: 0,
        microseconds: i64::try_from(claim.hold.as_micros()).unwrap_or(i64::MAX),
    };
    let claimed: Option<Claimed> = sqlx::query_as(CLAIM)
        .bind(claim.event.0)
        .bind(claim.user.0)
        .bind(claim.quantity)
        .bind(id)
        .bind(&reference)
        .bind(hold)
        .bind(LapseBooking::IDENTIFIER)
        .bind(LapseBooking::MAX_ATTEMPTS)
        .bind(&ticket_ids)
        .bind(&codes)
        .bind(new_id())
        .bind(MailKind::BookingConfirmed.as_str())
        .bind(SendMail::IDENTIFIER)
        .fetch_optional(connection)
        .await?;
    Ok(claimed.map(|row| {
        let confirmed = row.confirmed_at.is_some();
        let tickets = ticket_ids.into_iter().zip(codes).map(|(id, code)| Ticket {
            id: TicketId(id),
            code,
            attendee_name: row.attendee_name.clone(),
            checked_in_at: None,
        });
        Booking {
            id: id.into(),
            reference,
            event: BookingEvent { id: claim.event, title: row.title, start_date: row.start_date },
            quantity: claim.quantity,
            unit_price: row.unit_price,
            discount: Decimal::ZERO,
            total_price: row.total_price,
            currency: Currency::parse(&row.currency).unwrap_or(Currency::EUR),
            status: if confirmed { BookingStatus::Confirmed } else { BookingStatus::Pending },
            cancel_reason: None,
            hold_expires_at: row.hold_expires_at,
            booked_at: row.booked_at,
            confirmed_at: row.confirmed_at,
            payment: None,
            tickets: if confirmed { tickets.collect() } else { Vec::new() },
        }
    }))
}

#[derive(sqlx::FromRow)]
struct Bookable {
    bookable: bool,
    seats_available: i32,
}

/// Why a claim found nothing to take; `None` where the seats are there after all.
async fn refusal(
    connection: &mut PgConnection,
    claim: Claim,
) -> Result<Option<BookError>, sqlx::Error> {
    let event: Option<Bookable> = sqlx::query_as(
        "SELECT status = 'PUBLISHED' AND start_date > clock_timestamp() AS bookable,
             max_capacity - seats_confirmed - seats_held - seats_offered AS seats_available
         FROM events WHERE id = $1",
    )
    .bind(claim.event.0)
    .fetch_optional(connection)
    .await?;
    Ok(match event {
        None => Some(BookError::NotFound),
        Some(event) if !event.bookable => Some(BookError::EventNotBookable),
        Some(event) if event.seats_available < claim.quantity => {
            Some(BookError::SoldOut { seats_available: event.seats_available })
        }
        Some(_) => None,
    })
}
