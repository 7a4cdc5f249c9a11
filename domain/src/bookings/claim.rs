//! The claim: seats, booking and job in one statement, so that the event's row is locked for one
//! round trip and its commit.

use super::error::BookError;
use crate::ids::{booking_reference, new_id, ticket_code};
use crate::jobs::{Job as _, LapseBooking, SendMail};
use crate::notifications::MailKind;
use crate::waitlist;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use sqlx::postgres::{PgConnection, types::PgInterval};
use std::time::Duration;
use types::bookings::{Booking, BookingEvent, BookingStatus, Ticket};
use types::ids::{EventId, TicketId, UserId};
use types::{Currency, RefundPolicy};
use uuid::Uuid;

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
    refund_full_until_hours: Option<i32>,
    refund_percent_after: i32,
}

/// PENDING, with the job that lapses it.
///
/// The job is written here and not by the queue's own function, which wakes the workers in every
/// transaction: `PostgreSQL` lets transactions that notify commit one after another, and a rush of
/// bookings would wait for the disk in single file. What is due in a quarter of an hour needs
/// nobody awake.
const HOLD: &str = "
WITH claimed AS (
    UPDATE events SET seats_held = seats_held + $3
    WHERE id = $1 AND status = 'PUBLISHED' AND start_date > clock_timestamp() AND price > 0
      AND seats_confirmed + seats_held + seats_offered + $3 <= max_capacity
      AND (waitlist_smallest IS NULL OR waitlist_smallest
          > max_capacity - seats_confirmed - seats_held - seats_offered)
    RETURNING id, title, start_date, price, currency, refund_full_until_hours, refund_percent_after
), booked AS (
    INSERT INTO bookings (id, reference, event_id, user_id, quantity, unit_price, total_price,
        currency, status, hold_expires_at, refund_full_until_hours, refund_percent_after)
    SELECT $4, $5, id, $2, $3, price, price * $3, currency, 'PENDING', clock_timestamp() + $6,
        refund_full_until_hours, refund_percent_after
    FROM claimed
    RETURNING id, unit_price, total_price, currency, hold_expires_at, booked_at
), lapse AS (
    INSERT INTO graphile_worker._private_jobs (task_id, payload, run_at, key, max_attempts)
    SELECT tasks.id, json_build_object('booking', booked.id), booked.hold_expires_at,
        $7 || ':' || booked.id, $8
    FROM booked, graphile_worker._private_tasks AS tasks WHERE tasks.identifier = $7
)
SELECT claimed.title, claimed.start_date, booked.unit_price, booked.total_price, booked.currency,
    booked.hold_expires_at, NULL::timestamptz AS confirmed_at, booked.booked_at,
    '' AS attendee_name, claimed.refund_full_until_hours, claimed.refund_percent_after
FROM booked CROSS JOIN claimed";

/// CONFIRMED at once, with its tickets and its message.
const CONFIRM: &str = "
WITH claimed AS (
    UPDATE events SET seats_confirmed = seats_confirmed + $3
    WHERE id = $1 AND status = 'PUBLISHED' AND start_date > clock_timestamp() AND price = 0
      AND seats_confirmed + seats_held + seats_offered + $3 <= max_capacity
      AND (waitlist_smallest IS NULL OR waitlist_smallest
          > max_capacity - seats_confirmed - seats_held - seats_offered)
    RETURNING id, title, start_date, price, currency, refund_full_until_hours, refund_percent_after
), booked AS (
    INSERT INTO bookings (id, reference, event_id, user_id, quantity, unit_price, total_price,
        currency, status, confirmed_at, refund_full_until_hours, refund_percent_after)
    SELECT $4, $5, id, $2, $3, price, price * $3, currency, 'CONFIRMED', clock_timestamp(),
        refund_full_until_hours, refund_percent_after
    FROM claimed
    RETURNING id, event_id, unit_price, total_price, currency, confirmed_at, booked_at
), issued AS (
    INSERT INTO tickets (id, booking_id, event_id, seat, code, attendee_name)
    SELECT seat.id, booked.id, booked.event_id, seat.number, seat.code, users.display_name
    FROM booked, users, unnest($6::uuid[], $7::text[]) WITH ORDINALITY AS seat (id, code, number)
    WHERE users.id = $2
), promised AS (
    INSERT INTO mail_messages (id, unique_key, kind, user_id, booking_id, recipient, locale)
    SELECT $8, $9 || ':' || booked.id, $9, users.id, booked.id, users.email, users.locale
    FROM booked, users WHERE users.id = $2
    RETURNING id, unique_key, user_id, booking_id
), told AS (
    INSERT INTO notifications (id, user_id, kind, event_id, booking_id, unique_key)
    SELECT $12, promised.user_id, $9, $1, promised.booking_id, promised.unique_key FROM promised
), mailing AS (
    SELECT graphile_worker.add_job($10, json_build_object('message', id),
        job_key => $10 || ':' || id, max_attempts => $11) AS job
    FROM promised
)
SELECT claimed.title, claimed.start_date, booked.unit_price, booked.total_price, booked.currency,
    NULL::timestamptz AS hold_expires_at, booked.confirmed_at, booked.booked_at,
    users.display_name AS attendee_name, claimed.refund_full_until_hours,
    claimed.refund_percent_after, (SELECT count(job) FROM mailing) AS jobs
FROM booked CROSS JOIN claimed JOIN users ON users.id = $2";

/// Claims the seats, or says why not.
pub(super) async fn claim(
    connection: &mut PgConnection,
    claim: Claim,
) -> Result<Booking, BookError> {
    // Seats can come free between the claim and the question why it failed.
    const TRIES: usize = 3;
    for _ in 0..TRIES {
        if let Some(booking) = hold(connection, claim).await? {
            return Ok(booking);
        }
        // Nothing was locked so far: an event that costs nothing is asked for here.
        if standing(connection, claim).await?
            && let Some(booking) = confirm(connection, claim).await?
        {
            return Ok(booking);
        }
    }
    Err(BookError::SoldOut { seats_available: 0 })
}

async fn hold(connection: &mut PgConnection, claim: Claim) -> Result<Option<Booking>, BookError> {
    let (id, reference) = (new_id(), booking_reference());
    let until = PgInterval {
        months: 0,
        days: 0,
        microseconds: i64::try_from(claim.hold.as_micros()).unwrap_or(i64::MAX),
    };
    let claimed: Option<Claimed> = sqlx::query_as(HOLD)
        .bind(claim.event.0)
        .bind(claim.user.0)
        .bind(claim.quantity)
        .bind(id)
        .bind(&reference)
        .bind(until)
        .bind(LapseBooking::IDENTIFIER)
        .bind(LapseBooking::MAX_ATTEMPTS)
        .fetch_optional(connection)
        .await
        .map_err(refused)?;
    Ok(claimed.map(|row| booking(claim, id, reference, row, Vec::new())))
}

async fn confirm(
    connection: &mut PgConnection,
    claim: Claim,
) -> Result<Option<Booking>, BookError> {
    let (id, reference) = (new_id(), booking_reference());
    let seats = usize::try_from(claim.quantity).unwrap_or_default();
    let ticket_ids: Vec<_> = (0..seats).map(|_| new_id()).collect();
    let codes: Vec<_> = (0..seats).map(|_| ticket_code()).collect();
    let claimed: Option<Claimed> = sqlx::query_as(CONFIRM)
        .bind(claim.event.0)
        .bind(claim.user.0)
        .bind(claim.quantity)
        .bind(id)
        .bind(&reference)
        .bind(&ticket_ids)
        .bind(&codes)
        .bind(new_id())
        .bind(MailKind::BookingConfirmed.as_str())
        .bind(SendMail::IDENTIFIER)
        .bind(SendMail::MAX_ATTEMPTS)
        .bind(new_id())
        .fetch_optional(connection)
        .await
        .map_err(refused)?;
    Ok(claimed.map(|row| {
        let tickets = ticket_ids.into_iter().zip(codes).map(|(id, code)| Ticket {
            id: TicketId(id),
            code,
            attendee_name: row.attendee_name.clone(),
            checked_in_at: None,
        });
        let tickets = tickets.collect();
        booking(claim, id, reference, row, tickets)
    }))
}

/// Two bookings drew the same reference: nothing happened, and the next try draws another.
fn refused(error: sqlx::Error) -> BookError {
    match crate::db::violated(&error) {
        Some("bookings_reference_key") => BookError::TryAgain,
        _ => error.into(),
    }
}

fn booking(
    claim: Claim,
    id: Uuid,
    reference: String,
    row: Claimed,
    tickets: Vec<Ticket>,
) -> Booking {
    crate::live::note_booking(claim.event, claim.user, id.into());
    let confirmed = row.confirmed_at.is_some();
    Booking {
        id: id.into(),
        reference,
        event: BookingEvent { id: claim.event, title: row.title, start_date: row.start_date },
        quantity: claim.quantity,
        unit_price: row.unit_price,
        discount: Decimal::ZERO,
        promo_code: None,
        total_price: row.total_price,
        currency: Currency::parse(&row.currency).unwrap_or(Currency::EUR),
        refund_policy: RefundPolicy {
            full_until_hours: row.refund_full_until_hours,
            late_percent: row.refund_percent_after,
        },
        status: if confirmed { BookingStatus::Confirmed } else { BookingStatus::Pending },
        cancel_reason: None,
        hold_expires_at: row.hold_expires_at,
        booked_at: row.booked_at,
        confirmed_at: row.confirmed_at,
        payment: None,
        tickets,
    }
}

#[derive(sqlx::FromRow)]
struct Standing {
    bookable: bool,
    seats_available: i32,
    seats_offered: i32,
    waitlist_smallest: Option<i32>,
    free: bool,
}

impl Standing {
    /// Whether there would be seats, were they not promised to people who waited.
    fn promised(&self, quantity: i32) -> bool {
        if quantity <= self.seats_available {
            !waitlist::policy::open_to_public(
                self.seats_available,
                quantity,
                self.waitlist_smallest,
            )
        } else {
            quantity <= self.seats_available + self.seats_offered
        }
    }
}

/// Whether the event is one that costs nothing; an error where the claim failed for good reason.
async fn standing(connection: &mut PgConnection, claim: Claim) -> Result<bool, BookError> {
    let event: Option<Standing> = sqlx::query_as(
        "SELECT status = 'PUBLISHED' AND start_date > clock_timestamp() AS bookable,
             max_capacity - seats_confirmed - seats_held - seats_offered AS seats_available,
             seats_offered, waitlist_smallest, price = 0 AS free
         FROM events WHERE id = $1",
    )
    .bind(claim.event.0)
    .fetch_optional(connection)
    .await?;
    match event {
        None => Err(BookError::NotFound),
        Some(event) if !event.bookable => Err(BookError::EventNotBookable),
        Some(event) if event.promised(claim.quantity) => Err(BookError::WaitlistFirst),
        Some(event) if event.seats_available < claim.quantity => {
            Err(BookError::SoldOut { seats_available: event.seats_available })
        }
        Some(event) => Ok(event.free),
    }
}
