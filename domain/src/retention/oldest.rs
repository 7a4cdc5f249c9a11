//! What one person may keep only so many of at a time.

use sqlx::AssertSqlSafe;
use sqlx::postgres::PgConnection;
use types::ids::UserId;

/// Forgets what the owner has in this table beyond so many rows: the oldest give way.
pub(crate) async fn forget_oldest(
    tx: &mut PgConnection,
    table: &'static str,
    owner: UserId,
    kept: i64,
) -> Result<(), sqlx::Error> {
    let sql = format!(
        "DELETE FROM {table} WHERE id IN (
             SELECT id FROM {table} WHERE owner_id = $1
             ORDER BY created_at DESC, id DESC OFFSET $2)"
    );
    sqlx::query(AssertSqlSafe(sql)).bind(owner).bind(kept).execute(tx).await?;
    Ok(())
}
