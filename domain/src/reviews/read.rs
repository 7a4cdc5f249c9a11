//! Reviews as everyone sees them, and the caller's own.

use super::store;
use crate::events::{EventRight, owned, visible};
use crate::{Actor, Error, Hub};
use types::ids::EventId;
use types::reviews::{AnswerFilter, RatingSummary, Review};
use types::{Page, PageRequest};

/// A page of an event's visible reviews, newest first, with what all of them come to.
///
/// # Errors
/// `not_found` where the caller may not know of the event.
pub async fn list(
    hub: &Hub,
    actor: Actor,
    event: &str,
    page: PageRequest,
) -> Result<(RatingSummary, Page<Review>), Error> {
    let mut connection = hub.db.public().await?;
    let event = visible(&mut connection, actor, event).await?;
    let summary = store::summary(&mut connection, event.id).await?;
    let rows = if page.offset() < summary.count.into() {
        let rows = (page.limit(), page.offset());
        store::page(&mut connection, event.id, AnswerFilter::All, rows).await?
    } else {
        Vec::new()
    };
    let reviews = rows.into_iter().map(Review::from).collect();
    Ok((summary, Page::new(page, summary.count.into(), reviews)))
}

/// An event's visible reviews, as who answers them sees them.
#[derive(Clone, Debug)]
pub struct OrganizedReviews {
    pub summary: RatingSummary,
    /// Of all that are visible.
    pub unanswered: i64,
    /// IANA name.
    pub timezone: String,
    pub page: Page<Review>,
}

/// A page of an event's visible reviews for its organizer, newest first.
///
/// # Errors
/// Not found or denied.
pub async fn organized(
    hub: &Hub,
    actor: Actor,
    event: &str,
    answered: AnswerFilter,
    page: PageRequest,
) -> Result<OrganizedReviews, Error> {
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::Edit).await?;
    let summary = store::summary(&mut connection, event.id).await?;
    let unanswered = store::count_open(&mut connection, event.id).await?;
    let all = i64::from(summary.count);
    let count = match answered {
        AnswerFilter::All => all,
        AnswerFilter::Open => unanswered,
        AnswerFilter::Answered => all - unanswered,
    };
    let rows = (page.limit(), page.offset());
    let rows = store::page(&mut connection, event.id, answered, rows).await?;
    let reviews = rows.into_iter().map(Review::from).collect();
    let page = Page::new(page, count, reviews);
    Ok(OrganizedReviews { summary, unanswered, timezone: event.timezone, page })
}

/// The stars of an event that the caller may know of.
///
/// # Errors
/// `not_found`.
pub async fn summary(hub: &Hub, actor: Actor, event: &str) -> Result<RatingSummary, Error> {
    let mut connection = hub.db.public().await?;
    let event = visible(&mut connection, actor, event).await?;
    Ok(store::summary(&mut connection, event.id).await?)
}

/// What the caller may review, and has reviewed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallerReview {
    /// Has a confirmed booking for it.
    pub attended: bool,
    /// Their review, also where it was hidden.
    pub own: Option<Review>,
}

/// The caller's own review; the default for an anonymous caller.
///
/// # Errors
/// What the database says.
pub async fn of_caller(hub: &Hub, actor: Actor, event: EventId) -> Result<CallerReview, Error> {
    let Some(user) = actor.user_id() else { return Ok(CallerReview::default()) };
    let mut connection = hub.db.public().await?;
    let attended = store::attended(&mut connection, event, user).await?;
    let own = store::of_person(&mut connection, event, user).await?.map(Review::from);
    Ok(CallerReview { attended, own })
}
