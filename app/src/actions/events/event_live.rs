//! Seats left, polled by an event's page while live updates are not connected.

use crate::actions::events::views::LiveSeats;
use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;

#[server(prefix = "/fn", endpoint = "event-live", protocol = Get)]
pub async fn event_live(slug: String) -> AppResult<LiveSeats> {
    let (hub, actor, locale) = (crate::ssr::hub()?, crate::ssr::actor(), crate::ssr::locale());
    let view = crate::forms::answer(domain::events::get(&hub, actor, &slug, locale).await)?;
    let (event, now) = (view.event, hub.now());
    Ok(LiveSeats {
        seats_available: event.seats_available,
        bookable: view.bookable,
        tickets: crate::actions::events::tickets::lines(event.ticket_types, &event.timezone, now),
    })
}
