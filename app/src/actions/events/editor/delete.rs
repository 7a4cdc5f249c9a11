//! An event of which nothing was sold is deleted.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "delete-event";

#[server(prefix = "/fn", endpoint = "delete-event", protocol = Post)]
pub async fn delete_event(#[server(default)] event: String) -> AppResult<()> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = domain::events::delete(&hub, actor, &event).await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::EventDeleted);
    crate::forms::go(crate::paths::ORGANIZE);
    Ok(())
}
