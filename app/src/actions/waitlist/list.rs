//! Waitlist entries of the logged-in account, of all events.

use crate::error::AppResult;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use types::waitlist::WaitlistView;

#[server(prefix = "/fn", endpoint = "waits", input = GetUrl)]
pub async fn waits() -> AppResult<Vec<WaitlistView>> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    crate::forms::answer(domain::waitlist::waits(&hub, actor).await)
}
