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
    #[server(default)] key: String,
) -> AppResult<()> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let typed = [("name", &*name), ("address", &*address), ("notes", &*notes)];
    let notes = Some(notes.replace("\r\n", "\n"));
    let input = types::venues::VenueInput { name: name.clone(), address: address.clone(), notes };
    let result = async {
        if id.is_empty() {
            let key = crate::actions::idempotency_key::parse(&key)?;
            let made = domain::events::create_venue_once(&hub, actor, input, key).await;
            return made.map(|answer| answer.value).map_err(|refusal| refusal.failure);
        }
        let id = id.parse().map_err(|_| types::Failure::new(types::ErrorCode::NotFound))?;
        Ok(domain::events::update_venue(&hub, actor, id, input).await?)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &typed, result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::VenueSaved);
    crate::forms::go(crate::paths::ORGANIZE_VENUES);
    Ok(())
}
