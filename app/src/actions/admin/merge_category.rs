//! Merge a category into another one; leads back to the list.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "admin-merge-category";

#[server(prefix = "/fn", endpoint = "admin-merge-category", protocol = Post)]
pub async fn merge_category(
    #[server(default)] id: String,
    #[server(default)] into: String,
) -> AppResult<()> {
    use types::events::MergeCategory as Merge;
    use types::{ErrorCode, Failure};
    let (hub, actor, locale) = (crate::ssr::hub()?, crate::ssr::actor(), crate::ssr::locale());
    let result = async {
        let id = id.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        let input = Merge { into: into.clone() };
        let merged = domain::events::merge_category(&hub, actor, id, input, locale).await;
        merged.map(drop).map_err(Failure::from)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &[("into", &into)], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    if crate::http::is_plain_navigation() {
        crate::forms::go(crate::paths::ADMIN_CATEGORIES);
    }
    Ok(())
}
