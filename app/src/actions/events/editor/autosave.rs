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
) -> AppResult<Autosaved> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let form = super::save::settled(form);
    crate::forms::answer(if event.is_empty() {
        domain::events::start_draft(&hub, actor, form).await
    } else {
        domain::events::autosave(&hub, actor, &event, form, version).await
    })
}
