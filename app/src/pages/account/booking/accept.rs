//! Free waitlist offer: accepted with one click.

use super::deed::deed;
use crate::actions::waitlist::accept_offer::{AcceptOffer, ENDPOINT};
use crate::forms::{ActionForm, FieldErrors, SubmitButton, submit_once};
use crate::i18n::{MyBookingsTexts, use_texts};
use leptos::prelude::*;
use types::ids::BookingId;

#[component]
pub(super) fn Accept(booking: BookingId, seats: i32) -> impl IntoView {
    let lang = use_texts::<MyBookingsTexts>();
    let (action, state) = deed::<AcceptOffer>(ENDPOINT, None);
    view! {
        <ActionForm action attr:class="form-card pay-form" before=submit_once(state)>
            <h2>{lang.seats_are_yours(seats)}</h2>
            <p>{lang.offer_accept_text}</p>
            <FieldErrors state />
            <input type="hidden" name="booking" value=booking.to_string() />
            <SubmitButton
                pending=state.pending
                label=lang.offer_accept
                class="button button-wide"
                testid="offer-accept"
            />
        </ActionForm>
    }
}
