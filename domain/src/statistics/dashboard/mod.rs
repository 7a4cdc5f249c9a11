//! One event's dashboard: its figures as they are, the curve of its sales, and what happened beside
//! it.

mod curve;
mod days;
mod figures;
mod kinds;
mod marks;
mod sold;

use super::organizer;
use crate::events::{self, EventRight, EventRow, owned};
use crate::{Actor, Error, Hub};
use sqlx::postgres::PgConnection;
use types::ids::EventId;
use types::organizer::{EventFigures, EventRef, OrganizerDashboard, WaitlistDay};

/// Everything that the page of one event shows, in one snapshot; `compare` is another event whose
/// bookings the caller may see.
///
/// # Errors
/// Not found or denied, for either event.
pub async fn dashboard(
    hub: &Hub,
    actor: Actor,
    event: &str,
    compare: Option<&str>,
) -> Result<OrganizerDashboard, Error> {
    let (now, mut snapshot) = (hub.now(), hub.db.snapshot().await?);
    let row = owned(&mut snapshot, actor, event, EventRight::Bookings).await?;
    let compare = match compare {
        Some(other) => {
            let other = owned(&mut snapshot, actor, other, EventRight::Bookings).await?;
            let sold = sold::of_event(&mut snapshot, &other, now).await?;
            Some(curve::curve(&other, &sold, now))
        }
        None => None,
    };
    let verified = organizer::is_verified(&mut snapshot, actor).await?;
    let missing = events::missing_now(&mut snapshot, &row, verified, now).await?;
    let sold = sold::of_event(&mut snapshot, &row, now).await?;
    let figures = figures::figures(&mut snapshot, &row, &sold, now).await?;
    let kinds = kinds::curves(&mut snapshot, &row, &figures.ticket_types, now).await?;
    Ok(OrganizerDashboard {
        event: event_ref(&row),
        status: row.status,
        start_date: row.start_date,
        end_date: row.end_date,
        span: events::span(row.start_date, row.end_date, &row.timezone),
        curve: curve::curve(&row, &sold, now),
        kinds,
        compare,
        marks: marks::marks(&mut snapshot, &row).await?,
        waitlist_days: waitlist_days(&mut snapshot, &row).await?,
        missing: organizer::fields(missing),
        figures,
    })
}

/// What changes of it while somebody looks on.
///
/// # Errors
/// Not found or denied.
pub async fn figures(hub: &Hub, actor: Actor, event: &str) -> Result<EventFigures, Error> {
    let (now, mut snapshot) = (hub.now(), hub.db.snapshot().await?);
    let row = owned(&mut snapshot, actor, event, EventRight::Bookings).await?;
    let sold = sold::of_event(&mut snapshot, &row, now).await?;
    Ok(figures::figures(&mut snapshot, &row, &sold, now).await?)
}

/// The event of an organizer's dashboard, for whoever may see it.
///
/// # Errors
/// Not found or denied.
pub(super) async fn dashboard_event(
    hub: &Hub,
    actor: Actor,
    event: &str,
) -> Result<EventId, Error> {
    let mut connection = hub.db.read().await?;
    Ok(owned(&mut connection, actor, event, EventRight::Bookings).await?.id)
}

fn event_ref(row: &EventRow) -> EventRef {
    EventRef { id: row.id, slug: row.slug.clone(), title: row.title.clone() }
}

/// Days of the waitlist that are shown, the last ones.
const WAITLIST_DAYS: i64 = 400;

async fn waitlist_days(
    snapshot: &mut PgConnection,
    row: &EventRow,
) -> Result<Vec<WaitlistDay>, sqlx::Error> {
    let mut days: Vec<WaitlistDay> = sqlx::query_as(
        "SELECT (created_at AT TIME ZONE 'UTC')::date AS date,
             count(*) FILTER (WHERE to_status = 'WAITING') AS joined,
             count(*) FILTER (WHERE to_status = 'OFFERED') AS offered,
             count(*) FILTER (WHERE to_status = 'ACCEPTED') AS accepted,
             count(*) FILTER (WHERE to_status = 'EXPIRED') AS expired,
             count(*) FILTER (WHERE to_status = 'LEFT') AS left
         FROM waitlist_moves WHERE event_id = $1 GROUP BY 1 ORDER BY 1 DESC LIMIT $2",
    )
    .bind(row.id)
    .bind(WAITLIST_DAYS)
    .fetch_all(snapshot)
    .await?;
    days.reverse();
    Ok(days)
}
