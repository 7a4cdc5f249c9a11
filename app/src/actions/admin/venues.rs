//! Everybody's venues, asked for by the query string of their page.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::Page;
use types::ids::{UserId, VenueId};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdminVenueLine {
    pub id: VenueId,
    pub name: String,
    pub address: String,
    pub events_count: i64,
    pub organizer: UserId,
    pub organizer_name: String,
}

#[server(prefix = "/fn", endpoint = "admin-venues", protocol = Get)]
pub async fn load_admin_venues(
    #[server(default)] search: String,
    #[server(default)] used: String,
    #[server(default)] page: String,
) -> AppResult<Page<AdminVenueLine>> {
    use types::PageRequest;
    use types::query::{boolean, given};
    const PAGE_SIZE: u32 = 20;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let needle = types::text::needle(&search);
    let search = given(Some(needle.as_str()));
    let used = given(Some(used.as_str())).and_then(boolean);
    let page = PageRequest::new(page.parse().unwrap_or(1), PAGE_SIZE);
    let found = domain::events::admin_venues(&hub, actor, (search, used), page).await;
    Ok(crate::forms::answer(found)?.map(|found| AdminVenueLine {
        id: found.venue.id,
        name: found.venue.name,
        address: found.venue.address,
        events_count: found.venue.events_count,
        organizer: found.organizer.id,
        organizer_name: found.organizer.display_name,
    }))
}
