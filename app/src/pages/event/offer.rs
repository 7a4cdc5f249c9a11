//! Waitlist offer: seats that are held for an attendee who waited.

use super::waitlist::{Data, Leave};
use crate::actions::waitlist::accept_offer::{AcceptOffer, ENDPOINT};
use crate::components::Countdown;
use crate::forms::{ActionForm, FieldErrors, FormAction, SubmitButton, form_state, submit_once};
use crate::i18n::{EventTexts, use_texts};
use crate::paths;
use chrono::{DateTime, Utc};
use leptos::prelude::*;
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
    // The server says what has become of it, a moment after the deadline.
    let ask = move |left: i64| {
        if left <= 0 && -left % 3 == 2 {
            data.refetch();
        }
    };
    let clock = wait.entry.offer_expires_at.map(|until| {
        view! {
            <Countdown
                until
                now
                label=lang.offer_ends_in
                testid="offer-countdown"
                hours=true
                on_tick=ask
            />
        }
    });
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
    let action = FormAction::<AcceptOffer>::new();
    let state = form_state(action, ENDPOINT);
    view! {
        <ActionForm action before=submit_once(state)>
            <FieldErrors state />
            <input type="hidden" name="booking" value=booking />
            <SubmitButton
                pending=state.pending
                label=lang.offer_accept
                class="button button-wide"
                testid="offer-accept"
            />
        </ActionForm>
    }
}
