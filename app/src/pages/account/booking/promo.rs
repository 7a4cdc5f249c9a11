//! Promo code of a held booking: apply or remove it.

use super::deed::{Folded, deed};
use crate::actions::promotions::promo_code::{ENDPOINT, PromoCode};
use crate::forms::{ActionForm, FieldErrors, FlashMessage, SubmitButton, TextField, submit_once};
use crate::i18n::{MyBookingsTexts, use_texts};
use leptos::prelude::*;
use types::ids::BookingId;
use types::promotions::CODE_MAX;

#[component]
pub(super) fn PromoForm(booking: BookingId, code: Option<String>) -> impl IntoView {
    let lang = use_texts::<MyBookingsTexts>();
    let (action, state) = deed::<PromoCode>(ENDPOINT, Some(FlashMessage::PriceChanged));
    if let Some(code) = code {
        return view! {
            <ActionForm action attr:class="promo-form" before=submit_once(state)>
                <FieldErrors state />
                <input type="hidden" name="booking" value=booking.to_string() />
                <input type="hidden" name="promo_code" value="" />
                <SubmitButton
                    pending=state.pending
                    label=lang.remove_code(&code)
                    class="button button-quiet button-wide"
                />
            </ActionForm>
        }
        .into_any();
    }
    view! {
        <Folded
            action
            state
            booking
            class=("promo", "promo-form")
            title=lang.have_promo_code.to_owned()
            label=lang.apply_code
            button="button button-quiet button-wide"
        >
            <TextField
                state
                name="promo_code"
                label=lang.promo_code
                autocomplete="off"
                maxlength=CODE_MAX
            />
        </Folded>
    }
    .into_any()
}
