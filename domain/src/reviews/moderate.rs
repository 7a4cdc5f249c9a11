//! Hiding what must not be shown, with a reason, and showing it again.

use super::service::{locked, reread};
use super::store;
use crate::accounts;
use crate::audit::Entry;
use crate::ids::new_id;
use crate::notifications::{MailKind, queue_to};
use crate::{Actor, Allowed, Error, Hub};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::ErrorCode;
use types::history::AuditAction;
use types::ids::ReviewId;
use types::reviews::{HideReview, Review};

/// Whether the caller may hide a review.
///
/// # Errors
/// `forbidden` for anyone but an admin, `not_found`.
pub async fn may_moderate(hub: &Hub, actor: Actor, review: ReviewId) -> Result<Allowed, Error> {
    let allowed = actor.may_as_admin()?;
    let mut connection = hub.db.read().await?;
    let found = store::find(&mut connection, review).await?;
    found.map(|_| allowed).ok_or_else(|| ErrorCode::NotFound.into())
}

/// Hides a review: only its author and admins see it, and its stars count nowhere. Hiding it again
/// gives it another reason.
///
/// # Errors
/// `forbidden` for anyone but an admin, `not_found`, `validation_failed`.
pub async fn hide(
    hub: &Hub,
    actor: Actor,
    review: ReviewId,
    mut input: HideReview,
) -> Result<Review, Error> {
    may_moderate(hub, actor, review).await?;
    input.check()?;
    change(hub, actor, review, Some(input.reason)).await
}

/// Shows a hidden review again; one that is not hidden stays as it is, and
/// what was reported of it is settled.
///
/// # Errors
/// `forbidden` for anyone but an admin, `not_found`.
pub async fn restore(hub: &Hub, actor: Actor, review: ReviewId) -> Result<Review, Error> {
    actor.require_admin()?;
    change(hub, actor, review, None).await
}

async fn change(
    hub: &Hub,
    actor: Actor,
    review: ReviewId,
    reason: Option<String>,
) -> Result<Review, Error> {
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let row = locked(tx, review).await?;
                // Whichever way an admin decides, the reports have been looked at.
                let handled = store::reports::handle(tx, row.id).await? > 0;
                if row.hide_reason != reason || handled {
                    store::set_hidden(tx, row.id, reason.as_deref()).await?;
                    let action = match reason {
                        Some(_) => AuditAction::ReviewHidden,
                        None => AuditAction::ReviewRestored,
                    };
                    // Both reasons stay on record, whatever becomes of the review.
                    let detail = json!({ "before": row.hide_reason });
                    let entry = Entry::new(actor, action, row.id).event(row.event_id);
                    let said = reason.as_deref().unwrap_or_default();
                    entry.reason(said).detail(detail).record(tx).await?;
                }
                if row.hide_reason != reason {
                    tell(tx, &row, reason.as_deref()).await?;
                }
                reread(tx, row.id).await
            })
        })
        .await
}

/// Tells the author what became of their review.
async fn tell(
    tx: &mut PgConnection,
    row: &store::ReviewRow,
    reason: Option<&str>,
) -> Result<(), sqlx::Error> {
    let (event, slug) = store::event_named(tx, row.event_id).await?;
    let kind = if reason.is_some() { MailKind::ReviewHidden } else { MailKind::ReviewRestored };
    let data = json!({
        "event_id": row.event_id, "event": event, "slug": slug, "reason": reason,
    });
    queue_to(tx, kind, new_id(), row.user_id, None, data).await
}
