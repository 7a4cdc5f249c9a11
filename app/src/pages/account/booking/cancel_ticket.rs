//! Cancellation of one ticket of several: the refund is shown before it is confirmed.

use super::Watch;
use crate::actions::bookings::cancel_ticket::{CancelTicket, ENDPOINT};
use crate::components::toast;
use crate::forms::{
    ActionForm, FieldErrors, FlashMessage, FormAction, SubmitButton, form_state, submit_once,
};
use crate::i18n::{MyBookingsTexts, use_texts};
use leptos::prelude::*;
use types::ids::{BookingId, TicketId};

#[component]
pub(super) fn TicketCancel(
    booking: BookingId,
    ticket: TicketId,
    number: usize,
    /// What comes back, in words.
    refund: String,
) -> impl IntoView {
    let lang = use_texts::<MyBookingsTexts>();
    let action = FormAction::<CancelTicket>::new();
    let state = form_state(action, ENDPOINT);
    let watch = use_context::<Watch>();
    Effect::new(move |_| {
        if let (Some(Ok(())), Some(watch)) = (action.value().get(), watch) {
            toast(FlashMessage::TicketCancelled);
            watch.reload();
        }
    });
    let ticket = ticket.to_string();
    // A refusal that a plain post left belongs to one of the tickets.
    let mine = state.typed("ticket").is_none_or(|refused| refused == ticket);
    let open = mine && state.failure.get_untracked().is_some();
    view! {
        <details class="ticket-cancel" open=open>
            <summary>{lang.cancel_ticket_number(number)}</summary>
            <ActionForm action attr:class="ticket-cancel-form" before=submit_once(state)>
                {mine.then(|| view! { <FieldErrors state /> })}
                <input type="hidden" name="booking" value=booking.to_string() />
                <input type="hidden" name="ticket" value=ticket />
                <p>
                    <strong>{refund}</strong>
                </p>
                <SubmitButton
                    pending=state.pending
                    label=lang.cancel_ticket_confirm
                    class="button button-stop"
                />
            </ActionForm>
        </details>
    }
}
