//! Take an event off the catalogue, or put it back; leads to the list.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "admin-moderate-event";

/// `deed`: `restore`, else the event is hidden.
#[server(prefix = "/fn", endpoint = "admin-moderate-event", protocol = Post)]
pub async fn moderate_event(
    #[server(default)] event: String,
    #[server(default)] deed: String,
    #[server(default)] reason: String,
) -> AppResult<()> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let input = types::moderation::ModerateEvent { reason: reason.clone() };
    let result = match &*deed {
        "restore" => domain::events::restore(&hub, actor, &event, input).await,
        _ => domain::events::hide(&hub, actor, &event, input).await,
    };
    crate::forms::form_answer(ENDPOINT, &[("reason", &reason)], result.map(drop))?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    if crate::http::is_plain_navigation() {
        crate::forms::go(crate::paths::ADMIN_EVENTS);
    }
    Ok(())
}
