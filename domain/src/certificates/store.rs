//! The SQL of certificates.

use chrono::{DateTime, Utc};
use sqlx::AssertSqlSafe;
use sqlx::postgres::PgConnection;
use types::certificates::{Certificate, CertificateCounts, CertificateEvent, EventCertificate};
use types::ids::{BookingId, EventId, UserId};
use uuid::Uuid;

#[derive(Debug, sqlx::FromRow)]
pub(super) struct CertificateRow {
    number: String,
    attendee_name: String,
    issued_at: DateTime<Utc>,
    event_id: EventId,
    slug: String,
    title: String,
    start_date: DateTime<Utc>,
    end_date: DateTime<Utc>,
    timezone: String,
    location: String,
    organizer: String,
}

impl From<CertificateRow> for Certificate {
    fn from(row: CertificateRow) -> Self {
        Self {
            number: row.number,
            name: row.attendee_name,
            event: CertificateEvent {
                id: row.event_id,
                slug: row.slug,
                title: row.title,
                start_date: row.start_date,
                end_date: row.end_date,
                timezone: row.timezone,
                location: row.location,
            },
            organizer: row.organizer,
            issued_at: row.issued_at,
        }
    }
}

const SELECT: &str = "SELECT c.number, c.attendee_name, c.issued_at, c.event_id, e.slug, e.title,
        e.start_date, e.end_date, e.timezone, e.location, o.display_name AS organizer
    FROM certificates c JOIN events e ON e.id = c.event_id JOIN users o ON o.id = e.organizer_id
    WHERE c.revoked_at IS NULL";

/// A valid certificate.
pub(super) async fn find(
    connection: &mut PgConnection,
    number: &str,
) -> Result<Option<CertificateRow>, sqlx::Error> {
    sqlx::query_as(AssertSqlSafe(format!("{SELECT} AND c.number = $1")))
        .bind(number)
        .fetch_optional(connection)
        .await
}

/// A person's valid certificates, newest first, and how many there are.
pub(super) async fn of_person(
    connection: &mut PgConnection,
    user: UserId,
    limit: i64,
    offset: i64,
) -> Result<(i64, Vec<CertificateRow>), sqlx::Error> {
    let count = sqlx::query_scalar(
        "SELECT count(*) FROM certificates WHERE user_id = $1 AND revoked_at IS NULL",
    )
    .bind(user)
    .fetch_one(&mut *connection)
    .await?;
    let rows = sqlx::query_as(AssertSqlSafe(format!(
        "{SELECT} AND c.user_id = $1 ORDER BY c.issued_at DESC, c.id DESC LIMIT $2 OFFSET $3"
    )))
    .bind(user)
    .bind(limit)
    .bind(offset)
    .fetch_all(connection)
    .await?;
    Ok((count, rows))
}

/// Who attends the event `$1`: who booked, unless guests have all their tickets, and these guests, by the
/// name on the ticket.
macro_rules! people {
    () => {
        "people AS (
             SELECT b.user_id, b.id AS booking_id, b.booked_at AS since, NULL::text AS name,
                 EXISTS (SELECT FROM tickets t LEFT JOIN ticket_guests g ON g.ticket_id = t.id
                     WHERE t.booking_id = b.id AND g.ticket_id IS NULL
                         AND t.cancelled_at IS NULL AND t.checked_in_at IS NOT NULL) AS came
             FROM bookings b
             WHERE b.event_id = $1 AND b.status = 'CONFIRMED' AND coalesce((
                 SELECT bool_or(g.ticket_id IS NULL)
                 FROM tickets t LEFT JOIN ticket_guests g ON g.ticket_id = t.id
                 WHERE t.booking_id = b.id AND t.cancelled_at IS NULL), true)
             UNION ALL
             SELECT g.user_id, t.booking_id, g.handed_at, t.attendee_name,
                 t.checked_in_at IS NOT NULL
             FROM tickets t JOIN ticket_guests g ON g.ticket_id = t.id
             WHERE t.event_id = $1 AND t.cancelled_at IS NULL
         )"
    };
}

/// The next attendees without a certificate, not even a revoked one.
pub(super) async fn missing(
    connection: &mut PgConnection,
    event: EventId,
    checked_in_only: bool,
    limit: i64,
) -> Result<Vec<UserId>, sqlx::Error> {
    sqlx::query_scalar(concat!(
        "WITH ",
        people!(),
        "
         SELECT DISTINCT p.user_id FROM people p
         WHERE NOT EXISTS (
                 SELECT FROM certificates c WHERE c.event_id = $1 AND c.user_id = p.user_id)
             AND (NOT $2 OR p.came)
         ORDER BY p.user_id LIMIT $3"
    ))
    .bind(event)
    .bind(checked_in_only)
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// How many attendees have no certificate yet.
pub(super) async fn count_missing(
    connection: &mut PgConnection,
    event: EventId,
    checked_in_only: bool,
) -> Result<i64, sqlx::Error> {
    let counts = counts(connection, event).await?;
    Ok(if checked_in_only { counts.came_missing } else { counts.people_missing })
}

/// One row a person, in the same order; answers which are new, each with the booking it is for.
pub(super) async fn insert(
    connection: &mut PgConnection,
    event: EventId,
    ids: &[Uuid],
    numbers: &[String],
    users: &[UserId],
) -> Result<Vec<(Uuid, BookingId)>, sqlx::Error> {
    sqlx::query_as(concat!(
        "WITH ",
        people!(),
        ", first AS (
             SELECT DISTINCT ON (user_id) user_id, booking_id, name FROM people
             WHERE user_id = ANY($4)
             ORDER BY user_id, name IS NOT NULL, since, booking_id
         ), issued AS (
             INSERT INTO certificates (id, number, event_id, user_id, attendee_name)
             SELECT new.id, new.number, $1, u.id, coalesce(first.name, u.display_name)
             FROM unnest($2::uuid[], $3::text[], $4::uuid[]) AS new (id, number, user_id)
                 JOIN users u ON u.id = new.user_id
                 LEFT JOIN first ON first.user_id = u.id
             ON CONFLICT (event_id, user_id) DO NOTHING
             RETURNING id, user_id
         )
         SELECT issued.id, first.booking_id FROM issued JOIN first USING (user_id)"
    ))
    .bind(event)
    .bind(ids)
    .bind(numbers)
    .bind(users)
    .fetch_all(connection)
    .await
}

/// How many valid certificates an event has.
pub(super) async fn count(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT count(*) FROM certificates WHERE event_id = $1 AND revoked_at IS NULL",
    )
    .bind(event)
    .fetch_one(connection)
    .await
}

#[derive(Debug, sqlx::FromRow)]
pub(super) struct Owned {
    pub(super) id: Uuid,
    pub(super) event_id: EventId,
    pub(super) organizer_id: UserId,
    pub(super) revoked_at: Option<DateTime<Utc>>,
}

macro_rules! owned {
    ($tail:literal) => {
        concat!(
            "SELECT c.id, c.event_id, e.organizer_id, c.revoked_at
             FROM certificates c JOIN events e ON e.id = c.event_id WHERE c.number = $1",
            $tail
        )
    };
}

/// A certificate, valid or revoked, with the organizer who may revoke it.
pub(super) async fn found(
    connection: &mut PgConnection,
    number: &str,
) -> Result<Option<Owned>, sqlx::Error> {
    sqlx::query_as(owned!("")).bind(number).fetch_optional(connection).await
}

/// The same, locked.
pub(super) async fn owned(
    connection: &mut PgConnection,
    number: &str,
) -> Result<Option<Owned>, sqlx::Error> {
    sqlx::query_as(owned!(" FOR NO KEY UPDATE OF c")).bind(number).fetch_optional(connection).await
}

pub(super) async fn revoke(
    connection: &mut PgConnection,
    id: Uuid,
    reason: Option<&str>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE certificates SET revoked_at = clock_timestamp(), revoke_reason = $2 WHERE id = $1",
    )
    .bind(id)
    .bind(reason)
    .execute(connection)
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct CountsRow {
    people: i64,
    came: i64,
    people_missing: i64,
    came_missing: i64,
    valid: i64,
    revoked: i64,
    told: i64,
    being_told: i64,
}

/// Who has one, who could have one, and who knows.
pub(super) async fn counts(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<CertificateCounts, sqlx::Error> {
    let row: CountsRow = sqlx::query_as(concat!(
        "WITH ",
        people!(),
        ", each AS (
             SELECT user_id, bool_or(came) AS came FROM people GROUP BY user_id
         ), attendees AS (
             SELECT count(*) AS people, count(*) FILTER (WHERE came) AS came,
                 count(*) FILTER (WHERE c.id IS NULL) AS people_missing,
                 count(*) FILTER (WHERE c.id IS NULL AND came) AS came_missing
             FROM each p
                 LEFT JOIN certificates c ON c.event_id = $1 AND c.user_id = p.user_id
         ), issued AS (
             SELECT count(*) FILTER (WHERE c.revoked_at IS NULL) AS valid,
                 count(*) FILTER (WHERE c.revoked_at IS NOT NULL) AS revoked,
                 count(*) FILTER (WHERE c.revoked_at IS NULL AND m.status <> 'QUEUED') AS told,
                 -- Whoever has no message by then gets none: an account that is closed, say.
                 count(*) FILTER (WHERE c.revoked_at IS NULL AND (m.status = 'QUEUED'
                     OR (m.id IS NULL AND c.issued_at > clock_timestamp() - interval '10 minutes')))
                     AS being_told
             FROM certificates c
                 LEFT JOIN mail_messages m ON m.unique_key = 'certificate_issued:' || c.id
             WHERE c.event_id = $1
         )
         SELECT * FROM attendees CROSS JOIN issued"
    ))
    .bind(event)
    .fetch_one(connection)
    .await?;
    Ok(CertificateCounts {
        people: row.people,
        came: row.came,
        people_missing: row.people_missing,
        came_missing: row.came_missing,
        valid: row.valid,
        revoked: row.revoked,
        told: row.told,
        being_told: row.being_told,
    })
}

#[derive(sqlx::FromRow)]
struct IssuedRow {
    number: String,
    user_id: UserId,
    attendee_name: String,
    email: String,
    issued_at: DateTime<Utc>,
    revoked_at: Option<DateTime<Utc>>,
    revoke_reason: Option<String>,
}

/// A page of an event's certificates, and how many there are.
pub(super) async fn of_event(
    connection: &mut PgConnection,
    event: EventId,
    (limit, offset): (i64, i64),
) -> Result<(i64, Vec<EventCertificate>), sqlx::Error> {
    let count = sqlx::query_scalar("SELECT count(*) FROM certificates WHERE event_id = $1")
        .bind(event)
        .fetch_one(&mut *connection)
        .await?;
    let rows: Vec<IssuedRow> = sqlx::query_as(
        "SELECT c.number, c.user_id, c.attendee_name, u.email, c.issued_at, c.revoked_at,
             c.revoke_reason
         FROM certificates c JOIN users u ON u.id = c.user_id
         WHERE c.event_id = $1 ORDER BY c.issued_at DESC, c.id DESC LIMIT $2 OFFSET $3",
    )
    .bind(event)
    .bind(limit)
    .bind(offset)
    .fetch_all(connection)
    .await?;
    let found = rows.into_iter().map(|row| EventCertificate {
        number: row.number,
        holder: row.user_id,
        name: row.attendee_name,
        email: row.email,
        issued_at: row.issued_at,
        revoked_at: row.revoked_at,
        revoke_reason: row.revoke_reason,
    });
    Ok((count, found.collect()))
}
