//! The kinds of ticket that lists of an event's bookings are narrowed to.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use types::ticket_types::TicketTypeRef;

/// In the organizer's order; none where the event has one kind.
#[server(prefix = "/fn", endpoint = "organize-kinds", protocol = Get)]
pub async fn event_kinds(#[server(default)] slug: String) -> AppResult<Vec<TicketTypeRef>> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    crate::forms::answer(domain::ticket_types::names(&hub, actor, &slug).await)
}
