//! The step that offers seats to one party: what it brings about, and why it is done.

use super::Here;
use crate::actions::run::offer_seats::{ENDPOINT, OfferSeats};
use crate::actions::run::waitlist::PartyLine;
use crate::components::toast;
use crate::forms::{
    ActionForm, FieldError, FieldErrors, FlashMessage, FormAction, SubmitButton, TextArea,
    form_state, submit_once,
};
use crate::i18n::{RunTexts, use_texts};
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use types::waitlist::OFFER_REASON_MAX;

#[component]
pub(super) fn OfferStep(party: PartyLine, free: i32, capacity: i32, here: Here) -> impl IntoView {
    let lang = use_texts::<RunTexts>();
    let action = FormAction::<OfferSeats>::new();
    let state = form_state(action, ENDPOINT);
    let navigate = use_navigate();
    Effect::new(move |_| {
        if let Some(Ok(())) = action.value().get() {
            toast(FlashMessage::Saved);
            here.data.refetch();
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(&here.list().here(), options);
        }
    });
    let heading = NodeRef::<html::H3>::new();
    // Who came by a link within the app reads the step from its heading.
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            let _ = heading.focus();
        }
    });
    let ahead = party.place.unwrap_or(1) - 1;
    let passed = (ahead > 0).then(|| view! { <li>{lang.passes(ahead)}</li> });
    view! {
        <section
            id="offer"
            class="desk-card desk-step"
            aria-labelledby="offer-title"
            data-testid="offer-step"
        >
            <div class="desk-step-head">
                <h3 id="offer-title" tabindex="-1" node_ref=heading>
                    {lang.offer_seats_to(&party.name)}
                </h3>
                <a href=here.list().here()>{lang.back_to_line}</a>
            </div>
            <ActionForm action attr:class="desk-form" before=submit_once(state)>
                <FieldErrors state />
                <input type="hidden" name="slug" value=here.slug.get_untracked() />
                <input type="hidden" name="entry" value=party.id.to_string() />
                <ul class="run-effects">
                    <li>{lang.party_waits_for(party.quantity)}</li>
                    <li>{lang.free_now(free)}</li>
                    {passed}
                </ul>
                <Seats quantity=party.quantity free capacity chosen=state.typed("seats") />
                <FieldError state name="seats" />
                <TextArea
                    state
                    name="reason"
                    label=lang.reason
                    hint=lang.offer_reason_hint
                    rows="3"
                    maxlength=OFFER_REASON_MAX
                    required=true
                    text=String::new()
                />
                <SubmitButton
                    pending=state.pending
                    label=lang.offer_seats
                    class="button"
                    testid="confirm-offer"
                />
            </ActionForm>
        </section>
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
