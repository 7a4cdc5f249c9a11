//! What holders may do with their tickets, as the event's team decided.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::postgres::PgConnection;
use types::ids::EventId;
use types::ticket_rules::TicketRules;

pub(crate) async fn rules_of(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<TicketRules, sqlx::Error> {
    let row: Option<(bool, i32, bool)> = sqlx::query_as(
        "SELECT exchanges, changes_close_hours, changes_closed FROM ticket_rules WHERE event_id = $1",
    )
    .bind(event)
    .fetch_optional(connection)
    .await?;
    Ok(row.map_or_else(TicketRules::default, |(exchanges, hours, changes_closed)| TicketRules {
        exchanges,
        changes_close_hours: hours.into(),
        changes_closed,
    }))
}

/// When holders' changes end; none: they have been ended by hand.
pub(crate) fn changes_end(rules: &TicketRules, start: DateTime<Utc>) -> Option<DateTime<Utc>> {
    (!rules.changes_closed).then(|| start - TimeDelta::hours(rules.changes_close_hours))
}
