//! Marks of the curve: what happened beside it.

use crate::events::{self, EventRow};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::organizer::{MARKS_MAX, Mark, MarkKind};

#[derive(sqlx::FromRow)]
struct Row {
    at: DateTime<Utc>,
    kind: MarkKind,
    label: String,
}

/// The last ones, by their time.
pub(super) async fn marks(
    snapshot: &mut PgConnection,
    event: &EventRow,
) -> Result<Vec<Mark>, sqlx::Error> {
    let mut rows: Vec<Row> = sqlx::query_as(
        "WITH published AS (
             SELECT created_at FROM audit_log
             WHERE event_id = $1 AND booking_id IS NULL AND (action = 'event.published'
                 OR changes->'status'->>1 = 'PUBLISHED' OR detail->>'status' = 'PUBLISHED')
             ORDER BY created_at LIMIT 1
         )
         SELECT * FROM (
             SELECT valid_from AS at, 'promotion_began' AS kind, code::text AS label
             FROM promotions WHERE event_id = $1 AND valid_from <= clock_timestamp()
             UNION ALL
             SELECT moved_at, 'changed', '' FROM event_moves WHERE event_id = $1
             UNION ALL
             SELECT created_at, 'published', '' FROM published
             UNION ALL
             (SELECT began_at, 'message_sent', subject FROM messages
             WHERE event_id = $1 AND began_at IS NOT NULL
             ORDER BY created_at DESC LIMIT $2)
             UNION ALL
             (SELECT created_at, kind, label
             FROM audit_log CROSS JOIN LATERAL (VALUES
                 ('price_changed', (changes->'price'->>1)
                     || ' ' || coalesce(changes->'currency'->>1, $3)),
                 ('capacity_changed', changes->'max_capacity'->>1),
                 ('place_changed', coalesce(changes->'venue'->>1, changes->'location'->>1))
             ) AS changed (kind, label)
             WHERE event_id = $1 AND booking_id IS NULL AND action = 'event.updated'
                 AND created_at > (SELECT created_at FROM published) AND label IS NOT NULL
             ORDER BY created_at DESC LIMIT $2)
         ) AS marks ORDER BY at DESC, kind LIMIT $2",
    )
    .bind(event.id)
    .bind(i64::try_from(MARKS_MAX).unwrap_or(i64::MAX))
    .bind(event.currency.as_str())
    .fetch_all(snapshot)
    .await?;
    rows.reverse();
    let date = |at| events::wall(at, &event.timezone).time.date();
    let mark = |row: Row| Mark { at: row.at, date: date(row.at), kind: row.kind, label: row.label };
    Ok(rows.into_iter().map(mark).collect())
}
