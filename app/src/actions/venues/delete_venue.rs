//! A venue that no event is at is deleted.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "delete-venue";

#[server(prefix = "/fn", endpoint = "delete-venue", protocol = Post)]
pub async fn delete_venue(#[server(default)] id: String) -> AppResult<()> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let id = crate::forms::answer(id.parse().map_err(|_| types::ErrorCode::NotFound))?;
    let result = domain::events::delete_venue(&hub, actor, id).await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::VenueDeleted);
    crate::forms::go(crate::paths::ORGANIZE_VENUES);
    Ok(())
}
