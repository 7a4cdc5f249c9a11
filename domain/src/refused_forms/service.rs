//! Keeping what was typed for the moment between a refusal and the page that shows it.

use crate::ids::new_id;
use crate::retention::forget_oldest;
use crate::{Actor, Error, Hub};
use types::ErrorCode;
use types::ids::RefusedFormId;

/// Bytes of one form.
pub const CONTENT_MAX: usize = 500_000;
/// Forms of one person; the oldest give way.
const KEPT: i64 = 3;

/// Keeps what the caller typed, for a day at most.
///
/// # Errors
/// Denied to who is not logged in; `payload_too_large`.
pub async fn keep(hub: &Hub, actor: Actor, content: String) -> Result<RefusedFormId, Error> {
    let owner = actor.require_user()?;
    if content.len() > CONTENT_MAX {
        return Err(ErrorCode::PayloadTooLarge.into());
    }
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let id: RefusedFormId = new_id().into();
                sqlx::query(
                    "INSERT INTO refused_forms (id, owner_id, content) VALUES ($1, $2, $3)",
                )
                .bind(id)
                .bind(owner)
                .bind(content)
                .execute(&mut *tx)
                .await?;
                forget_oldest(tx, "refused_forms", owner, KEPT).await?;
                Ok::<_, Error>(id)
            })
        })
        .await
}

/// Gives the caller back what they typed, once; none where there is nothing of theirs.
///
/// # Errors
/// Denied to who is not logged in.
pub async fn take(hub: &Hub, actor: Actor, id: RefusedFormId) -> Result<Option<String>, Error> {
    let owner = actor.require_user()?;
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let content = sqlx::query_scalar(
                    "DELETE FROM refused_forms WHERE id = $1 AND owner_id = $2 RETURNING content",
                )
                .bind(id)
                .bind(owner)
                .fetch_optional(tx)
                .await?;
                Ok::<_, Error>(content)
            })
        })
        .await
}
