//! Exchange of one ticket: each kind says what comes back before it is chosen.

use super::Watch;
use crate::actions::bookings::exchange_ticket::{ENDPOINT, ExchangeTicket};
use crate::actions::bookings::views::ExchangeChoice;
use crate::components::toast;
use crate::forms::{
    ActionForm, FieldErrors, FlashMessage, FormAction, SubmitButton, form_state, submit_once,
};
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
    let action = FormAction::<ExchangeTicket>::new();
    let state = form_state(action, ENDPOINT);
    let watch = use_context::<Watch>();
    Effect::new(move |_| {
        if let (Some(Ok(())), Some(watch)) = (action.value().get(), watch) {
            toast(FlashMessage::Saved);
            watch.reload();
        }
    });
    let ticket = ticket.to_string();
    // A refusal that a plain post left belongs to one of the tickets.
    let mine = state.typed("ticket").is_none_or(|refused| refused == ticket);
    let open = mine && state.failure.get_untracked().is_some();
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
        <details class="ticket-cancel" open=open data-testid="exchange">
            <summary>{lang.exchange_ticket_number(number)}</summary>
            <ActionForm action attr:class="ticket-cancel-form" before=submit_once(state)>
                {mine.then(|| view! { <FieldErrors state /> })}
                <input type="hidden" name="booking" value=booking.to_string() />
                <input type="hidden" name="ticket" value=ticket />
                <fieldset class="choices">
                    <legend>{lang.exchange_for()}</legend>
                    {choices}
                </fieldset>
                <SubmitButton pending=state.pending label=lang.exchange_now() class="button" />
            </ActionForm>
        </details>
    }
}
