//! Cancellation of a booking: the refund is shown before it is confirmed.

use super::deed::{Folded, deed};
use crate::actions::bookings::cancel_booking::{CancelBooking, ENDPOINT};
use crate::actions::bookings::views::Cancelling;
use crate::forms::FlashMessage;
use crate::i18n::{MyBookingsTexts, use_texts};
use leptos::prelude::*;
use types::ids::BookingId;

#[component]
pub(super) fn Cancel(booking: BookingId, cancelling: Cancelling) -> impl IntoView {
    let lang = use_texts::<MyBookingsTexts>();
    let Cancelling { text, rule, possible } = cancelling;
    if !possible {
        return view! {
            <p class="muted" data-testid="cancel-used">
                {text}
            </p>
        }
        .into_any();
    }
    let (action, state) = deed::<CancelBooking>(ENDPOINT, Some(FlashMessage::BookingCancelled));
    view! {
        <Folded
            action
            state
            booking
            class=("cancel", "cancel-form")
            title=lang.cancel_booking.to_owned()
            label=lang.cancel_confirm
            button="button button-stop"
        >
            <p>
                <strong>{text}</strong>
            </p>
            {rule.map(|rule| view! { <p class="muted">{rule}</p> })}
        </Folded>
    }
    .into_any()
}
