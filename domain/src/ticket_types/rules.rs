//! What holders may do with their tickets, as the event's team decided.

use super::service::changeable;
use crate::audit::Entry;
use crate::events::{EventRight, owned};
use crate::{Actor, Error, Hub};
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::postgres::PgConnection;
use types::history::AuditAction;
use types::ids::EventId;
use types::ticket_rules::TicketRules;

/// The rules of an event, for its team.
///
/// # Errors
/// Not found or denied.
pub async fn rules(hub: &Hub, actor: Actor, event: &str) -> Result<TicketRules, Error> {
    actor.require_user()?;
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::See).await?;
    Ok(rules_of(&mut connection, event.id).await?)
}

/// Replaces the rules. What holders did before stays; whoever changes a ticket at this moment comes
/// before or after.
///
/// # Errors
/// Not found or denied; invalid by field; `event_cancelled`.
pub async fn replace_rules(
    hub: &Hub,
    actor: Actor,
    event: &str,
    rules: TicketRules,
) -> Result<TicketRules, Error> {
    actor.require_user()?;
    let event = event.to_owned();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let event = changeable(tx, actor, &event).await?;
                rules.check()?;
                let before = rules_of(tx, event.id).await?;
                if before == rules {
                    return Ok(rules);
                }
                write(tx, event.id, rules).await?;
                Entry::new(actor, AuditAction::TicketRulesChanged, event.id)
                    .change("exchanges", before.exchanges, rules.exchanges)
                    .change(
                        "changes_close_hours",
                        before.changes_close_hours,
                        rules.changes_close_hours,
                    )
                    .change("changes_closed", before.changes_closed, rules.changes_closed)
                    .record(tx)
                    .await?;
                Ok(rules)
            })
        })
        .await
}

async fn write(
    tx: &mut PgConnection,
    event: EventId,
    rules: TicketRules,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO ticket_rules (event_id, exchanges, changes_close_hours, changes_closed)
         VALUES ($1, $2, $3, $4)
         ON CONFLICT (event_id) DO UPDATE SET exchanges = excluded.exchanges,
             changes_close_hours = excluded.changes_close_hours,
             changes_closed = excluded.changes_closed",
    )
    .bind(event)
    .bind(rules.exchanges)
    .bind(i32::try_from(rules.changes_close_hours).unwrap_or(i32::MAX))
    .bind(rules.changes_closed)
    .execute(tx)
    .await?;
    Ok(())
}

/// Gives a copy of an event its rules; what was ended by hand is open in the copy.
pub(crate) async fn copy_rules(
    tx: &mut PgConnection,
    (from, to): (EventId, EventId),
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO ticket_rules (event_id, exchanges, changes_close_hours)
         SELECT $2, exchanges, changes_close_hours FROM ticket_rules WHERE event_id = $1",
    )
    .bind(from)
    .bind(to)
    .execute(tx)
    .await?;
    Ok(())
}

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
