//! Show a hidden review again, or let one stand that was reported; leads back to the list.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "admin-restore-review";

#[server(prefix = "/fn", endpoint = "admin-restore-review", protocol = Post)]
pub async fn restore_review(#[server(default)] review: String) -> AppResult<()> {
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = review.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        domain::reviews::restore(&hub, actor, id).await.map(drop).map_err(Failure::from)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    if crate::http::is_plain_navigation() {
        crate::forms::go(crate::paths::ADMIN_REVIEWS);
    }
    Ok(())
}
