//! One event, live.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::organizer::{EventFigures, OrganizerDashboard};

/// The dashboard, with what its links are made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DashboardView {
    pub dashboard: OrganizerDashboard,
    /// Where the site is, for links that are used elsewhere.
    pub base_url: String,
}

#[server(prefix = "/fn", endpoint = "dashboard", protocol = Get)]
pub async fn dashboard(
    #[server(default)] slug: String,
    #[server(default)] compare: String,
) -> AppResult<DashboardView> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let other = (!compare.is_empty()).then_some(&*compare);
    let mut result = domain::statistics::dashboard(&hub, actor, &slug, other).await;
    // What cannot be compared with is left out, and the page is still there.
    if other.is_some() && result.is_err() {
        result = domain::statistics::dashboard(&hub, actor, &slug, None).await;
    }
    let base_url = hub.settings.base_url.clone();
    crate::forms::answer(result.map(|dashboard| DashboardView { dashboard, base_url }))
}

/// Only what changes while one looks on.
#[server(prefix = "/fn", endpoint = "dashboard-figures", protocol = Get)]
pub async fn dashboard_figures(#[server(default)] slug: String) -> AppResult<EventFigures> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    crate::forms::answer(domain::statistics::figures(&hub, actor, &slug).await)
}
