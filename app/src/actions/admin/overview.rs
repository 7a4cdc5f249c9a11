//! The platform in numbers, asked for by the query of its page.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::statistics::PlatformStatistics;

/// The numbers of a period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OverviewView {
    pub numbers: PlatformStatistics,
    /// The address asked for a period that there is not.
    pub ignored: bool,
    /// It asked for hours by the clock of a zone that there is not.
    pub zone_ignored: bool,
}

#[server(prefix = "/fn", endpoint = "admin-overview", protocol = Get)]
pub async fn admin_overview(
    #[server(default)] from: String,
    #[server(default)] to: String,
    #[server(default)] interval: String,
    #[server(default)] timezone: String,
) -> AppResult<OverviewView> {
    use types::statistics::PlatformQuery;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let query = PlatformQuery::read(Some(&from), Some(&to), Some(&interval));
    let ignored = query.is_err();
    crate::forms::answer(actor.require_admin())?;
    let wanted = Some(timezone).filter(|zone| !zone.trim().is_empty());
    let zone_ignored =
        wanted.as_ref().is_some_and(|zone| domain::events::parse_zone(zone.trim()).is_none());
    let zone = match wanted.filter(|_| !zone_ignored) {
        Some(zone) => zone,
        // By the reader's own clock.
        None => crate::forms::answer(domain::accounts::me(&hub, actor).await)?.timezone,
    };
    let query = query.unwrap_or_default();
    let numbers = domain::statistics::of_platform(&hub, actor, query, zone.trim()).await;
    Ok(OverviewView { numbers: crate::forms::answer(numbers)?, ignored, zone_ignored })
}
