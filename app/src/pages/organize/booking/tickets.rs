//! The tickets of a booking, those that were given back too.

use super::Here;
use crate::actions::organizing::booking_views::{OrganizedBooking, TicketLine};
use crate::components::Words;
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use leptos::prelude::*;

#[component]
pub(super) fn Tickets(booking: OrganizedBooking) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let (rename, exchange) = (booking.may.rename, booking.may.exchange);
    let lines = booking.tickets;
    let body = if lines.is_empty() {
        view! { <p class="muted">{lang.no_tickets}</p> }.into_any()
    } else {
        let lines = lines
            .into_iter()
            .map(|ticket| view! { <Line ticket rename exchange /> })
            .collect_view();
        view! {
            <ul role="list" class="desk-lines">
                {lines}
            </ul>
        }
        .into_any()
    };
    view! {
        <section class="desk-card" aria-labelledby="tickets-title">
            <h3 id="tickets-title">{lang.tickets}</h3>
            {body}
        </section>
    }
}

#[component]
fn Line(ticket: TicketLine, rename: bool, exchange: bool) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let here = use_context::<Here>();
    let (class, state) = lang.ticket_state(ticket.checked_in.as_ref(), ticket.cancelled.as_ref());
    let rename = here.filter(|_| rename && ticket.cancelled.is_none()).map(|here| {
        let href = format!("{}?do=rename&ticket={}", here.path(), ticket.id);
        let label = lang.rename_ticket(&ticket.name);
        view! {
            <a class="desk-link" href=href aria-label=label data-testid="rename">
                {lang.rename}
            </a>
        }
    });
    let exchange = here.filter(|_| exchange && ticket.may_be_exchanged()).map(|here| {
        let href = format!("{}?do=exchange&ticket={}", here.path(), ticket.id);
        let label = lang.exchange_ticket_of(&ticket.name);
        view! {
            <a class="desk-link" href=href aria-label=label data-testid="exchange">
                {lang.do_exchange()}
            </a>
        }
    });
    view! {
        <li class="desk-line" data-testid="organized-ticket">
            <span class="desk-line-main">
                <strong>
                    <Words text=ticket.name.clone() />
                </strong>
                <code>{ticket.code.clone()}</code>
                {ticket.kind.clone().map(|kind| view! { <Words text=kind /> })}
                {ticket
                    .sent_to
                    .as_deref()
                    .map(|email| view! { <span class="muted">{lang.handed_on_to(email)}</span> })}
            </span>
            <span class="desk-line-end">
                <span class=format!("badge {class}")>{state}</span>
                {exchange}
                {rename}
            </span>
        </li>
    }
}
