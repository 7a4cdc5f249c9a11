//! What the start and the end of an event are in its zone, while they are typed.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::zones::LocalTime;

/// None for what is no time, or in no zone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalTimes {
    pub start: Option<LocalTime>,
    pub end: Option<LocalTime>,
}

#[allow(clippy::unused_async, reason = "server functions are")]
#[server(prefix = "/fn", endpoint = "local-times", protocol = Get)]
pub async fn times_there(
    #[server(default)] zone: String,
    #[server(default)] start: String,
    #[server(default)] end: String,
) -> AppResult<LocalTimes> {
    Ok(looked(&zone, &start, &end))
}

/// The same on the server, for the page itself.
#[cfg(feature = "ssr")]
pub fn looked(zone: &str, start: &str, end: &str) -> LocalTimes {
    use crate::ssr::{local_time, zones};
    let zone = zones::named(zone).and_then(domain::events::parse_zone);
    let look = |typed: &str| Some(local_time::look(local_time::parse(typed)?, zone?));
    LocalTimes { start: look(start), end: look(end) }
}
