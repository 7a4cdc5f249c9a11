//! An exchange that waits for its difference: paid for here, or given up.

use super::checkout::ToPay;
use super::deed::deed;
use crate::actions::bookings::give_up_exchange::{ENDPOINT, GiveUpExchange};
use crate::actions::bookings::views::{BookingView, Due, ExchangeDue};
use crate::forms::{ActionForm, FieldErrors, FlashMessage, SubmitButton, submit_once};
use crate::i18n::{MyBookingsTexts, use_texts};
use leptos::prelude::*;
use types::ids::{BookingId, TicketId};

#[component]
pub(super) fn ExchangeToPay(view: BookingView, due: Due, exchange: ExchangeDue) -> impl IntoView {
    let lang = use_texts::<MyBookingsTexts>();
    let ExchangeDue { ticket, text } = exchange;
    let (booking, paying) = (view.id, view.paying());
    view! {
        <section
            class="exchange-due"
            aria-labelledby="exchange-due-title"
            data-testid="exchange-due"
        >
            <h2 id="exchange-due-title">{lang.exchange_due_title()}</h2>
            <p>{text}</p>
            <ToPay view due />
            {(!paying).then(|| view! { <KeepTicket booking ticket /> })}
        </section>
    }
}

#[component]
fn KeepTicket(booking: BookingId, ticket: TicketId) -> impl IntoView {
    let lang = use_texts::<MyBookingsTexts>();
    let (action, state) = deed::<GiveUpExchange>(ENDPOINT, Some(FlashMessage::Saved));
    view! {
        <ActionForm action before=submit_once(state)>
            <FieldErrors state />
            <input type="hidden" name="booking" value=booking.to_string() />
            <input type="hidden" name="ticket" value=ticket.to_string() />
            <SubmitButton
                pending=state.pending
                label=lang.keep_ticket()
                class="button button-quiet"
                testid="keep-ticket"
            />
        </ActionForm>
    }
}
