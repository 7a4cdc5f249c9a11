//! The zones that somebody who types is looking for.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use types::zones::ZoneChoice;

#[allow(clippy::unused_async, reason = "server functions are")]
#[server(prefix = "/fn", endpoint = "zones", protocol = Get)]
pub async fn zones(#[server(default)] search: String) -> AppResult<Vec<ZoneChoice>> {
    let search: String = search.chars().take(100).collect();
    let (hub, locale) = (crate::ssr::hub()?, crate::ssr::locale());
    Ok(crate::ssr::zones::search(&search, locale, hub.now()))
}
