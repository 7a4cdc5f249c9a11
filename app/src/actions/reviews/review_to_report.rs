//! A review that is about to be reported.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewToReport {
    pub author: String,
    pub comment: String,
    /// By the reader, before.
    pub reported: bool,
}

#[server(prefix = "/fn", endpoint = "review-to-report", protocol = Get)]
pub async fn load_review_to_report(#[server(default)] review: String) -> AppResult<ReviewToReport> {
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let found = async {
        let id = review.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        domain::reviews::to_report(&hub, actor, id).await.map_err(Failure::from)
    }
    .await;
    let (review, reported) = crate::forms::answer(found)?;
    let author = review.author.display_name;
    Ok(ReviewToReport { author, comment: review.comment, reported })
}
