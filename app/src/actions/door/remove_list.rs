//! Take a check-in list away.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "remove-check-in-list";

#[server(prefix = "/fn", endpoint = "remove-check-in-list", protocol = Post)]
pub async fn remove_check_in_list(
    #[server(default)] slug: String,
    #[server(default)] list: String,
) -> AppResult<()> {
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = list.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        let removed = domain::attendance::remove_list(&hub, actor, &slug, id).await;
        removed.map(drop).map_err(Failure::from)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    crate::forms::back();
    Ok(())
}
