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
}

#[server(prefix = "/fn", endpoint = "admin-overview", protocol = Get)]
pub async fn admin_overview(
    #[server(default)] from: String,
    #[server(default)] to: String,
    #[server(default)] interval: String,
) -> AppResult<OverviewView> {
    use types::statistics::PlatformQuery;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let query = PlatformQuery::read(Some(&from), Some(&to), Some(&interval));
    let ignored = query.is_err();
    let numbers = domain::statistics::of_platform(&hub, actor, query.unwrap_or_default()).await;
    Ok(OverviewView { numbers: crate::forms::answer(numbers)?, ignored })
}
