//! Hide a review, with a reason; leads back to the list.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "admin-hide-review";

#[server(prefix = "/fn", endpoint = "admin-hide-review", protocol = Post)]
pub async fn hide_review(
    #[server(default)] review: String,
    #[server(default)] reason: String,
) -> AppResult<()> {
    use types::reviews::HideReview as Hide;
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = review.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        let input = Hide { reason: reason.clone() };
        let hidden = domain::reviews::hide(&hub, actor, id, input).await;
        hidden.map(drop).map_err(Failure::from)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &[("reason", &reason)], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    if crate::http::is_plain_navigation() {
        crate::forms::go(crate::paths::ADMIN_REVIEWS);
    }
    Ok(())
}
