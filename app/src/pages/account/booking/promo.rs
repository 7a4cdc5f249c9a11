//! Promo code of a held booking: apply or remove it.

use super::Watch;
use crate::actions::promotions::promo_code::{ENDPOINT, PromoCode};
use crate::components::toast;
use crate::forms::{
    ActionForm, FieldErrors, FlashMessage, FormAction, SubmitButton, TextField, form_state,
    submit_once,
};
use crate::i18n::{MyBookingsTexts, use_texts};
use leptos::prelude::*;
use types::bookings::Booking;
use types::promotions::CODE_MAX;

#[component]
pub(super) fn PromoForm(booking: Booking) -> impl IntoView {
    let lang = use_texts::<MyBookingsTexts>();
    let action = FormAction::<PromoCode>::new();
    let state = form_state(action, ENDPOINT);
    let watch = use_context::<Watch>();
    Effect::new(move |_| {
        if let (Some(Ok(())), Some(watch)) = (action.value().get(), watch) {
            toast(FlashMessage::PriceChanged);
            watch.reload();
        }
    });
    let id = booking.id.to_string();
    if let Some(code) = booking.promo_code {
        return view! {
            <ActionForm action attr:class="promo-form" before=submit_once(state)>
                <FieldErrors state />
                <input type="hidden" name="booking" value=id />
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
    let open = state.failure.get_untracked().is_some();
    view! {
        <details class="promo" open=open>
            <summary>{lang.have_promo_code}</summary>
            <ActionForm action attr:class="promo-form" before=submit_once(state)>
                <FieldErrors state />
                <input type="hidden" name="booking" value=id />
                <TextField
                    state
                    name="promo_code"
                    label=lang.promo_code
                    autocomplete="off"
                    maxlength=CODE_MAX
                />
                <SubmitButton
                    pending=state.pending
                    label=lang.apply_code
                    class="button button-quiet button-wide"
                />
            </ActionForm>
        </details>
    }
    .into_any()
}
