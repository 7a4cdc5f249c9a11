//! How all of an organizer's events are going.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use types::Page;
use types::organizer::{EventLine, OrganizerHome};

#[server(prefix = "/fn", endpoint = "organizer-home", protocol = Get)]
pub async fn organized_home() -> AppResult<OrganizerHome> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    crate::forms::answer(domain::statistics::organizer_home(&hub, actor).await)
}

/// All events of one phase; of none that is known, all events.
#[server(prefix = "/fn", endpoint = "organizer-events", protocol = Get)]
pub async fn organized_events(
    #[server(default)] phase: String,
    #[server(default)] page: String,
) -> AppResult<Page<EventLine>> {
    use domain::statistics::EventsWanted;
    use types::organizer::EventPhase;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let wanted = EventsWanted { phase: EventPhase::parse(&phase), search: None };
    let page = types::PageRequest::new(page.parse().unwrap_or(1), 20);
    crate::forms::answer(domain::statistics::organizer_events(&hub, actor, wanted, page).await)
}
