//! The caller's venues, by name.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use types::Page;
use types::venues::Venue;

#[server(prefix = "/fn", endpoint = "venues", protocol = Get)]
pub async fn venues(#[server(default)] page: u32) -> AppResult<Page<Venue>> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let wanted = types::PageRequest::new(page.max(1), 50);
    crate::forms::answer(domain::events::venues(&hub, actor, wanted).await)
}
