//! The tickets of a confirmed booking, one per seat.

use super::cancel_ticket::TicketCancel;
use super::change_ticket::TicketChange;
use super::exchange::TicketExchange;
use super::exchange_due::ExchangeToPay;
use super::summary::OrderSummary;
use crate::actions::bookings::views::{BookingView, TicketView};
use crate::components::{Icon, Shape, Words};
use crate::i18n::{MyBookingsTexts, TicketNamesTexts, use_texts};
use crate::paths;
use crate::session::use_current_user;
use leptos::prelude::*;

#[component]
pub(super) fn Tickets(view: BookingView) -> impl IntoView {
    let lang = use_texts::<MyBookingsTexts>();
    let id = view.id;
    let all_sent = view.tickets.iter().all(|ticket| ticket.sent.is_some());
    let due = view.due.clone().and_then(|due| Some((due.exchange.clone()?, due)));
    let due = due.map(|(exchange, due)| {
        let view = view.clone();
        view! { <ExchangeToPay view due exchange /> }
    });
    let ticket = |(at, ticket): (usize, TicketView)| {
        let (id, number, ticket_id) = (view.id, at + 1, ticket.id);
        let change = ticket.changes.then(|| {
            let (ticket, key_) = (ticket.clone(), view.key.clone());
            view! { <TicketChange booking=id ticket number key_ /> }
        });
        let choices = ticket.choices.clone();
        let exchange = (!choices.is_empty()).then(|| {
            view! { <TicketExchange booking=id ticket=ticket_id number choices /> }
        });
        let cancel = ticket.cancel.clone().map(|refund| {
            view! { <TicketCancel booking=id ticket=ticket_id number refund /> }
        });
        view! {
            <li>
                <TicketCard ticket>{change} {exchange} {cancel}</TicketCard>
            </li>
        }
    };
    let tickets = view.tickets.iter().cloned().enumerate().map(ticket).collect_view();
    let changes = view.changes.clone().map(|text| {
        view! {
            <p class="muted" data-testid="ticket-changes">
                {text}
            </p>
        }
    });
    let user = use_current_user();
    let late = view.late.clone().map(|late| view! { <p>{late}</p> });
    view! {
        {due}
        <div class="confirmed">
            <div class="confirmed-note">
                <Icon shape=Shape::Check />
                <div>
                    <h2>{lang.confirmed_title}</h2>
                    {late}
                    <Suspense>
                        {move || Suspend::new(async move {
                            user.get()
                                .await
                                .map(|user| {
                                    view! {
                                        <p class="muted">{lang.confirmation_sent(&user.email)}</p>
                                    }
                                })
                        })}
                    </Suspense>
                </div>
            </div>
            <p class="actions">
                {(!all_sent)
                    .then(|| {
                        view! {
                            <a class="button" rel="external" href=paths::tickets(&id)>
                                <Icon shape=Shape::Ticket />
                                {lang.show_tickets}
                            </a>
                            <a
                                class="button button-quiet"
                                rel="external"
                                href=paths::tickets_pdf(&id)
                                download=""
                            >
                                <Icon shape=Shape::Download />
                                {lang.tickets_pdf}
                            </a>
                        }
                    })}
                <a
                    class="button button-quiet"
                    rel="external"
                    href=paths::booking_ics(&id)
                    download=""
                >
                    <Icon shape=Shape::Calendar />
                    {lang.add_to_calendar}
                </a>
            </p>
        </div>
        <section class="tickets" aria-labelledby="tickets-title">
            <h2 id="tickets-title">{lang.tickets}</h2>
            {changes}
            <ul role="list" class="ticket-list">
                {tickets}
            </ul>
        </section>
        {view.summary.map(|summary| view! { <OrderSummary summary /> })}
    }
}

#[component]
fn TicketCard(ticket: TicketView, children: Children) -> impl IntoView {
    let lang = use_texts::<TicketNamesTexts>();
    let code = match ticket.sent {
        // Only its guest has the code.
        Some(sent) => view! {
            <p class="ticket-sent" data-testid="ticket-sent">
                {sent.to}
                " "
                <span class="badge">{sent.opened}</span>
            </p>
        }
        .into_any(),
        None => view! {
            <p class="ticket-code">
                <span class="visually-hidden">{lang.ticket_code} ": "</span>
                <code>{ticket.code}</code>
            </p>
        }
        .into_any(),
    };
    let away = ticket.qr.is_none();
    let shown = ticket.qr.map(|qr| {
        // Four modules of quiet zone on each side, as readers need them.
        let view_box = format!("-4 -4 {0} {0}", qr.size + 8);
        view! {
            <svg
                class="ticket-qr"
                data-testid="ticket-qr"
                role="img"
                aria-label=ticket.qr_label
                viewBox=view_box
                shape-rendering="crispEdges"
            >
                <rect x="-4" y="-4" width="100%" height="100%" fill="#fff" />
                <path d=qr.path fill="#000" />
            </svg>
        }
    });
    view! {
        <article class="ticket" class:ticket-away=away data-testid="ticket">
            {shown}
            <div class="ticket-text">
                <p class="muted">{ticket.place}</p>
                {ticket
                    .kind
                    .map(|kind| {
                        view! {
                            <p class="ticket-kind" data-testid="ticket-kind">
                                <Words text=kind />
                            </p>
                        }
                    })}
                <p class="ticket-name">
                    <Words text=ticket.name />
                </p>
                {code}
                {ticket.checked_in.map(|text| view! { <p class="badge badge-ok">{text}</p> })}
                {children()}
            </div>
        </article>
    }
}
