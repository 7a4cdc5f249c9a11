//! The SQL of everybody's events, and of hiding one.

use crate::events::filter::{LIST_MAX, contains};
use crate::events::moderation::AdminEventFilter;
use crate::events::phase::in_phase;
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::events::{EventStatus, OrganizerRef};
use types::ids::{EventId, UserId};
use types::moderation::{AdminEvent, EventHiding};
use types::organizer::EventPhase;

/// Why an event is hidden, of a row that may not be.
#[derive(sqlx::FromRow)]
pub(crate) struct HidingRow {
    hidden_at: Option<DateTime<Utc>>,
    hide_reason: Option<String>,
    hide_answer: Option<String>,
    hide_answered_at: Option<DateTime<Utc>>,
}

impl HidingRow {
    pub(crate) fn hiding(self) -> Option<EventHiding> {
        Some(EventHiding {
            hidden_at: self.hidden_at?,
            reason: self.hide_reason.unwrap_or_default(),
            answer: self.hide_answer,
            answered_at: self.hide_answered_at,
        })
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: EventId,
    slug: String,
    title: String,
    organizer_id: UserId,
    organizer_name: String,
    status: EventStatus,
    start_date: DateTime<Utc>,
    end_date: DateTime<Utc>,
    timezone: String,
    max_capacity: i32,
    seats_confirmed: i32,
    created_at: DateTime<Utc>,
    #[sqlx(flatten)]
    hiding: HidingRow,
}

impl Row {
    fn event(self, now: DateTime<Utc>) -> AdminEvent {
        AdminEvent {
            id: self.id,
            slug: self.slug,
            title: self.title,
            organizer: OrganizerRef { id: self.organizer_id, display_name: self.organizer_name },
            phase: EventPhase::of(self.status, self.start_date, self.end_date, now),
            hidden: self.hiding.hiding(),
            start_date: self.start_date,
            end_date: self.end_date,
            timezone: self.timezone,
            max_capacity: self.max_capacity,
            current_attendees: self.seats_confirmed,
            created_at: self.created_at,
        }
    }
}

macro_rules! selected {
    ($($wanted:tt)*) => {
        concat!(
            "SELECT e.id, e.slug, e.title, e.organizer_id, u.display_name AS organizer_name, e.status,
                 e.start_date, e.end_date, e.timezone, e.max_capacity, e.seats_confirmed, e.created_at,
                 e.hidden_at, e.hide_reason, e.hide_answer, e.hide_answered_at
             FROM (SELECT * FROM events WHERE ",
            $($wanted)*,
            ") AS e JOIN users u ON u.id = e.organizer_id ORDER BY e.id DESC"
        )
    };
}

macro_rules! wanted {
    () => {
        concat!(
            "($1::text IS NULL OR title ILIKE $1) AND ($4::uuid IS NULL OR organizer_id = $4)
             AND ($5::boolean IS NULL OR (hidden_at IS NOT NULL) = $5) AND ",
            in_phase!("$3", "$2")
        )
    };
}

/// The newest first, as ids go up with time; counted as far as lists are.
pub(crate) async fn admin_events(
    connection: &mut PgConnection,
    filter: &AdminEventFilter,
    (limit, offset): (i64, i64),
    now: DateTime<Utc>,
) -> Result<(i64, Vec<AdminEvent>), sqlx::Error> {
    let search = filter.search.as_deref().map(contains);
    let phase = filter.phase.map(EventPhase::as_str);
    // Planned for its own filter: a plan for any would read every row.
    let count = sqlx::query_scalar(concat!(
        "SELECT count(*) FROM (SELECT FROM events WHERE ",
        wanted!(),
        " LIMIT $6) AS found"
    ))
    .bind(&search)
    .bind(now)
    .bind(phase)
    .bind(filter.organizer)
    .bind(filter.hidden)
    .bind(LIST_MAX)
    .persistent(false)
    .fetch_one(&mut *connection)
    .await?;
    let rows: Vec<Row> =
        sqlx::query_as(selected!(concat!(wanted!(), " ORDER BY id DESC LIMIT $6 OFFSET $7")))
            .bind(&search)
            .bind(now)
            .bind(phase)
            .bind(filter.organizer)
            .bind(filter.hidden)
            .bind(limit.min(LIST_MAX - offset).max(0))
            .bind(offset)
            .persistent(false)
            .fetch_all(connection)
            .await?;
    Ok((count, rows.into_iter().map(|row| row.event(now)).collect()))
}

pub(crate) async fn admin_event(
    connection: &mut PgConnection,
    id: EventId,
    now: DateTime<Utc>,
) -> Result<AdminEvent, sqlx::Error> {
    let row: Row = sqlx::query_as(selected!("id = $1")).bind(id).fetch_one(connection).await?;
    Ok(row.event(now))
}

/// Why the event is hidden, if it is.
pub(crate) async fn hiding(
    connection: &mut PgConnection,
    id: EventId,
) -> Result<Option<EventHiding>, sqlx::Error> {
    let row: HidingRow = sqlx::query_as(
        "SELECT hidden_at, hide_reason, hide_answer, hide_answered_at FROM events WHERE id = $1",
    )
    .bind(id)
    .fetch_one(connection)
    .await?;
    Ok(row.hiding())
}

/// Hides the event for a reason, or shows it again. The answer to another reason goes with that.
pub(crate) async fn set_hidden(
    connection: &mut PgConnection,
    id: EventId,
    reason: Option<&str>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE events SET hide_reason = $2, hide_answer = NULL, hide_answered_at = NULL,
             hidden_at = CASE WHEN $2 IS NOT NULL THEN coalesce(hidden_at, clock_timestamp()) END
         WHERE id = $1",
    )
    .bind(id)
    .bind(reason)
    .execute(connection)
    .await?;
    Ok(())
}

pub(crate) async fn set_answer(
    connection: &mut PgConnection,
    id: EventId,
    text: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE events SET hide_answer = $2, hide_answered_at = clock_timestamp()
         WHERE id = $1 AND hidden_at IS NOT NULL",
    )
    .bind(id)
    .bind(text)
    .execute(connection)
    .await?;
    Ok(())
}
