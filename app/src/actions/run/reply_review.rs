//! Answer a review; leads to the list of them.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "organize-reply-review";

#[server(prefix = "/fn", endpoint = "organize-reply-review", protocol = Post)]
pub async fn reply_review(
    #[server(default)] slug: String,
    #[server(default)] review: String,
    #[server(default)] text: String,
) -> AppResult<()> {
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = review.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        let input = types::reviews::ReplyToReview { text: text.clone() };
        domain::reviews::reply(&hub, actor, id, input).await.map_err(Failure::from)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &[("text", &text)], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    if crate::http::is_plain_navigation() {
        crate::forms::go(&crate::paths::organize_reviews(&slug));
    }
    Ok(())
}
