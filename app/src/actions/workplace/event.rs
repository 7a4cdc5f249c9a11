//! The event that a page of the workplace is about.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use types::workplace::EventHead;

#[server(prefix = "/fn", endpoint = "organize-event", protocol = Get)]
pub async fn organized_event(#[server(default)] slug: String) -> AppResult<EventHead> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    crate::forms::answer(domain::workplace::event_head(&hub, actor, &slug).await)
}
