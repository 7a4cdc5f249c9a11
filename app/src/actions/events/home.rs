//! Content of the front page.

use crate::actions::events::views::HomeView;
use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;

#[server(prefix = "/fn", endpoint = "home", protocol = Get)]
pub async fn home() -> AppResult<HomeView> {
    use types::PageRequest;
    use types::events::{EventOrdering, EventQuery};
    let (hub, actor, locale) = (crate::ssr::hub()?, crate::ssr::actor(), crate::ssr::locale());
    let all = EventQuery { page: PageRequest::new(1, 1), ..EventQuery::default() };
    let few = EventQuery { available: Some(true), page: PageRequest::new(1, 3), ..all.clone() };
    let free = EventQuery { is_free: Some(true), ..few.clone() };
    let new = EventQuery { ordering: Some((EventOrdering::CreatedAt, true)), ..few.clone() };
    let few = EventQuery { online: Some(true), ..few };
    let all = domain::events::search(&hub, actor, &all, locale).await?;
    let (running, soonest) = domain::events::now_and_soon(&hub, actor, locale).await?;
    let list = async |query| domain::events::list(&hub, actor, query, locale).await;
    let zone = match actor.user_id() {
        // UTC is the default of every account and says nothing of where its owner is.
        Some(_) => domain::accounts::me(&hub, actor).await.ok().map(|me| me.timezone),
        None => None,
    };
    let zone = zone.filter(|zone| zone != "UTC");
    let near = match &zone {
        Some(zone) => domain::events::near(&hub, actor, zone, locale).await?,
        None => Vec::new(),
    };
    Ok(HomeView {
        count: all.page.count,
        capped: all.capped,
        running: running.into_iter().map(Into::into).collect(),
        soonest: soonest.into_iter().map(Into::into).collect(),
        free: list(&free).await?.map(Into::into).results,
        online: list(&few).await?.map(Into::into).results,
        newest: list(&new).await?.map(Into::into).results,
        categories: domain::events::categories(&hub, locale).await?,
        near: near.into_iter().map(Into::into).collect(),
        zone,
    })
}
