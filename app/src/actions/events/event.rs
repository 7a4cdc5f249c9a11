//! One event with its agenda and its reviews.

use crate::actions::events::views::EventPageView;
use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;

/// `reviews`: which page of them. `shown`: the page is shown by this, which the server counts as a
/// visit where it sees the request; what it renders itself is one already. `seats` and `promo_code`: what is
/// asked for beforehand, see [`super::super::bookings::quote`].
#[server(prefix = "/fn", endpoint = "event", protocol = Get)]
pub async fn event(
    slug: String,
    #[server(default)] reviews: String,
    #[server(default)] shown: bool,
    #[server(default)] seats: String,
    #[server(default)] promo_code: String,
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
    let (asked, opened) = if view.bookable && !(seats.is_empty() && promo_code.is_empty()) {
        asked::quoted(&hub, actor, &view.event.slug, &seats, &promo_code).await
    } else {
        (None, None)
    };
    let tickets = opened.unwrap_or(tickets);
    Ok(EventPageView { view, tickets, asked, agenda, picks, reviews, now, key })
}

#[cfg(feature = "ssr")]
mod asked {
    use crate::actions::bookings::quote::read::quote;
    use crate::actions::events::tickets::TicketLine;
    use crate::actions::events::views::AskedView;
    use domain::{Actor, Hub};

    /// What the address asks for, and the kinds of ticket as the code shows them. Seats that cannot be read
    /// are none: people write addresses by hand.
    pub(super) async fn quoted(
        hub: &Hub,
        actor: Actor,
        slug: &str,
        seats: &str,
        code: &str,
    ) -> (Option<AskedView>, Option<Vec<TicketLine>>) {
        let mut told = quote(hub, actor, slug, seats, code).await;
        let of_code = |failure: &types::Failure| {
            failure.retry_after.is_some()
                || failure.fields.iter().any(|it| it.field == "promo_code")
        };
        if told.as_ref().is_err_and(|failure| !of_code(failure)) && !seats.is_empty() {
            told = quote(hub, actor, slug, "", code).await;
        }
        match told {
            Ok(view) => {
                let sums = Some(view.sums).filter(|sums| !sums.of.is_empty());
                let asked = AskedView { sums, code: view.code, refused: None };
                (Some(asked), Some(view.tickets))
            }
            Err(failure) if of_code(&failure) => {
                let asked = AskedView { sums: None, code: None, refused: Some(failure) };
                (Some(asked), None)
            }
            Err(_) => (None, None),
        }
    }
}
