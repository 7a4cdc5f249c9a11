//! An event's reviews for its organizer, asked for by the query string of their page.

use crate::actions::reviews::list::ReviewItem;
use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::Page;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizedReviews {
    /// The average in tenths of a star.
    pub average: Option<u8>,
    pub count: i64,
    pub unanswered: i64,
    pub page: Page<ReviewItem>,
}

/// `state`: `open` or `answered`, else all of them.
#[server(prefix = "/fn", endpoint = "organize-reviews", protocol = Get)]
pub async fn load_organized_reviews(
    #[server(default)] slug: String,
    #[server(default)] state: String,
    #[server(default)] page: String,
) -> AppResult<OrganizedReviews> {
    use crate::actions::events::views::tenths;
    use crate::actions::reviews::list::item;
    use types::PageRequest;
    use types::reviews::AnswerFilter;
    const PAGE_SIZE: u32 = 20;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let wanted = match &*state {
        "open" => AnswerFilter::Open,
        "answered" => AnswerFilter::Answered,
        _ => AnswerFilter::All,
    };
    let page = PageRequest::new(page.parse().unwrap_or(1), PAGE_SIZE);
    let found = domain::reviews::organized(&hub, actor, &slug, wanted, page).await;
    let found = crate::forms::answer(found)?;
    let zone = found.timezone.parse().unwrap_or(chrono_tz::Tz::UTC);
    Ok(OrganizedReviews {
        average: found.summary.average_rating.map(tenths),
        count: found.summary.count.into(),
        unanswered: found.unanswered,
        page: found.page.map(|review| item(review, zone)),
    })
}
