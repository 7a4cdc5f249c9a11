//! Make sessions of the lines that the caller pasted; leads back to the agenda.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "organize-add-pasted";

/// `which` is `all`, or `good` for those lines that nothing is wrong with.
#[server(prefix = "/fn", endpoint = "organize-add-pasted", protocol = Post)]
pub async fn add_pasted(
    #[server(default)] slug: String,
    #[server(default)] which: String,
    #[server(default)] key: String,
) -> AppResult<()> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let key = crate::actions::idempotency_key::parse(&key)?;
        let done = domain::sessions::add_pasted(&hub, actor, &slug, which == "good", key).await;
        done.map_err(|refusal| refusal.failure)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    crate::forms::go(&crate::paths::organize_agenda(&slug));
    Ok(())
}
