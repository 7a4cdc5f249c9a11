//! What the address asks of a step, loaded with the page: what is made within a `Suspend` is made
//! several times on the server, and the browser does not find there what was loaded for it.

use crate::actions::bookings::views::ExchangeChoice;
use crate::actions::organizing::effect::rehearse_step;
use crate::actions::organizing::exchanges::ticket_exchanges;
use crate::actions::organizing::move_targets::{TargetView, move_targets};
use crate::load::{Loaded, load};
use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use types::booking_actions::BookingEffect;

/// The step, and what it would do: none as long as something is missing.
pub(super) type Asked = Loaded<(String, Option<BookingEffect>)>;

/// The events that the booking can be moved to: none as long as that is not asked.
pub(super) type Targets = Loaded<Option<Vec<TargetView>>>;

/// What the ticket can be exchanged for: none as long as that is not asked.
pub(super) type Exchanges = Loaded<Option<Vec<ExchangeChoice>>>;

/// The step that the address asks for; empty for none.
pub(super) fn step_of(query: Memo<ParamsMap>) -> Memo<String> {
    Memo::new(move |_| query.with(|query| query.get("do")).unwrap_or_default())
}

pub(super) fn effect(slug: Memo<String>, id: Memo<String>, query: Memo<ParamsMap>) -> Asked {
    let step = step_of(query);
    let source = move || (slug.get(), id.get(), step.get(), query.with(ParamsMap::to_query_string));
    load(source, |(slug, id, step, query)| async move {
        if step.is_empty() {
            return Ok((step, None));
        }
        rehearse_step(slug, id, query).await.map(|effect| (step, effect))
    })
}

pub(super) fn targets(slug: Memo<String>, id: Memo<String>, query: Memo<ParamsMap>) -> Targets {
    let step = step_of(query);
    let source = move || (slug.get(), id.get(), step.with(|step| step == "move"));
    load(source, |(slug, id, moves)| async move {
        if !moves {
            return Ok(None);
        }
        move_targets(slug, id).await.map(Some)
    })
}

pub(super) fn exchanges(slug: Memo<String>, id: Memo<String>, query: Memo<ParamsMap>) -> Exchanges {
    let ticket = Memo::new(move |_| {
        query.with(|query| match query.get("do") {
            Some(step) if step == "exchange" => query.get("ticket").unwrap_or_default(),
            _ => String::new(),
        })
    });
    let source = move || (slug.get(), id.get(), ticket.get());
    load(source, |(slug, id, ticket)| async move {
        if ticket.is_empty() {
            return Ok(None);
        }
        ticket_exchanges(slug, id, ticket).await.map(Some)
    })
}
