//! Seats that were promised to somebody who waited.

use super::waitlist::{Data, Leave};
use crate::actions::waitlist::accept_offer::{AcceptOffer, ENDPOINT};
use crate::browser;
use crate::forms::{FieldErrors, form_state, once};
use crate::i18n::{EventTexts, use_texts};
use crate::paths;
use chrono::{DateTime, Utc};
use leptos::form::ActionForm;
use leptos::prelude::*;
use std::time::Duration;
use types::waitlist::WaitlistView;

#[component]
pub(super) fn Offer(
    wait: WaitlistView,
    slug: String,
    data: Data,
    now: DateTime<Utc>,
) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    let booking = wait.entry.booking.map(|id| id.to_string()).unwrap_or_default();
    let accept = if wait.free {
        view! { <Accept booking /> }.into_any()
    } else {
        view! {
            <a class="button button-wide" href=paths::booking(&booking) data-testid="offer-accept">
                {lang.offer_pay}
            </a>
        }
        .into_any()
    };
    let clock = wait.entry.offer_expires_at.map(|until| view! { <OfferClock until now data /> });
    view! {
        <h2 class="waitlist-title">{lang.seats_are_yours(wait.entry.quantity)}</h2>
        <p role="status" data-testid="offer-until">
            {lang.offer_text}
            " "
            <strong>{lang.offer_until(&wait)}</strong>
            "."
        </p>
        {clock}
        {accept}
        <Leave slug data label=lang.offer_decline />
    }
}

#[component]
fn Accept(booking: String) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    let action = ServerAction::<AcceptOffer>::new();
    let state = form_state(action, ENDPOINT);
    let busy = move || state.pending.get();
    view! {
        <ActionForm action on:submit:capture=once(state)>
            <FieldErrors state />
            <input type="hidden" name="booking" value=booking />
            <button
                type="submit"
                class="button button-wide"
                data-testid="offer-accept"
                aria-disabled=move || busy().to_string()
            >
                {move || if busy() { lang.one_moment } else { lang.offer_accept }}
            </button>
        </ActionForm>
    }
}

/// How long the offer lasts, by the server's clock when the page was made.
#[component]
fn OfferClock(until: DateTime<Utc>, now: DateTime<Utc>, data: Data) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    let span = (until - now).num_seconds().max(0);
    let left = RwSignal::new(span);
    Effect::new(move |_| {
        let start = browser::now_ms();
        let tick = move || {
            #[allow(clippy::cast_possible_truncation)] // an as of floats saturates
            let gone = ((browser::now_ms() - start) / 1000.0) as i64;
            let seconds = (span - gone).max(0);
            left.try_set(seconds);
            // The server says what has become of it, a moment after the deadline.
            if gone >= span && (gone - span) % 3 == 2 {
                data.refetch();
            }
        };
        if let Ok(timer) = set_interval_with_handle(tick, Duration::from_secs(1)) {
            on_cleanup(move || timer.clear());
        }
    });
    let clock = move || {
        let left = left.get();
        format!("{}:{:02}:{:02}", left / 3600, left / 60 % 60, left % 60)
    };
    view! {
        <p class="hold">
            <span>{lang.offer_ends_in}</span>
            " "
            <span class="hold-clock" role="timer" data-testid="offer-countdown">
                {clock}
            </span>
        </p>
    }
}
