//! The organizer's answer: one a review, public like it. It is not changed under the eyes of who has
//! read it, but taken back and written anew, and the history says so.

use super::service::{locked, reread};
use super::store::{self, ReviewRow};
use crate::accounts;
use crate::audit::Entry;
use crate::events::{EventRight, own_locked, owned};
use crate::notifications::{MailKind, queue_about_booking};
use crate::{Actor, Allowed, Error, Hub};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::ErrorCode;
use types::history::AuditAction;
use types::ids::ReviewId;
use types::reviews::{ReplyToReview, Review};

/// Whether the caller may answer a review.
///
/// # Errors
/// `not_found`, also for a review that is hidden; `forbidden` without the right to edit the event.
pub async fn may_reply(hub: &Hub, actor: Actor, review: ReviewId) -> Result<Allowed, Error> {
    actor.require_user()?;
    let mut connection = hub.db.read().await?;
    let row = shown(store::find(&mut connection, review).await?)?;
    let event = row.event_id.to_string();
    owned(&mut connection, actor, &event, EventRight::Edit).await?;
    Ok(Allowed::looked())
}

/// Answers a review and tells its author. The same answer again changes nothing.
///
/// # Errors
/// `not_found`, `forbidden`, `validation_failed`, `already_replied` where there is another answer.
pub async fn reply(
    hub: &Hub,
    actor: Actor,
    review: ReviewId,
    mut input: ReplyToReview,
) -> Result<Review, Error> {
    may_reply(hub, actor, review).await?;
    input.check()?;
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let row = own(tx, actor, review).await?;
                match row.reply {
                    Some(said) if said == input.text => return reread(tx, row.id).await,
                    Some(_) => return Err(ErrorCode::AlreadyReplied.into()),
                    None => store::set_reply(tx, row.id, Some(&input.text)).await?,
                }
                Entry::new(actor, AuditAction::ReviewReplied, row.id)
                    .event(row.event_id)
                    .changed("reply")
                    .record(tx)
                    .await?;
                // Once for a review: an answer that was taken back and written anew is no news.
                if let Some(booking) = store::booking_of(tx, row.event_id, row.user_id).await? {
                    let kind = MailKind::ReviewReplied;
                    queue_about_booking(tx, kind, row.id.0, booking, row.user_id, json!({}))
                        .await?;
                }
                reread(tx, row.id).await
            })
        })
        .await
}

/// Takes the answer back; nothing changes where there is none.
///
/// # Errors
/// `not_found`, `forbidden`.
pub async fn withdraw_reply(hub: &Hub, actor: Actor, review: ReviewId) -> Result<Review, Error> {
    actor.require_user()?;
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let row = own(tx, actor, review).await?;
                if row.reply.is_some() {
                    store::set_reply(tx, row.id, None).await?;
                    Entry::new(actor, AuditAction::ReviewReplyWithdrawn, row.id)
                        .event(row.event_id)
                        .changed("reply")
                        .record(tx)
                        .await?;
                }
                reread(tx, row.id).await
            })
        })
        .await
}

/// The review with its event locked, for who may edit that.
async fn own(tx: &mut PgConnection, actor: Actor, review: ReviewId) -> Result<ReviewRow, Error> {
    accounts::acting(tx, actor).await?;
    let event = shown(store::find(tx, review).await?)?.event_id.to_string();
    own_locked(tx, actor, &event, EventRight::Edit).await?;
    shown(Some(locked(tx, review).await?))
}

/// What is hidden is between its author and the admins.
fn shown(row: Option<ReviewRow>) -> Result<ReviewRow, Error> {
    row.filter(|row| row.hidden_at.is_none()).ok_or_else(|| ErrorCode::NotFound.into())
}
