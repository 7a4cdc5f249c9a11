//! The SQL of the audit log.

use super::Entry;
use crate::ids::new_id;
use sqlx::postgres::PgConnection;
use sqlx::types::Json;

/// Writes entries in their order, with one statement.
///
/// # Errors
/// What the database says.
pub(crate) async fn record_each(
    connection: &mut PgConnection,
    entries: Vec<Entry>,
) -> Result<(), sqlx::Error> {
    if entries.is_empty() {
        return Ok(());
    }
    let of =
        |column: fn(&Entry) -> Option<uuid::Uuid>| entries.iter().map(column).collect::<Vec<_>>();
    sqlx::query(
        "INSERT INTO audit_log
             (id, actor_id, action, subject, event_id, booking_id, reason, changes, detail, network)
         SELECT e.id, e.actor, e.action, e.subject,
             coalesce(e.event, (SELECT b.event_id FROM bookings b WHERE b.id = e.booking)),
             e.booking, e.reason, e.changes, e.detail, e.network::cidr
         FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::uuid[],
             $7::text[], $8::jsonb[], $9::jsonb[], $10::text[]) WITH ORDINALITY
             AS e (id, actor, action, subject, event, booking, reason, changes, detail, network, place)
         ORDER BY e.place",
    )
    .bind(entries.iter().map(|_| new_id()).collect::<Vec<_>>())
    .bind(of(|entry| entry.actor.map(|actor| actor.0)))
    .bind(entries.iter().map(|entry| entry.action).collect::<Vec<_>>())
    .bind(entries.iter().map(|entry| entry.object.to_string()).collect::<Vec<_>>())
    .bind(of(|entry| entry.event))
    .bind(of(|entry| entry.booking))
    .bind(entries.iter().map(|entry| entry.reason.clone()).collect::<Vec<_>>())
    .bind(entries.iter().map(|entry| Json(entry.changes.clone())).collect::<Vec<_>>())
    .bind(entries.iter().map(Entry::details).collect::<Vec<_>>())
    .bind(entries.iter().map(|entry| entry.network.clone()).collect::<Vec<_>>())
    .execute(connection)
    .await?;
    Ok(())
}
