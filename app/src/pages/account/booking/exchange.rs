//! Exchange of one ticket: each kind says what is to be paid or comes back before it is chosen.

use super::deed::{Folded, deed};
use crate::actions::bookings::exchange_ticket::{ENDPOINT, ExchangeTicket};
use crate::actions::bookings::views::ExchangeChoice;
use crate::forms::FlashMessage;
use crate::i18n::{MyBookingsTexts, use_texts};
use leptos::prelude::*;
use types::ids::{BookingId, TicketId};

#[component]
pub(super) fn TicketExchange(
    booking: BookingId,
    ticket: TicketId,
    number: usize,
    choices: Vec<ExchangeChoice>,
) -> impl IntoView {
    let lang = use_texts::<MyBookingsTexts>();
    let (action, state) = deed::<ExchangeTicket>(ENDPOINT, Some(FlashMessage::Saved));
    let choices = choices
        .into_iter()
        .map(|choice| {
            let closed = !choice.open;
            view! {
                <label class="choice">
                    <input
                        type="radio"
                        name="ticket_type"
                        value=choice.id
                        disabled=closed
                        required=true
                    />
                    <span>{choice.text}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <Folded
            action
            state
            booking
            ticket
            class=("ticket-cancel", "ticket-cancel-form")
            title=lang.exchange_ticket_number(number)
            label=lang.exchange_now()
            button="button"
        >
            <fieldset class="choices">
                <legend>{lang.exchange_for()}</legend>
                {choices}
            </fieldset>
        </Folded>
    }
}
