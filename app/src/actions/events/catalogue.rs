//! The catalogue, asked for by the query string of its address.

use crate::actions::events::views::CatalogueView;
use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;

#[server(prefix = "/fn", endpoint = "events", protocol = Get)]
pub async fn events(#[server(default)] query: String) -> AppResult<CatalogueView> {
    let (hub, actor, locale) = (crate::ssr::hub()?, crate::ssr::actor(), crate::ssr::locale());
    let (query, ignored) = crate::actions::events::query::parse(&query);
    let found = crate::forms::answer(domain::events::search(&hub, actor, &query, locale).await)?;
    let domain::events::SearchResult { page, meant, ignored: without, capped } = found;
    Ok(CatalogueView { page: page.map(Into::into), capped, meant, without, ignored })
}
