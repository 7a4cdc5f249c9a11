//! The SQL of the waitlist. Everything that writes runs under the event's lock.

pub(super) mod desk;

use super::log::Move;
use super::promise::Cause;
use crate::bookings::booking_columns;
use crate::events::seats::free_seats;
use crate::ids::new_id;
use crate::jobs::{Job as _, LapseBooking};
use chrono::{DateTime, Utc};
use sqlx::postgres::{PgConnection, types::PgInterval};
use std::time::Duration;
use types::Via;
use types::ids::{BookingId, EventId, TicketTypeId, UserId};
use types::waitlist::WaitlistStatus;
use uuid::Uuid;

/// The free seats of an event with a waitlist.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct FreeSeats {
    pub(super) free: i32,
    /// Whether the event has ticket types.
    pub(super) typed: bool,
    /// When an offer that is made now ends: never after the start.
    pub(super) until: DateTime<Utc>,
}

/// The event, locked, if there is anything to promise.
pub(super) async fn lock_free_seats(
    connection: &mut PgConnection,
    event: EventId,
    offer: Duration,
) -> Result<Option<FreeSeats>, sqlx::Error> {
    let offer = PgInterval {
        months: 0,
        days: 0,
        microseconds: i64::try_from(offer.as_micros()).unwrap_or(i64::MAX),
    };
    // The row is locked first and the clock read afterwards.
    sqlx::query_as(concat!(
        "WITH locked AS MATERIALIZED (
                 SELECT start_date, typed, ",
        free_seats!(),
        " AS free
                 FROM events WHERE id = $1 AND waitlist_count > 0 AND status = 'PUBLISHED'
                   AND hidden_at IS NULL
                 FOR NO KEY UPDATE
             )
             SELECT free, typed, least(start_date, clock_timestamp() + $2) AS until
             FROM locked WHERE free > 0 AND start_date > clock_timestamp()",
    ))
    .bind(event)
    .bind(offer)
    .fetch_optional(connection)
    .await
}

pub(super) async fn insert_release(
    connection: &mut PgConnection,
    event: EventId,
    cause: Cause,
    free: i32,
) -> Result<Uuid, sqlx::Error> {
    sqlx::query_scalar(
        "INSERT INTO waitlist_releases (id, event_id, cause, seats_free)
         VALUES ($1, $2, $3, $4) RETURNING id",
    )
    .bind(new_id())
    .bind(event)
    .bind(cause)
    .bind(free)
    .fetch_one(connection)
    .await
}

#[derive(Debug, sqlx::FromRow)]
pub(super) struct Party {
    pub(super) id: Uuid,
    pub(super) user_id: UserId,
    pub(super) quantity: i32,
    /// The types it would take; none: any.
    pub(super) ticket_types: Vec<TicketTypeId>,
}

/// The first parties that fit into `free` seats each by itself; more than `free` can never be
/// served at once, unless they want what others do not.
pub(super) async fn fitting(
    connection: &mut PgConnection,
    event: EventId,
    free: i32,
    typed: bool,
) -> Result<Vec<Party>, sqlx::Error> {
    sqlx::query_as(
        "SELECT id, user_id, quantity, ticket_types FROM waitlist_entries
         WHERE event_id = $1 AND status = 'WAITING' AND quantity <= $2
         ORDER BY joined_at, id LIMIT CASE WHEN $3 THEN $2::bigint END",
    )
    .bind(event)
    .bind(free)
    .bind(!typed)
    .fetch_all(connection)
    .await
}

/// Whether somebody who waits would fit into the seats of a type that is on sale, under the event's
/// lock.
pub(super) async fn somebody_fits(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar("SELECT waiting_party_fits($1, true)")
        .bind(event)
        .fetch_one(connection)
        .await
}

pub(super) async fn has_types(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar("SELECT typed FROM events WHERE id = $1")
        .bind(event)
        .fetch_one(connection)
        .await
}

/// Seats that are about to be promised.
#[derive(Debug)]
pub(super) struct Offer {
    pub(super) entry: Uuid,
    pub(super) user: UserId,
    pub(super) booking: BookingId,
    pub(super) reference: String,
    /// Of which type, where the event has several.
    pub(super) ticket_type: Option<TicketTypeId>,
}

/// Why seats are promised.
#[derive(Clone, Copy, Debug)]
pub(super) struct Why<'a> {
    pub(super) cause: Cause,
    /// The seats that came free; none where an organizer chose the party.
    pub(super) release: Option<Uuid>,
    pub(super) detail: &'a serde_json::Value,
}

/// WAITING → OFFERED, with the bookings that hold the seats and the jobs that lapse them.
pub(super) async fn offer(
    connection: &mut PgConnection,
    event: EventId,
    why: Why<'_>,
    until: DateTime<Utc>,
    offers: &[Offer],
) -> Result<(), sqlx::Error> {
    let moves: Vec<Uuid> = offers.iter().map(|_| new_id()).collect();
    sqlx::query(concat!(
        "WITH chosen AS (
             SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $12::uuid[])
                 WITH ORDINALITY AS chosen (entry, booking, reference, move, type, place)
         ), counted_up AS (
             SELECT c.*, w.user_id, w.quantity, w.via,
                 sum(w.quantity) OVER (PARTITION BY c.type ORDER BY c.place) AS upto
             FROM chosen c JOIN waitlist_entries w ON w.id = c.entry AND w.status = 'WAITING'
         ), priced AS (
             SELECT c.*, CASE WHEN c.type IS NULL THEN e.price ELSE coalesce((
                 SELECT step.price FROM unnest(price_steps_of(t.id)) AS step
                 WHERE step.first IS NULL OR t.taken + c.upto <= step.first
                 ORDER BY step.position LIMIT 1
             ), t.price) END AS unit
             FROM counted_up c JOIN events e ON e.id = $1
                 LEFT JOIN ticket_types t ON t.id = c.type
         ), booked AS (
             INSERT INTO bookings (",
        booking_columns!("hold_expires_at"),
        ", origin, typed, subtotal)
             SELECT c.booking, c.reference, e.id, c.user_id, c.quantity, c.unit,
                 c.unit * c.quantity, e.currency, 'PENDING', $6, e.refund_full_until_hours,
                 e.refund_percent_after, e.start_date, NOT EXISTS (
                     SELECT FROM bookings b WHERE b.user_id = c.user_id AND b.event_id = e.id
                       AND (CASE b.status WHEN 'CANCELLED' THEN 1 ELSE 0 END) = 0), c.via,
                 'waitlist', c.type IS NOT NULL,
                 CASE WHEN c.type IS NOT NULL THEN c.unit * c.quantity END
             FROM priced c JOIN events e ON e.id = $1
             RETURNING id, quantity
         ), items AS (
             INSERT INTO booking_items (booking_id, ticket_type_id, quantity, unit_price)
             SELECT booking, type, quantity, unit FROM priced WHERE type IS NOT NULL
         ), offered AS (
             UPDATE waitlist_entries w SET status = 'OFFERED', booking_id = c.booking,
                 offer_expires_at = $6, notified_at = clock_timestamp()
             FROM chosen c WHERE w.id = c.entry AND w.status = 'WAITING'
             RETURNING w.id
         ), moved AS (
             INSERT INTO waitlist_moves (id, entry_id, event_id, from_status, to_status, reason,
                 release_id, detail)
             SELECT c.move, c.entry, $1, 'WAITING', 'OFFERED', $7, $8, $11 FROM chosen c
         ), counted AS (
             UPDATE events SET
                 seats_offered = seats_offered + (SELECT sum(quantity) FROM booked),
                 waitlist_count = waitlist_count - (SELECT count(*) FROM offered),
                 waitlist_smallest = (
                     SELECT min(quantity) FROM waitlist_entries
                     WHERE event_id = $1 AND status = 'WAITING' AND id <> ALL($2)
                 )
             WHERE id = $1
         )
         SELECT enqueue_quietly($9, json_build_object('booking', id), $6, $9 || ':' || id, $10)
         FROM booked",
    ))
    .bind(event)
    .bind(offers.iter().map(|offer| offer.entry).collect::<Vec<_>>())
    .bind(offers.iter().map(|offer| offer.booking).collect::<Vec<_>>())
    .bind(offers.iter().map(|offer| offer.reference.clone()).collect::<Vec<_>>())
    .bind(moves)
    .bind(until)
    .bind(why.cause)
    .bind(why.release)
    .bind(LapseBooking::IDENTIFIER)
    .bind(LapseBooking::MAX_ATTEMPTS)
    .bind(why.detail)
    .bind(offers.iter().map(|offer| offer.ticket_type).collect::<Vec<_>>())
    .execute(connection)
    .await?;
    Ok(())
}

/// OFFERED → its end; says whose it was, or nothing where it had ended before.
pub(super) async fn end_offer(
    connection: &mut PgConnection,
    booking: BookingId,
    end: Move,
) -> Result<Option<UserId>, sqlx::Error> {
    sqlx::query_scalar(
        "WITH ended AS (
             UPDATE waitlist_entries SET status = $2, ended_at = clock_timestamp()
             WHERE booking_id = $1 AND status = 'OFFERED'
             RETURNING id, event_id, user_id
         ), moved AS (
             INSERT INTO waitlist_moves (id, entry_id, event_id, from_status, to_status, reason)
             SELECT $3, id, event_id, 'OFFERED', $2, $4 FROM ended
         )
         SELECT user_id FROM ended",
    )
    .bind(booking)
    .bind(end.to())
    .bind(new_id())
    .bind(end)
    .fetch_optional(connection)
    .await
}

/// An event that was moved ahead ends its open offers earlier, with their bookings.
pub(super) async fn end_offers_by_start(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "WITH sooner AS (
             UPDATE bookings b SET hold_expires_at = e.start_date
             FROM events e
             WHERE e.id = $1 AND b.event_id = e.id AND b.status = 'PENDING'
               AND b.origin = 'waitlist' AND b.hold_expires_at > e.start_date
             RETURNING b.id, b.hold_expires_at
         ), entries AS (
             UPDATE waitlist_entries w SET offer_expires_at = sooner.hold_expires_at
             FROM sooner WHERE w.booking_id = sooner.id AND w.status = 'OFFERED'
         )
         SELECT enqueue_quietly($2, json_build_object('booking', id), hold_expires_at,
             $2 || ':' || id, $3)
         FROM sooner",
    )
    .bind(event)
    .bind(LapseBooking::IDENTIFIER)
    .bind(LapseBooking::MAX_ATTEMPTS)
    .execute(connection)
    .await?;
    Ok(())
}

/// An event under its lock, as a joining party finds it.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct JoinableEvent {
    pub(super) bookable: bool,
    pub(super) typed: bool,
    pub(super) free: i32,
    pub(super) waitlist_smallest: Option<i32>,
    pub(super) waitlist_open: bool,
}

/// The event, locked; the clock is read afterwards.
pub(super) async fn lock_joinable(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<JoinableEvent, sqlx::Error> {
    sqlx::query_as(concat!(
        "WITH locked AS MATERIALIZED (
                 SELECT status, hidden_at, start_date, typed, waitlist_smallest, waitlist_open, ",
        free_seats!(),
        " AS free
                 FROM events WHERE id = $1 FOR NO KEY UPDATE
             )
             SELECT status = 'PUBLISHED' AND hidden_at IS NULL
                     AND start_date > clock_timestamp() AS bookable, typed, free,
                 waitlist_smallest, waitlist_open
             FROM locked",
    ))
    .bind(event)
    .fetch_one(connection)
    .await
}

/// The per-person limit that so many more seats would cross. Under the event's lock, so that no
/// concurrent booking adds to them.
pub(super) async fn limit_crossed(
    connection: &mut PgConnection,
    event: EventId,
    user: UserId,
    quantity: i32,
) -> Result<Option<i32>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT limit_crossed(has.held + $3, has.unpaid + $3, has.seats + $3,
             e.max_unpaid_per_person, e.max_per_person)
         FROM events e CROSS JOIN LATERAL seats_of($2, e.id) AS has WHERE e.id = $1",
    )
    .bind(event)
    .bind(user)
    .bind(quantity)
    .fetch_one(connection)
    .await
}

/// An entry that is WAITING or OFFERED.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct Open {
    pub(super) id: Uuid,
    pub(super) status: WaitlistStatus,
    pub(super) booking_id: Option<BookingId>,
}

pub(super) async fn open_entry(
    connection: &mut PgConnection,
    event: EventId,
    user: UserId,
) -> Result<Option<Open>, sqlx::Error> {
    sqlx::query_as(
        "SELECT id, status, booking_id FROM waitlist_entries
         WHERE event_id = $1 AND user_id = $2 AND status IN ('WAITING', 'OFFERED')",
    )
    .bind(event)
    .bind(user)
    .fetch_optional(connection)
    .await
}

/// A party that wants to wait.
#[derive(Clone, Debug)]
pub(super) struct Joining {
    pub(super) quantity: i32,
    /// The types it would take; none: any.
    pub(super) ticket_types: Vec<TicketTypeId>,
    pub(super) via: Option<Via>,
}

/// A new entry at the end of the line; answers its id.
pub(super) async fn insert(
    connection: &mut PgConnection,
    event: EventId,
    user: UserId,
    party: &Joining,
) -> Result<Uuid, sqlx::Error> {
    let (joined, id) = (Move::Joined, new_id());
    sqlx::query(
        "WITH joined AS (
             INSERT INTO waitlist_entries
                 (id, event_id, user_id, quantity, status, joined_at, via, ticket_types)
             VALUES ($1, $2, $3, $4, $5, clock_timestamp(), $8, $9)
             RETURNING id
         ), moved AS (
             INSERT INTO waitlist_moves (id, entry_id, event_id, to_status, reason, detail)
             SELECT $6, id, $2, $5, $7, jsonb_build_object('quantity', $4) FROM joined
         )
         UPDATE events SET waitlist_count = waitlist_count + 1,
             waitlist_smallest = least(waitlist_smallest, $4)
         WHERE id = $2",
    )
    .bind(id)
    .bind(event)
    .bind(user)
    .bind(party.quantity)
    .bind(joined.to())
    .bind(new_id())
    .bind(joined)
    .bind(party.via)
    .bind(&party.ticket_types)
    .execute(connection)
    .await?;
    Ok(id)
}

/// Whose waits of an event end.
#[derive(Clone, Copy, Debug)]
pub(super) enum Ending {
    All,
    One(Uuid),
    /// Those for archived types alone.
    InVain,
}

/// Whether the entry `w` waits for types that are all archived.
macro_rules! in_vain {
    () => {
        "w.ticket_types <> '{}' AND NOT EXISTS (
             SELECT FROM ticket_types t
             WHERE t.id = ANY (w.ticket_types) AND t.offering <> 'ARCHIVED')"
    };
}

pub(super) use in_vain;

/// WAITING → LEFT for up to `limit` of these entries of an event; with whose they were.
pub(super) async fn end_waiting(
    connection: &mut PgConnection,
    event: EventId,
    ending: Ending,
    limit: u16,
    end: Move,
) -> Result<Vec<(Uuid, UserId)>, sqlx::Error> {
    let (entry, in_vain) = match ending {
        Ending::All => (None, false),
        Ending::One(entry) => (Some(entry), false),
        Ending::InVain => (None, true),
    };
    sqlx::query_as(concat!(
        "WITH chosen AS (
             SELECT id, row_number() OVER (ORDER BY joined_at, id) AS place
             FROM waitlist_entries w
             WHERE event_id = $1 AND status = 'WAITING' AND ($2::uuid IS NULL OR id = $2)
               AND (NOT $6 OR ",
        in_vain!(),
        ")
             ORDER BY joined_at, id LIMIT cardinality($3::uuid[])
         ), ended AS (
             UPDATE waitlist_entries w SET status = $4, ended_at = clock_timestamp()
             FROM chosen WHERE w.id = chosen.id AND w.status = 'WAITING'
             RETURNING w.id, w.user_id, chosen.place
         ), moved AS (
             INSERT INTO waitlist_moves (id, entry_id, event_id, from_status, to_status, reason)
             SELECT ($3::uuid[])[place], id, $1, 'WAITING', $4, $5 FROM ended
         ), counted AS (
             UPDATE events SET waitlist_count = waitlist_count - (SELECT count(*) FROM ended),
                 waitlist_smallest = (
                     SELECT min(quantity) FROM waitlist_entries
                     WHERE event_id = $1 AND status = 'WAITING'
                       AND id NOT IN (SELECT id FROM chosen)
                 )
             WHERE id = $1 AND EXISTS (SELECT FROM ended)
         )
         SELECT id, user_id FROM ended ORDER BY place"
    ))
    .bind(event)
    .bind(entry)
    .bind((0..limit).map(|_| new_id()).collect::<Vec<_>>())
    .bind(end.to())
    .bind(end)
    .bind(in_vain)
    .fetch_all(connection)
    .await
}
