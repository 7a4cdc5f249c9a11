//! Waitlist entries of the logged-in account, of all events.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use types::waitlist::WaitlistView;

#[server(prefix = "/fn", endpoint = "waits", protocol = Get)]
pub async fn waits() -> AppResult<Vec<WaitlistView>> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    crate::forms::answer(domain::waitlist::waits(&hub, actor).await)
}
