//! The search in the workplace.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use types::workplace::Found;

#[server(prefix = "/fn", endpoint = "organize-search", protocol = Get)]
pub async fn search(#[server(default)] text: String) -> AppResult<Found> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    crate::forms::answer(domain::workplace::search(&hub, actor, &text).await)
}
