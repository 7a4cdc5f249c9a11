//! The tickets of a confirmed booking, one per seat.

use super::cancel_ticket::TicketCancel;
use super::change_ticket::TicketChange;
use super::exchange::TicketExchange;
use super::summary::Summary;
use crate::actions::bookings::views::{Amount, BookingView, QrPath};
use crate::components::{Icon, Shape, Words};
use crate::i18n::{MyBookingsTexts, TicketNamesTexts, use_texts};
use crate::paths;
use crate::session::use_current_user;
use leptos::prelude::*;
use rust_decimal::Decimal;
use types::bookings::{Booking, Ticket};

#[component]
pub(super) fn Tickets(view: BookingView) -> impl IntoView {
    let lang = use_texts::<MyBookingsTexts>();
    let id = view.booking.id;
    let count = view.booking.tickets.len();
    let currency = view.booking.currency;
    let whole = view.booking.total_price;
    let kinds: Vec<_> = view.booking.tickets.iter().map(|it| kind(&view.booking, it)).collect();
    let refunds = view.ticket_refunds.iter().zip(&kinds).map(|(Amount(refund), kind)| {
        if kind.price.is_zero() || whole.is_zero() {
            lang.cancel_free_text.to_owned()
        } else if refund.is_zero() {
            lang.cancel_no_refund.to_owned()
        } else {
            lang.refund_amount(&lang.money(*refund, currency))
        }
    });
    let refunds: Vec<_> = refunds.collect();
    let (changes_open, key) = (view.changes_open, view.key.clone());
    let (ended, all_sent) = (
        (!view.event_started).then(|| changes(&view)),
        view.booking.tickets.iter().all(|ticket| ticket.sent_to.is_some()),
    );
    let priced = kinds.iter().any(|kind| !kind.price.is_zero());
    let tickets = view
        .booking
        .tickets
        .iter()
        .cloned()
        .zip(view.qr.iter().cloned())
        .zip(kinds)
        .enumerate()
        .map(|(index, ((ticket, qr), kind))| {
            let (ticket_id, checked_in) = (ticket.id, ticket.checked_in_at.is_some());
            let refund = refunds.get(index).cloned();
            let choices = view.exchanges.get(index).cloned().unwrap_or_default();
            let exchange = (!choices.is_empty()).then(|| {
                view! { <TicketExchange booking=id ticket=ticket_id number=index + 1 choices /> }
            });
            let change = (changes_open && !checked_in).then(|| {
                let (ticket, key_) = (ticket.clone(), key.clone());
                view! { <TicketChange booking=id ticket number=index + 1 key_ /> }
            });
            view! {
                <li>
                    <TicketView ticket kind=kind.name qr number=index + 1 count>
                        {change}
                        {exchange}
                        {refund
                            .filter(|_| !checked_in)
                            .map(|refund| {
                                view! {
                                    <TicketCancel
                                        booking=id
                                        ticket=ticket_id
                                        number=index + 1
                                        refund
                                    />
                                }
                            })}
                    </TicketView>
                </li>
            }
        })
        .collect_view();
    let user = use_current_user();
    let late = view.late.then(|| view! { <p>{lang.late_but_seated}</p> });
    view! {
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
            {ended}
            <ul role="list" class="ticket-list">
                {tickets}
            </ul>
        </section>
        {priced.then(|| view! { <Summary view /> })}
    }
}

/// Until when names and guests of the tickets can be changed, or since when and why not.
fn changes(view: &BookingView) -> impl IntoView + use<> {
    let lang = use_texts::<TicketNamesTexts>();
    let text = match &view.changes_until {
        Some(until) => lang.changes_until(&lang.moment(until), view.changes_open),
        None => lang.closed_by_hand.to_owned(),
    };
    view! {
        <p class="muted" data-testid="ticket-changes">
            {text}
        </p>
    }
}

/// The kind of a ticket, which has a name where the event has several.
struct Kind {
    name: Option<String>,
    price: Decimal,
}

fn kind(booking: &Booking, ticket: &Ticket) -> Kind {
    let item = booking.items.iter().find(|item| Some(item.ticket_type) == ticket.ticket_type);
    match item {
        Some(item) => Kind { name: Some(item.name.clone()), price: item.unit_price },
        None => Kind { name: None, price: booking.unit_price },
    }
}

#[component]
fn TicketView(
    ticket: Ticket,
    #[prop(optional_no_strip)] kind: Option<String>,
    qr: QrPath,
    number: usize,
    count: usize,
    children: Children,
) -> impl IntoView {
    let lang = use_texts::<TicketNamesTexts>();
    let label = lang.qr_label(&ticket.code);
    // Four modules of quiet zone on each side, as readers need them.
    let view_box = format!("-4 -4 {0} {0}", qr.size + 8);
    let code = match ticket.sent_to {
        // Only its guest has the code.
        Some(email) => {
            let seen = if ticket.opened_at.is_some() { lang.opened } else { lang.not_opened };
            view! {
                <p class="ticket-sent" data-testid="ticket-sent">
                    {lang.sent_to(&email)}
                    " "
                    <span class="badge">{seen}</span>
                </p>
            }
            .into_any()
        }
        None => view! {
            <p class="ticket-code">
                <span class="visually-hidden">{lang.ticket_code} ": "</span>
                <code>{ticket.code.clone()}</code>
            </p>
        }
        .into_any(),
    };
    let away = ticket.code.is_empty();
    let shown = (!away).then(|| {
        view! {
            <svg
                class="ticket-qr"
                data-testid="ticket-qr"
                role="img"
                aria-label=label
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
                <p class="muted">{lang.ticket_number(number, count)}</p>
                {kind
                    .map(|kind| {
                        view! {
                            <p class="ticket-kind" data-testid="ticket-kind">
                                <Words text=kind />
                            </p>
                        }
                    })}
                <p class="ticket-name">
                    <Words text=ticket.attendee_name />
                </p>
                {code}
                {ticket
                    .checked_in_at
                    .map(|when| {
                        let when = lang.date_time(when.naive_utc());
                        view! {
                            <p class="badge badge-ok">{lang.checked_in(&format!("{when} UTC"))}</p>
                        }
                    })}
                {children()}
            </div>
        </article>
    }
}
