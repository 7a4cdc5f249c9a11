//! Free waitlist offer: accepted with one click.

use super::Watch;
use crate::actions::waitlist::accept_offer::{AcceptOffer, ENDPOINT};
use crate::forms::{ActionForm, FieldErrors, FormAction, SubmitButton, form_state, submit_once};
use crate::i18n::{MyBookingsTexts, use_texts};
use leptos::prelude::*;
use types::bookings::Booking;

#[component]
pub(super) fn Accept(booking: Booking) -> impl IntoView {
    let lang = use_texts::<MyBookingsTexts>();
    let action = FormAction::<AcceptOffer>::new();
    let state = form_state(action, ENDPOINT);
    let watch = use_context::<Watch>();
    Effect::new(move |_| {
        if let (Some(Ok(())), Some(watch)) = (action.value().get(), watch) {
            watch.reload();
        }
    });
    view! {
        <ActionForm action attr:class="form-card pay-form" before=submit_once(state)>
            <h2>{lang.seats_are_yours(booking.quantity)}</h2>
            <p>{lang.offer_accept_text}</p>
            <FieldErrors state />
            <input type="hidden" name="booking" value=booking.id.to_string() />
            <SubmitButton
                pending=state.pending
                label=lang.offer_accept
                class="button button-wide"
                testid="offer-accept"
            />
        </ActionForm>
    }
}
