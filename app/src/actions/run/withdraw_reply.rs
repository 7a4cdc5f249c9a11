//! Take the answer to a review back; leads to the list of them.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "organize-withdraw-reply";

#[server(prefix = "/fn", endpoint = "organize-withdraw-reply", protocol = Post)]
pub async fn withdraw_reply(
    #[server(default)] slug: String,
    #[server(default)] review: String,
) -> AppResult<()> {
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = review.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        domain::reviews::withdraw_reply(&hub, actor, id).await.map_err(Failure::from)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    if crate::http::is_plain_navigation() {
        crate::forms::go(&crate::paths::organize_reviews(&slug));
    }
    Ok(())
}
