//! Delete a category without events; leads back to the list.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "admin-delete-category";

#[server(prefix = "/fn", endpoint = "admin-delete-category", protocol = Post)]
pub async fn delete_category(#[server(default)] id: String) -> AppResult<()> {
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = id.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        domain::events::delete_category(&hub, actor, id).await.map_err(Failure::from)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    if crate::http::is_plain_navigation() {
        crate::forms::go(crate::paths::ADMIN_CATEGORIES);
    }
    Ok(())
}
