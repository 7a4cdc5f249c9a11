//! Become an organizer.

use crate::error::AppResult;
use crate::transport::{Get, Post};
use leptos::prelude::*;

pub const ENDPOINT: &str = "start-organizing";

/// Answers the page to load: who one is has changed, and with it every page.
#[server(prefix = "/fn", endpoint = "start-organizing", protocol = Post)]
pub async fn start_organizing() -> AppResult<String> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = domain::accounts::start_organizing(&hub, actor).await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    Ok(crate::forms::leave_for(types::paths::ORGANIZE, types::paths::ORGANIZE))
}

/// Whether people become organizers by themselves here.
#[allow(clippy::unused_async, reason = "server functions are")]
#[server(prefix = "/fn", endpoint = "may-start-organizing", protocol = Get)]
pub async fn may_start_organizing() -> AppResult<bool> {
    Ok(domain::accounts::may_start_organizing(&crate::ssr::hub()?))
}
