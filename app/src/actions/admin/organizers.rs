//! Organizers whom nobody trusts yet.

use crate::error::AppResult;
use crate::transport::Get;
use chrono::NaiveDate;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::Page;
use types::ids::UserId;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizerLine {
    pub id: UserId,
    pub name: String,
    pub email: String,
    /// In UTC.
    pub joined: NaiveDate,
    pub open_events: i64,
    pub hidden_events: i64,
    pub open_events_max: Option<i32>,
}

#[server(prefix = "/fn", endpoint = "admin-organizers", protocol = Get)]
pub async fn load_admin_organizers(
    #[server(default)] page: String,
) -> AppResult<Page<OrganizerLine>> {
    use types::PageRequest;
    const PAGE_SIZE: u32 = 20;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let page = PageRequest::new(page.parse().unwrap_or(1), PAGE_SIZE);
    let found = domain::events::admin_organizers(&hub, actor, Some(false), page).await;
    Ok(crate::forms::answer(found)?.map(|organizer| OrganizerLine {
        id: organizer.id,
        name: organizer.display_name,
        email: organizer.email,
        joined: organizer.created_at.date_naive(),
        open_events: organizer.open_events,
        hidden_events: organizer.hidden_events,
        open_events_max: organizer.open_events_max,
    }))
}
