//! The event that a page of the workplace is about.

use crate::error::AppResult;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use types::workplace::EventHead;

#[server(prefix = "/fn", endpoint = "organize-event", input = GetUrl)]
pub async fn organized_event(#[server(default)] slug: String) -> AppResult<EventHead> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    crate::forms::answer(domain::workplace::event_head(&hub, actor, &slug).await)
}
