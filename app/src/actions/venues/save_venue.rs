//! A venue is added, or changed.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "save-venue";

#[server(prefix = "/fn", endpoint = "save-venue", protocol = Post)]
pub async fn save_venue(
    #[server(default)] id: String,
    #[server(default)] name: String,
    #[server(default)] address: String,
    #[server(default)] notes: String,
) -> AppResult<()> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let typed = [("name", &*name), ("address", &*address), ("notes", &*notes)];
    let notes = Some(notes.replace("\r\n", "\n"));
    let input = types::venues::VenueInput { name: name.clone(), address: address.clone(), notes };
    let result = if id.is_empty() {
        domain::events::create_venue(&hub, actor, input).await.map_err(types::Failure::from)
    } else {
        let id = crate::forms::answer(id.parse().map_err(|_| types::ErrorCode::NotFound))?;
        domain::events::update_venue(&hub, actor, id, input).await.map_err(types::Failure::from)
    };
    crate::forms::form_answer(ENDPOINT, &typed, result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::VenueSaved);
    crate::forms::go(crate::paths::ORGANIZE_VENUES);
    Ok(())
}
