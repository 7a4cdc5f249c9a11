//! Reports of reviews to the admins, and what admins see of them.

use super::store;
use super::store::reports;
use crate::accounts;
use crate::audit::Entry;
use crate::events::visible;
use crate::{Actor, Allowed, Error, Hub};
use sqlx::postgres::PgConnection;
use types::history::AuditAction;
use types::ids::{ReviewId, UserId};
use types::reviews::{ModeratedReview, ModerationState, ReportReview, Review};
use types::{ErrorCode, Failure, Page, PageRequest};

/// Reviews that one person may report in a day.
const A_DAY: i64 = 20;
/// Seconds after which somebody who has reported that many may try again.
const AGAIN: u32 = 3600;

/// Whether the caller may report a review.
///
/// # Errors
/// `not_found` where they do not see it, `forbidden` for their own.
pub async fn may_report(hub: &Hub, actor: Actor, review: ReviewId) -> Result<Allowed, Error> {
    to_report(hub, actor, review).await.map(|_| Allowed::looked())
}

/// A review as it is about to be reported, and whether the caller has reported it before.
///
/// # Errors
/// `not_found` where the caller does not see it, `forbidden` for their own.
pub async fn to_report(hub: &Hub, actor: Actor, review: ReviewId) -> Result<(Review, bool), Error> {
    let user = actor.require_user()?;
    let mut connection = hub.db.read().await?;
    let review = seen(&mut connection, actor, user, review).await?;
    let reported = reports::is_by(&mut connection, review.id, user).await?;
    Ok((review, reported))
}

async fn seen(
    connection: &mut PgConnection,
    actor: Actor,
    user: UserId,
    review: ReviewId,
) -> Result<Review, Error> {
    let row = store::find(connection, review).await?.filter(|row| row.hidden_at.is_none());
    let row = row.ok_or(ErrorCode::NotFound)?;
    visible(connection, actor, &row.event_id.to_string()).await?;
    if row.user_id == user {
        return Err(ErrorCode::Forbidden.into());
    }
    Ok(row.into())
}

/// Tells the admins of a review that should not be shown.
///
/// # Errors
/// `not_found`, `forbidden` for one's own, `validation_failed`, `already_reported`,
/// `too_many_requests` after too many of a day.
pub async fn report(
    hub: &Hub,
    actor: Actor,
    review: ReviewId,
    mut input: ReportReview,
) -> Result<(), Error> {
    let user = actor.require_user()?;
    may_report(hub, actor, review).await?;
    input.check()?;
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                // Locks the account: one person's reports come one after the other.
                accounts::acting(tx, actor).await?;
                let review = seen(tx, actor, user, review).await?.id;
                if reports::of_today(tx, user).await? >= A_DAY {
                    let refused = Failure::new(ErrorCode::TooManyRequests);
                    return Err(Failure { retry_after: Some(AGAIN), ..refused }.into());
                }
                if !reports::insert(tx, review, user, &input.reason).await? {
                    return Err(ErrorCode::AlreadyReported.into());
                }
                // Not of the event's history: its organizer is not told who has reported what.
                Entry::new(actor, AuditAction::ReviewReported, review).record(tx).await?;
                Ok(())
            })
        })
        .await
}

/// Reviews with the reports of them: those that wait longest for a decision first, else the newest. Counted
/// and paged up to ten thousand.
///
/// # Errors
/// `forbidden` for anyone but an admin.
pub async fn moderated(
    hub: &Hub,
    actor: Actor,
    state: Option<ModerationState>,
    page: PageRequest,
) -> Result<Page<ModeratedReview>, Error> {
    actor.require_admin()?;
    let mut connection = hub.db.read().await?;
    let (count, found) = reports::page(&mut connection, state, page).await?;
    Ok(Page::new(page, count, found))
}
