//! Cancellation of a booking: the refund is shown before it is confirmed.

use super::Watch;
use crate::actions::bookings::cancel_booking::{CancelBooking, ENDPOINT};
use crate::actions::bookings::views::{Amount, BookingView};
use crate::components::toast;
use crate::forms::{
    ActionForm, FieldErrors, FlashMessage, FormAction, SubmitButton, form_state, submit_once,
};
use crate::i18n::{MyBookingsTexts, use_texts};
use leptos::prelude::*;
use types::bookings::BookingStatus;
use types::payments::PaymentStatus;

#[component]
pub(super) fn Cancel(view: BookingView) -> impl IntoView {
    let lang = use_texts::<MyBookingsTexts>();
    let Some(Amount(refund)) = view.refund else { return ().into_any() };
    let booking = view.booking;
    let paying =
        booking.payment.as_ref().is_some_and(|payment| payment.status == PaymentStatus::Pending);
    if paying {
        return ().into_any();
    }
    if booking.tickets.iter().any(|ticket| ticket.checked_in_at.is_some()) {
        return view! {
            <p class="muted" data-testid="cancel-used">
                {lang.cancel_used}
            </p>
        }
        .into_any();
    }
    let action = FormAction::<CancelBooking>::new();
    let state = form_state(action, ENDPOINT);
    let watch = use_context::<Watch>();
    Effect::new(move |_| {
        if let (Some(Ok(())), Some(watch)) = (action.value().get(), watch) {
            toast(FlashMessage::BookingCancelled);
            watch.reload();
        }
    });
    let paid = booking.status == BookingStatus::Confirmed && !booking.total_price.is_zero();
    let text = if !paid {
        lang.cancel_free_text.to_owned()
    } else if refund.is_zero() {
        lang.cancel_no_refund.to_owned()
    } else {
        lang.refund_amount(&lang.money(refund, booking.currency))
    };
    let rule = paid.then(|| lang.refund_rule(booking.refund_policy));
    let open = state.failure.get_untracked().is_some();
    view! {
        <details class="cancel" open=open>
            <summary>{lang.cancel_booking}</summary>
            <ActionForm action attr:class="cancel-form" before=submit_once(state)>
                <FieldErrors state />
                <input type="hidden" name="booking" value=booking.id.to_string() />
                <p>
                    <strong>{text}</strong>
                </p>
                {rule.map(|rule| view! { <p class="muted">{rule}</p> })}
                <SubmitButton
                    pending=state.pending
                    label=lang.cancel_confirm
                    class="button button-stop"
                />
            </ActionForm>
        </details>
    }
    .into_any()
}
