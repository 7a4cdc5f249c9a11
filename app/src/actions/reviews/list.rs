//! Reviews as an event page shows them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use types::Page;
use types::ids::ReviewId;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewItem {
    pub id: ReviewId,
    pub author: String,
    pub rating: u8,
    pub comment: String,
    /// In the event's zone.
    pub written: NaiveDate,
    pub edited: bool,
    /// Why it was hidden; only its author sees it then.
    pub hidden: Option<String>,
    pub reply: Option<ReplyItem>,
}

/// The organizer's answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyItem {
    pub text: String,
    /// In the event's zone.
    pub written: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewsView {
    /// The average in tenths of a star.
    pub average: Option<u8>,
    pub count: i32,
    /// From one star to five.
    pub stars: [i32; 5],
    pub page: Page<ReviewItem>,
    pub mine: Option<ReviewItem>,
    /// Whether the reader was there, so that their review is awaited.
    pub attended: bool,
    /// Whether the reader may report other people's.
    pub may_report: bool,
}

#[cfg(feature = "ssr")]
pub use server::{item, load};

#[cfg(feature = "ssr")]
mod server {
    use super::{ReplyItem, ReviewItem, ReviewsView};
    use crate::actions::events::views::tenths;
    use chrono_tz::Tz;
    use domain::{Actor, Hub, reviews};
    use types::events::EventView;
    use types::reviews::Review;
    use types::{Failure, PageRequest};

    const PAGE_SIZE: u32 = 10;

    /// Nothing for an event that is to come: there is nothing to say about it yet.
    pub async fn load(
        hub: &Hub,
        actor: Actor,
        view: &EventView,
        page: &str,
    ) -> Result<Option<ReviewsView>, Failure> {
        if !view.ended && view.event.reviews_count == 0 {
            return Ok(None);
        }
        let zone: Tz = view.event.timezone.parse().unwrap_or(Tz::UTC);
        let request = PageRequest::new(page.parse().unwrap_or(1), PAGE_SIZE);
        let id = view.event.id;
        let (summary, page) = reviews::list(hub, actor, &id.to_string(), request).await?;
        let standing = reviews::of_caller(hub, actor, id).await?;
        Ok(Some(ReviewsView {
            average: summary.average_rating.map(tenths),
            count: summary.count,
            stars: summary.stars.all(),
            page: page.map(|review| item(review, zone)),
            mine: standing.own.map(|review| item(review, zone)),
            attended: standing.attended && view.ended,
            may_report: actor.user_id().is_some(),
        }))
    }

    pub fn item(review: Review, zone: Tz) -> ReviewItem {
        let day = |at: chrono::DateTime<chrono::Utc>| at.with_timezone(&zone).date_naive();
        ReviewItem {
            id: review.id,
            author: review.author.display_name,
            rating: u8::try_from(review.rating).unwrap_or(5),
            comment: review.comment,
            written: day(review.created_at),
            edited: review.updated_at > review.created_at,
            hidden: review.hide_reason,
            reply: review
                .reply
                .map(|reply| ReplyItem { text: reply.text, written: day(reply.created_at) }),
        }
    }
}
