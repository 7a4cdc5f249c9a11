//! Upcoming events in the visitor's time zone, which the browser tells.

use crate::actions::events::views::EventCard;
use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;

#[server(prefix = "/fn", endpoint = "near", protocol = Get)]
pub async fn near(#[server(default)] zone: String) -> AppResult<Vec<EventCard>> {
    let (hub, actor, locale) = (crate::ssr::hub()?, crate::ssr::actor(), crate::ssr::locale());
    let found = crate::forms::answer(domain::events::near(&hub, actor, &zone, locale).await)?;
    Ok(found.into_iter().map(Into::into).collect())
}
