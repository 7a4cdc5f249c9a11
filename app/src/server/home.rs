//! What the front page shows.

use super::views::HomeView;
use crate::error::AppResult;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[server(prefix = "/fn", endpoint = "home", input = GetUrl)]
pub async fn home() -> AppResult<HomeView> {
    use types::PageRequest;
    use types::events::EventQuery;
    let (hub, actor, locale) = (crate::ssr::hub()?, crate::ssr::actor(), crate::ssr::locale());
    let soon = EventQuery { page: PageRequest::new(1, 6), ..EventQuery::default() };
    let few = EventQuery { available: Some(true), page: PageRequest::new(1, 3), ..soon.clone() };
    let free = EventQuery { is_free: Some(true), ..few.clone() };
    let online = EventQuery { online: Some(true), ..few };
    let soonest = domain::events::list(&hub, actor, &soon, locale).await?;
    let free = domain::events::list(&hub, actor, &free, locale).await?;
    let online = domain::events::list(&hub, actor, &online, locale).await?;
    Ok(HomeView {
        count: soonest.count,
        soonest: soonest.map(Into::into).results,
        free: free.map(Into::into).results,
        online: online.map(Into::into).results,
        categories: domain::events::categories(&hub, locale).await?,
    })
}
