//! The zones that somebody who types is looking for.

use crate::error::AppResult;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use types::zones::ZoneChoice;

#[allow(clippy::unused_async, reason = "server functions are")]
#[server(prefix = "/fn", endpoint = "zones", input = GetUrl)]
pub async fn zones(#[server(default)] search: String) -> AppResult<Vec<ZoneChoice>> {
    let search: String = search.chars().take(100).collect();
    let (hub, locale) = (crate::ssr::hub()?, crate::ssr::locale());
    Ok(crate::ssr::zones::search(&search, locale, hub.now()))
}
