//! One's own wait for an event.

use super::views::WaitPanel;
use crate::error::AppResult;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[server(prefix = "/fn", endpoint = "waitlist", input = GetUrl)]
pub async fn waitlist(slug: String) -> AppResult<WaitPanel> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let wait = crate::forms::answer(domain::waitlist::view(&hub, actor, &slug).await)?;
    let known = actor.user_id().is_some();
    Ok(WaitPanel { wait, known, key: super::key::new(), now: hub.now() })
}
