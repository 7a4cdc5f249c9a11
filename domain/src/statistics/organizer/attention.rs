//! What an organizer should look at.

use super::lines::{is_verified, missing};
use crate::Actor;
use crate::events::{self, Checked};
use crate::roles::Workload;
use crate::ticket_types::sellable;
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::postgres::PgConnection;
use types::events::EventStatus;
use types::ids::EventId;
use types::organizer::{ATTENTION_MAX, AttentionDetail, AttentionKind, EventRef, NeedsAttention};

/// A review is answered within this time or not at all.
const TO_ANSWER: TimeDelta = TimeDelta::days(30);
/// For so long after a cancellation its refunds may be under way.
const UNDER_WAY: TimeDelta = TimeDelta::minutes(10);
/// No day is longer anywhere than this, from the first zone to the last.
const DAY: TimeDelta = TimeDelta::hours(50);

#[derive(sqlx::FromRow)]
struct Row {
    id: EventId,
    slug: String,
    title: String,
    start_date: DateTime<Utc>,
    end_date: DateTime<Utc>,
    timezone: String,
    count: i64,
    seats: i64,
}

/// The most urgent first.
pub(super) async fn needs_attention(
    snapshot: &mut PgConnection,
    actor: Actor,
    work: &Workload,
    now: DateTime<Utc>,
) -> Result<Vec<NeedsAttention>, sqlx::Error> {
    let mut found = Vec::new();
    for (kind, sql, events, at) in [
        (AttentionKind::RefundFailed, REFUND_FAILED, &work.booked, now - UNDER_WAY),
        (AttentionKind::StartsToday, STARTS_SOON, &work.seen, now + DAY),
        (AttentionKind::Waitlist, WAITLIST, &work.booked, now),
        (AttentionKind::Reviews, REVIEWS, &work.edited, now - TO_ANSWER),
    ] {
        let rows: Vec<Row> = sqlx::query_as(sql)
            .bind(events)
            .bind(at)
            .bind(now)
            .bind(i64::try_from(ATTENTION_MAX).unwrap_or(i64::MAX))
            .fetch_all(&mut *snapshot)
            .await?;
        let today = |row: &Row| kind != AttentionKind::StartsToday || is_today(row, now);
        found.extend(rows.into_iter().filter(today).map(|row| line(kind, row)));
    }
    found.extend(incomplete_drafts(snapshot, actor, &work.edited, now).await?);
    found.truncate(ATTENTION_MAX);
    Ok(found)
}

#[derive(sqlx::FromRow)]
struct Draft {
    #[sqlx(flatten)]
    row: Row,
    unset_fields: Vec<String>,
    sellable: bool,
}

/// The one that was changed last first.
async fn incomplete_drafts(
    snapshot: &mut PgConnection,
    actor: Actor,
    events: &[EventId],
    now: DateTime<Utc>,
) -> Result<Vec<NeedsAttention>, sqlx::Error> {
    let verified = is_verified(snapshot, actor).await?;
    let drafts: Vec<Draft> = sqlx::query_as(concat!(
        "SELECT * FROM (
             SELECT id, slug, title, start_date, end_date, timezone, 0::bigint AS count,
                 0::bigint AS seats, unset_fields, updated_at, ",
        sellable!(),
        " AS sellable
             FROM events e WHERE id = ANY($1) AND status = 'DRAFT'
         ) AS drafts
         WHERE unset_fields <> '{}' OR start_date <= $2 OR NOT $3 OR NOT sellable
         ORDER BY updated_at DESC, id LIMIT $4"
    ))
    .bind(events)
    .bind(now)
    .bind(verified)
    .bind(i64::try_from(ATTENTION_MAX).unwrap_or(i64::MAX))
    .fetch_all(snapshot)
    .await?;
    let told = drafts.into_iter().filter_map(|Draft { row, unset_fields, sellable }| {
        let (status, start_date) = (EventStatus::Draft, row.start_date);
        let checked = Checked { status, unset_fields: &unset_fields, start_date, sellable };
        let missing = missing(checked, verified, now);
        let mut told = line(AttentionKind::DraftIncomplete, row);
        // Nobody has chosen the time yet, perhaps.
        (told.detail.start_date, told.detail.span) = (None, None);
        told.detail.missing = missing;
        (!told.detail.missing.is_empty()).then_some(told)
    });
    Ok(told.collect())
}

/// By the clock where the event is.
fn is_today(row: &Row, now: DateTime<Utc>) -> bool {
    let day = |at| events::wall(at, &row.timezone).time.date();
    day(row.start_date) == day(now)
}

fn line(kind: AttentionKind, row: Row) -> NeedsAttention {
    let span = events::span(row.start_date, row.end_date, &row.timezone);
    NeedsAttention {
        kind,
        event: EventRef { id: row.id, slug: row.slug, title: row.title },
        detail: AttentionDetail {
            count: row.count,
            seats: row.seats,
            missing: Vec::new(),
            start_date: Some(row.start_date),
            span: Some(span),
        },
    }
}

/// Bookings of a cancelled event that are still there: their refunds were tried, or should have been.
const REFUND_FAILED: &str = "SELECT * FROM (
        SELECT e.id, slug, title, start_date, end_date, timezone, (
            SELECT count(*) FROM bookings b
            WHERE b.event_id = e.id AND b.status IN ('PENDING', 'CONFIRMED')
        ) AS count, 0::bigint AS seats
        FROM events e
        WHERE e.id = ANY($1) AND status = 'CANCELLED' AND cancelled_at < $2
          AND seats_confirmed + seats_held + seats_offered > 0 AND $3 IS NOT NULL
    ) AS left_over WHERE count > 0 ORDER BY count DESC, id LIMIT $4";

const STARTS_SOON: &str = "SELECT id, slug, title, start_date, end_date, timezone,
        seats_confirmed::bigint AS count, seats_confirmed::bigint AS seats
    FROM events e
    WHERE e.id = ANY($1) AND status = 'PUBLISHED' AND start_date > $3 AND start_date < $2
    ORDER BY start_date, id LIMIT $4";

const WAITLIST: &str = "SELECT e.id, slug, title, start_date, end_date, timezone,
        waitlist_count::bigint AS count, (
            SELECT coalesce(sum(quantity), 0)::bigint FROM waitlist_entries w
            WHERE w.event_id = e.id AND w.status = 'WAITING'
        ) AS seats
    FROM events e
    WHERE e.id = ANY($1) AND e.status = 'PUBLISHED' AND start_date > $2 AND $3 IS NOT NULL
      AND waitlist_count > 0 AND max_capacity < 1000000
    ORDER BY start_date, id LIMIT $4";

const REVIEWS: &str = "SELECT e.id, slug, title, start_date, end_date, timezone, new.count,
        0::bigint AS seats
    FROM events e CROSS JOIN LATERAL (
        SELECT count(*), max(created_at) AS last FROM reviews r
        WHERE r.event_id = e.id AND r.hidden_at IS NULL AND r.reply IS NULL AND r.created_at > $2
    ) AS new
    WHERE e.id = ANY($1) AND reviews_count > 0 AND new.count > 0 AND $3 IS NOT NULL
    ORDER BY new.last DESC, e.id LIMIT $4";
