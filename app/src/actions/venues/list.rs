//! The caller's venues, by name.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::Page;
use types::venues::Venue;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VenueList {
    pub page: Page<Venue>,
    /// For the one venue that the page's form adds.
    pub key: String,
}

#[server(prefix = "/fn", endpoint = "venues", protocol = Get)]
pub async fn venues(#[server(default)] page: u32) -> AppResult<VenueList> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let wanted = types::PageRequest::new(page.max(1), 50);
    let page = crate::forms::answer(domain::events::venues(&hub, actor, wanted).await)?;
    Ok(VenueList { page, key: crate::actions::idempotency_key::new() })
}
