//! Address of the account's private calendar feed.

use crate::error::AppResult;
use crate::transport::{Get, Post};
use leptos::prelude::*;

#[server(prefix = "/fn", endpoint = "calendar-feed", protocol = Get)]
pub async fn calendar_feed() -> AppResult<Option<String>> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    crate::forms::answer(domain::accounts::calendar_address(&hub, actor).await)
}

pub const ENDPOINT: &str = "renew-calendar";

/// Make a new address; the old one stops working at once.
#[server(prefix = "/fn", endpoint = "renew-calendar", protocol = Post)]
pub async fn renew_calendar() -> AppResult<()> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = domain::accounts::renew_calendar(&hub, actor).await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::back();
    Ok(())
}
