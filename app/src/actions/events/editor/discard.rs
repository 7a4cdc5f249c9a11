//! What was typed and not saved is given up: the form shows the event as it is.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

#[server(prefix = "/fn", endpoint = "discard-event-form", protocol = Post)]
pub async fn discard_event_form(#[server(default)] event: String) -> AppResult<()> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    crate::forms::answer(domain::events::discard_form(&hub, actor, &event).await)?;
    crate::forms::back();
    Ok(())
}
