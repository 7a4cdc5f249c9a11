//! Cancel a message that waits; leads back to it.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "organize-cancel-message";

#[server(prefix = "/fn", endpoint = "organize-cancel-message", protocol = Post)]
pub async fn cancel_message(
    #[server(default)] slug: String,
    #[server(default)] id: String,
) -> AppResult<()> {
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = id.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        domain::messages::cancel(&hub, actor, &slug, id).await.map_err(Failure::from)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    if crate::http::is_plain_navigation() {
        crate::forms::go(&crate::paths::organize_message(&slug, &id));
    }
    Ok(())
}
