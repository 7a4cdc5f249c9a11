//! Writing, changing and taking back a review.

use super::policy;
use super::store::{self, ReviewRow};
use crate::accounts;
use crate::audit::Entry;
use crate::db::violated;
use crate::events::visible;
use crate::ids::new_id;
use crate::{Actor, Allowed, Error, Hub};
use sqlx::postgres::PgConnection;
use types::ErrorCode;
use types::history::AuditAction;
use types::ids::{EventId, ReviewId, UserId};
use types::reviews::{Review, ReviewInput};

/// Whether the caller may review an event, as soon as it is over.
///
/// # Errors
/// `not_found`, `not_attended`.
pub async fn may_write(hub: &Hub, actor: Actor, event: &str) -> Result<Allowed, Error> {
    let user = actor.require_user()?;
    let mut connection = hub.db.read().await?;
    let event = visible(&mut connection, actor, event).await?.id;
    if store::attended(&mut connection, event, user).await? {
        Ok(Allowed::looked())
    } else {
        Err(ErrorCode::NotAttended.into())
    }
}

/// Whether the caller may change a review.
///
/// # Errors
/// `not_found`, `forbidden` for another person's.
pub async fn may_change(hub: &Hub, actor: Actor, review: ReviewId) -> Result<Allowed, Error> {
    let user = actor.require_user()?;
    let mut connection = hub.db.read().await?;
    let row = store::find(&mut connection, review).await?.ok_or(ErrorCode::NotFound)?;
    if_own(user, row).map(|_| Allowed::looked())
}

/// Reviews an event that is over.
///
/// # Errors
/// `not_found`, `validation_failed`, `not_attended`, `event_not_ended`, `already_reviewed`.
pub async fn create(
    hub: &Hub,
    actor: Actor,
    event: &str,
    input: ReviewInput,
) -> Result<Review, Error> {
    let user = actor.require_user()?;
    let (now, key) = (hub.now(), event.to_owned());
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let event = visible(tx, actor, &key).await?.id;
                let end = store::lock_event(tx, event).await?.ok_or(ErrorCode::NotFound)?;
                policy::may_review(store::attended(tx, event, user).await?, end, now)?;
                let words = policy::tidied(input)?;
                let id = ReviewId(new_id());
                store::insert(tx, id, event, user, &words).await.map_err(refusal)?;
                let entry = Entry::new(actor, AuditAction::ReviewWritten, id).event(event);
                entry.record(tx).await?;
                reread(tx, id).await
            })
        })
        .await
}

/// Changes one's own review; one that is hidden stays hidden.
///
/// # Errors
/// `not_found`, `forbidden` for another person's, `validation_failed`.
pub async fn update(
    hub: &Hub,
    actor: Actor,
    review: ReviewId,
    input: ReviewInput,
) -> Result<Review, Error> {
    let user = actor.require_user()?;
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let row = own_locked(tx, user, review).await?;
                let words = policy::tidied(input)?;
                store::update(tx, row.id, &words).await?;
                Entry::new(actor, AuditAction::ReviewChanged, row.id)
                    .event(row.event_id)
                    .change("rating", row.rating, words.0)
                    .record(tx)
                    .await?;
                reread(tx, row.id).await
            })
        })
        .await
}

/// Deletes the caller's own review; answers with what it was, so that it can be restored.
///
/// # Errors
/// `not_found`, `forbidden` for another person's, `review_hidden`.
pub async fn delete(
    hub: &Hub,
    actor: Actor,
    review: ReviewId,
) -> Result<(EventId, ReviewInput), Error> {
    let user = actor.require_user()?;
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let row = own_locked(tx, user, review).await?;
                if row.hidden_at.is_some() {
                    return Err(ErrorCode::ReviewHidden.into());
                }
                store::delete(tx, row.id).await?;
                let entry = Entry::new(actor, AuditAction::ReviewDeleted, row.id);
                entry.event(row.event_id).record(tx).await?;
                Ok((row.event_id, ReviewInput { rating: row.rating.into(), comment: row.comment }))
            })
        })
        .await
}

/// The review as it is once its event is locked: two that change it come one after the other.
pub(super) async fn locked(tx: &mut PgConnection, review: ReviewId) -> Result<ReviewRow, Error> {
    let row = store::find(tx, review).await?.ok_or(ErrorCode::NotFound)?;
    store::lock_event(tx, row.event_id).await?;
    store::find(tx, review).await?.ok_or_else(|| ErrorCode::NotFound.into())
}

/// Locks the caller's review: another person's hidden one is not found, their visible one
/// forbidden.
async fn own_locked(
    tx: &mut PgConnection,
    user: UserId,
    review: ReviewId,
) -> Result<ReviewRow, Error> {
    if_own(user, locked(tx, review).await?)
}

fn if_own(user: UserId, row: ReviewRow) -> Result<ReviewRow, Error> {
    if row.user_id == user {
        Ok(row)
    } else if row.hidden_at.is_some() {
        Err(ErrorCode::NotFound.into())
    } else {
        Err(ErrorCode::Forbidden.into())
    }
}

pub(super) async fn reread(tx: &mut PgConnection, review: ReviewId) -> Result<Review, Error> {
    store::find(tx, review).await?.map(Review::from).ok_or_else(|| ErrorCode::NotFound.into())
}

fn refusal(error: sqlx::Error) -> Error {
    match violated(&error) {
        Some("reviews_one_each_key") => ErrorCode::AlreadyReviewed.into(),
        _ => error.into(),
    }
}
