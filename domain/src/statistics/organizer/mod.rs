//! An organizer's events in numbers: the summary, the lists, what needs attention, and the guide to
//! the first event.

mod attention;
mod guide;
mod lines;

use super::money;
use crate::roles::{Workload, workload};
use crate::{Actor, Error, Hub};
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::postgres::PgConnection;
use types::ids::EventId;
use types::organizer::{
    EventLine, EventPhase, HOME_LINES, OrganizerHome, OrganizerSummary, PhaseCounts,
};
use types::{Page, PageRequest};

pub use lines::EventsWanted;
pub(super) use lines::{fields, is_verified, weeks};

/// The span of a trend.
const WEEK: TimeDelta = TimeDelta::days(7);

/// The events that the caller works on in numbers, in one snapshot; money and people only of those
/// where they may know of them.
///
/// # Errors
/// Denied to who organizes nothing and is in no team.
pub async fn organizer_summary(hub: &Hub, actor: Actor) -> Result<OrganizerSummary, Error> {
    let mut snapshot = hub.db.snapshot().await?;
    let work = workload(&mut snapshot, actor).await?;
    Ok(summary(&mut snapshot, actor, &work, hub.now()).await?)
}

/// What the page `/organize` shows: the summary, and the first lines of each list.
///
/// # Errors
/// Those of [`organizer_summary`].
pub async fn organizer_home(hub: &Hub, actor: Actor) -> Result<OrganizerHome, Error> {
    let (now, mut snapshot) = (hub.now(), hub.db.snapshot().await?);
    let work = workload(&mut snapshot, actor).await?;
    let summary = summary(&mut snapshot, actor, &work, now).await?;
    let guide = match actor.require_organizer() {
        // Who is in a team knows the way.
        Ok(organizer) if !work.in_team => guide::guide(&mut snapshot, organizer).await?,
        _ => None,
    };
    let mut lists = Vec::new();
    for phase in [EventPhase::Running, EventPhase::Upcoming, EventPhase::Draft, EventPhase::Past] {
        let wanted = EventsWanted { phase: Some(phase), search: None };
        let some = if summary.events.of(phase) > 0 { HOME_LINES } else { 0 };
        let rows = lines::rows(&mut snapshot, &work.seen, &wanted, (some, 0), now).await?;
        lists.push(rows);
    }
    let all = lines::with_sales(&mut snapshot, actor, &work, lists.concat(), now).await?;
    let of = |phase| all.iter().filter(|line| line.phase == phase).cloned().collect();
    Ok(OrganizerHome {
        at: now,
        summary,
        guide,
        organizes: actor.require_organizer().is_ok(),
        sees_money: actor.require_organizer().is_ok() || !work.booked.is_empty(),
        running: of(EventPhase::Running),
        upcoming: of(EventPhase::Upcoming),
        drafts: of(EventPhase::Draft),
        past: of(EventPhase::Past),
    })
}

/// A page of the events that the caller works on: of one phase, or all; the newest start first, but what is to
/// come by its start, and drafts by when they were changed.
///
/// # Errors
/// Those of [`organizer_summary`].
pub async fn organizer_events(
    hub: &Hub,
    actor: Actor,
    wanted: EventsWanted,
    page: PageRequest,
) -> Result<Page<EventLine>, Error> {
    let (now, mut snapshot) = (hub.now(), hub.db.snapshot().await?);
    let work = workload(&mut snapshot, actor).await?;
    let count = lines::count(&mut snapshot, &work.seen, &wanted, now).await?;
    let part = (page.limit(), page.offset());
    let rows = lines::rows(&mut snapshot, &work.seen, &wanted, part, now).await?;
    let results = lines::with_sales(&mut snapshot, actor, &work, rows, now).await?;
    Ok(Page::new(page, count, results))
}

pub(super) async fn summary(
    snapshot: &mut PgConnection,
    actor: Actor,
    work: &Workload,
    now: DateTime<Utc>,
) -> Result<OrganizerSummary, sqlx::Error> {
    let (events, seats_sold) = phases(snapshot, &work.seen, now).await?;
    let (recent, before) = trend(snapshot, &work.seen, now).await?;
    let sales = money::of_events(snapshot, &work.booked).await?;
    Ok(OrganizerSummary {
        events,
        seats_sold,
        seats_sold_last_7_days: recent,
        seats_sold_7_days_before: before,
        revenue: money::revenue(&sales),
        needs_attention: attention::needs_attention(snapshot, actor, work, now).await?,
    })
}

/// The seats are the counters of the events' rows, which equal those of the bookings at every commit
/// (INV-2).
async fn phases(
    snapshot: &mut PgConnection,
    events: &[EventId],
    now: DateTime<Utc>,
) -> Result<(PhaseCounts, i64), sqlx::Error> {
    let (draft, upcoming, running, past, cancelled, seats) = sqlx::query_as(
        "SELECT count(*) FILTER (WHERE status = 'DRAFT'),
             count(*) FILTER (WHERE status = 'PUBLISHED' AND start_date > $2),
             count(*) FILTER (WHERE status = 'PUBLISHED' AND start_date <= $2 AND end_date > $2),
             count(*) FILTER (WHERE status = 'PUBLISHED' AND start_date <= $2 AND end_date <= $2),
             count(*) FILTER (WHERE status = 'CANCELLED'),
             coalesce(sum(seats_confirmed), 0)::bigint
         FROM events WHERE id = ANY($1)",
    )
    .bind(events)
    .bind(now)
    .fetch_one(snapshot)
    .await?;
    Ok((PhaseCounts { draft, upcoming, running, past, cancelled }, seats))
}

/// Confirmed seats that were booked within a week, and in the week before.
async fn trend(
    snapshot: &mut PgConnection,
    events: &[EventId],
    now: DateTime<Utc>,
) -> Result<(i64, i64), sqlx::Error> {
    let weeks = weeks(snapshot, events, now).await?;
    Ok(weeks.values().fold((0, 0), |sum, week| (sum.0 + week.0, sum.1 + week.1)))
}
