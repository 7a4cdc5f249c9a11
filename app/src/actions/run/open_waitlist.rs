//! Open or close an event's waitlist; leads back to it.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "organize-open-waitlist";

#[server(prefix = "/fn", endpoint = "organize-open-waitlist", protocol = Post)]
pub async fn open_waitlist(
    #[server(default)] slug: String,
    #[server(default)] open: String,
) -> AppResult<()> {
    use types::events::EventPatch;
    let (hub, actor, locale) = (crate::ssr::hub()?, crate::ssr::actor(), crate::ssr::locale());
    let patch = EventPatch { waitlist_open: Some(open == "true"), ..EventPatch::default() };
    let result = domain::events::patch(&hub, actor, &slug, patch, locale).await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    if crate::http::is_plain_navigation() {
        crate::forms::go(&crate::paths::organize_waitlist(&slug));
    }
    Ok(())
}
