//! The step that offers seats to one party: what it brings about, and why it is done.

use super::Here;
use crate::actions::run::offer_seats::{ENDPOINT, OfferSeats};
use crate::actions::run::waitlist::PartyLine;
use crate::forms::{FieldError, FlashMessage, FormAction, form_state};
use crate::i18n::{RunTexts, use_texts};
use crate::pages::organize::confirm::{ConfirmForm, Reason, StepCard, leave_when_done};
use leptos::prelude::*;
use types::waitlist::OFFER_REASON_MAX;

#[component]
pub(super) fn OfferStep(party: PartyLine, free: i32, capacity: i32, here: Here) -> impl IntoView {
    let lang = use_texts::<RunTexts>();
    let action = FormAction::<OfferSeats>::new();
    let state = form_state(action, ENDPOINT);
    leave_when_done(state, FlashMessage::Saved, true, move || {
        here.data.refetch();
        here.list().here()
    });
    let ahead = party.place.unwrap_or(1) - 1;
    let passed = (ahead > 0).then(|| view! { <li>{lang.passes(ahead)}</li> });
    let reason = Reason {
        name: "reason",
        label: lang.reason,
        hint: lang.offer_reason_hint,
        max: OFFER_REASON_MAX,
        rows: "3",
    };
    view! {
        <StepCard
            id="offer"
            title=lang.offer_seats_to(&party.name)
            back=(here.list().here(), lang.back_to_line)
            testid="offer-step"
            below=true
        >
            <ConfirmForm
                action
                state
                reason
                label=lang.offer_seats
                class="button"
                testid="confirm-offer"
            >
                <input type="hidden" name="slug" value=here.slug.get_untracked() />
                <input type="hidden" name="entry" value=party.id.to_string() />
                <ul class="run-effects">
                    <li>{lang.party_waits_for(party.quantity)}</li>
                    <li>{lang.free_now(free)}</li>
                    {passed}
                </ul>
                <Seats quantity=party.quantity free capacity chosen=state.typed("seats") />
                <FieldError state name="seats" />
            </ConfirmForm>
        </StepCard>
    }
}

/// All that the party wants, or as many as are free.
#[component]
fn Seats(quantity: i32, free: i32, capacity: i32, chosen: Option<String>) -> impl IntoView {
    let lang = use_texts::<RunTexts>();
    let missing = (quantity - free).max(0);
    let all = if missing > 0 {
        lang.offer_and_grow(quantity, capacity, capacity + missing)
    } else {
        lang.offer_number(quantity)
    };
    let some = (free > 0 && missing > 0).then(|| (format!("free:{free}"), lang.offer_number(free)));
    let wants_free = chosen.is_some_and(|chosen| chosen.starts_with("free:")) && some.is_some();
    let choice = |value: String, text: String, checked: bool| {
        view! {
            <label class="choice">
                <input type="radio" name="seats" value=value checked=checked />
                <span>{text}</span>
            </label>
        }
    };
    let some = some.map(|(value, text)| choice(value, text, wants_free));
    view! {
        <fieldset class="choices">
            <legend>{lang.which_seats}</legend>
            {choice("all".to_owned(), all, !wants_free)}
            {some}
        </fieldset>
    }
}
