//! What kinds of ticket a guest may be given.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use types::ticket_types::TicketTypeRef;

#[server(prefix = "/fn", endpoint = "organize-guest-types", protocol = Get)]
pub async fn guest_types(#[server(default)] slug: String) -> AppResult<Vec<TicketTypeRef>> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    crate::forms::answer(domain::ticket_types::to_give(&hub, actor, &slug).await)
}
