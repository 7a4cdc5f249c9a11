//! Who changed what: one line for every write of an organizer or admin, in the same transaction.

use crate::actor::Actor;
use crate::ids::new_id;
use sqlx::postgres::PgConnection;

/// # Errors
/// What the database says.
pub async fn record(
    connection: &mut PgConnection,
    actor: Actor,
    action: &str,
    subject: String,
    detail: serde_json::Value,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO audit_log (id, actor_id, action, subject, detail) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(new_id())
    .bind(actor.user_id())
    .bind(action)
    .bind(subject)
    .bind(detail)
    .execute(connection)
    .await?;
    Ok(())
}
