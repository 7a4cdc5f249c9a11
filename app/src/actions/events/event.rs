//! One event with its agenda and its reviews.

use crate::actions::events::views::EventPageView;
use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;

/// `reviews`: which page of them. `shown`: the page is shown by this, which the server counts as a
/// visit where it sees the request; what it renders itself is one already.
#[server(prefix = "/fn", endpoint = "event", protocol = Get)]
pub async fn event(
    slug: String,
    #[server(default)] reviews: String,
    #[server(default)] shown: bool,
) -> AppResult<EventPageView> {
    let _ = shown;
    let (hub, actor, locale) = (crate::ssr::hub()?, crate::ssr::actor(), crate::ssr::locale());
    let found = domain::events::get(&hub, actor, &slug, locale).await;
    let found = match found {
        Err(error)
            if error.code() == Some(types::ErrorCode::NotFound)
                && domain::events::is_gone(&hub, &slug).await? =>
        {
            Err(types::Failure::new(types::ErrorCode::Gone))
        }
        found => found.map_err(Into::into),
    };
    let mut view = crate::forms::answer(found)?;
    let id = view.event.id.to_string();
    let sessions = crate::forms::answer(domain::sessions::list(&hub, actor, &id).await)?;
    let picks = if sessions.is_empty() || actor.user_id().is_none() {
        None
    } else {
        Some(crate::forms::answer(domain::sessions::picks(&hub, actor, view.event.id).await)?)
    };
    let agenda = crate::actions::sessions::agenda::in_zone(sessions, &view.event.timezone);
    let reviews = crate::actions::reviews::list::load(&hub, actor, &view, &reviews).await;
    let reviews = crate::forms::answer(reviews)?;
    // The page shows the HTML; the Markdown would only make it heavier.
    view.event.description = String::new();
    let (key, now) = (crate::actions::idempotency_key::new(), hub.now());
    let types = std::mem::take(&mut view.event.ticket_types);
    let tickets = crate::actions::events::tickets::lines(types, &view.event.timezone, now);
    Ok(EventPageView { view, tickets, agenda, picks, reviews, now, key })
}
