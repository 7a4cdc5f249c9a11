//! The public page with what was typed and not saved.

use crate::actions::events::views::EventPageView;
use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;

#[server(prefix = "/fn", endpoint = "event-preview", protocol = Get)]
pub async fn event_preview(slug: String) -> AppResult<EventPageView> {
    use crate::forms::answer;
    let (hub, actor, locale) = (crate::ssr::hub()?, crate::ssr::actor(), crate::ssr::locale());
    let edit = answer(domain::events::edit(&hub, actor, &slug, locale).await)?;
    let form = edit.unsaved.map_or(edit.form, |unsaved| unsaved.form);
    let view = answer(domain::events::preview(&hub, actor, &slug, form, locale).await)?;
    let sessions = answer(domain::sessions::list(&hub, actor, &view.event.id.to_string()).await)?;
    let agenda = crate::actions::sessions::agenda::in_zone(sessions, &view.event.timezone);
    let (key, now) = (crate::actions::idempotency_key::new(), hub.now());
    let types = answer(domain::ticket_types::public(&hub, actor, &view.event.slug).await)?;
    let tickets = crate::actions::events::tickets::lines(types, &view.event.timezone, now);
    Ok(EventPageView { view, tickets, asked: None, agenda, picks: None, reviews: None, now, key })
}
