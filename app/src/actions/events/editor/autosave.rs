//! The form is kept as it is typed; the first time, a draft is made of it.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;
use types::event_form::{Autosaved, EventForm};

#[server(prefix = "/fn", endpoint = "keep-event-form", protocol = Post)]
pub async fn keep_event_form(
    form: EventForm,
    #[server(default)] event: String,
    #[server(default)] version: i32,
    #[server(default)] key: String,
) -> AppResult<Autosaved> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let form = super::save::settled(form);
    let (mut event, mut version) = (event, version);
    if event.is_empty() {
        let key = crate::forms::answer(crate::actions::idempotency_key::parse(&key))?;
        let begun = domain::events::start_draft_once(&hub, actor, form.clone(), key).await;
        let begun = crate::forms::answer(begun.map_err(|refusal| refusal.failure))?;
        if !begun.replayed {
            return Ok(begun.value);
        }
        // The draft was made by a request before this one, perhaps of less text.
        (event, version) = (begun.value.event.to_string(), begun.value.version);
    }
    crate::forms::answer(domain::events::autosave(&hub, actor, &event, form, version).await)
}
