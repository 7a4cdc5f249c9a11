//! The platform in numbers.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use types::statistics::PlatformStatistics;

#[server(prefix = "/fn", endpoint = "admin-overview", protocol = Get)]
pub async fn admin_overview() -> AppResult<PlatformStatistics> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    crate::forms::answer(domain::statistics::of_platform(&hub, actor).await)
}
