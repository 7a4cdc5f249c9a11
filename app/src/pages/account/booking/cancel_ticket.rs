//! Cancellation of one ticket of several: the refund is shown before it is confirmed.

use super::deed::{Folded, deed};
use crate::actions::bookings::cancel_ticket::{CancelTicket, ENDPOINT};
use crate::forms::FlashMessage;
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
    let (action, state) = deed::<CancelTicket>(ENDPOINT, Some(FlashMessage::TicketCancelled));
    view! {
        <Folded
            action
            state
            booking
            ticket
            class=("ticket-cancel", "ticket-cancel-form")
            title=lang.cancel_ticket_number(number)
            label=lang.cancel_ticket_confirm
            button="button button-stop"
        >
            <p>
                <strong>{refund}</strong>
            </p>
        </Folded>
    }
}
