//! The search in the workplace.

use crate::error::AppResult;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use types::workplace::Found;

#[server(prefix = "/fn", endpoint = "organize-search", input = GetUrl)]
pub async fn search(#[server(default)] text: String) -> AppResult<Found> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    crate::forms::answer(domain::workplace::search(&hub, actor, &text).await)
}
