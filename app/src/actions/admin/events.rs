//! Everybody's events, asked for by the query string of their page.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::Page;
use types::ids::{EventId, UserId};
use types::moderation::EventHiding;
use types::organizer::EventPhase;
use types::wall::Span;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdminEvents {
    pub page: Page<AdminEventLine>,
    /// The event that is about to be hidden or shown again.
    pub chosen: Option<AdminEventLine>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdminEventLine {
    pub id: EventId,
    pub slug: String,
    pub title: String,
    pub organizer: UserId,
    pub organizer_name: String,
    pub phase: EventPhase,
    pub span: Span,
    pub hidden: Option<EventHiding>,
    pub attendees: i32,
    pub capacity: i32,
}

#[server(prefix = "/fn", endpoint = "admin-events", protocol = Get)]
pub async fn load_admin_events(
    #[server(default)] search: String,
    #[server(default)] phase: String,
    #[server(default)] hidden: String,
    #[server(default)] organizer: String,
    #[server(default)] page: String,
    #[server(default)] event: String,
) -> AppResult<AdminEvents> {
    use domain::events::AdminEventFilter;
    use types::query::{boolean, given};
    use types::{Failure, PageRequest};
    const PAGE_SIZE: u32 = 20;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let filter = AdminEventFilter {
            search: given(Some(&search)).map(types::text::needle).filter(|it| !it.is_empty()),
            phase: EventPhase::parse(&phase),
            organizer: organizer.parse().ok(),
            hidden: given(Some(&hidden)).and_then(boolean),
        };
        let request = PageRequest::new(page.parse().unwrap_or(1), PAGE_SIZE);
        let page = domain::events::admin_events(&hub, actor, filter, request).await?;
        let chosen = if event.is_empty() {
            None
        } else {
            Some(domain::events::admin_event(&hub, actor, &event).await?)
        };
        Ok::<_, domain::Error>(AdminEvents {
            page: page.map(lines::line),
            chosen: chosen.map(lines::line),
        })
    }
    .await;
    crate::forms::answer(result.map_err(Failure::from))
}

#[cfg(feature = "ssr")]
mod lines {
    use super::AdminEventLine;
    use types::moderation::AdminEvent;

    pub(super) fn line(event: AdminEvent) -> AdminEventLine {
        AdminEventLine {
            span: domain::events::span(event.start_date, event.end_date, &event.timezone),
            id: event.id,
            slug: event.slug,
            title: event.title,
            organizer: event.organizer.id,
            organizer_name: event.organizer.display_name,
            phase: event.phase,
            hidden: event.hidden,
            attendees: event.current_attendees,
            capacity: event.max_capacity,
        }
    }
}
