//! Assembly of the page of one booking.

use super::booking_views::{
    LedgerEntry, MailLine, OrganizedBooking, PaymentLine, Possible, TicketLine,
};
use super::history_view;
use crate::actions::bookings::views::Amount;
use crate::i18n::OrganizeBookingsTexts;
use chrono::{DateTime, Utc};
use domain::events::wall;
use types::bookings::BookingStatus;
use types::event_bookings::{BookingMail, OrganizerBooking, OrganizerPayment, OrganizerTicket};
use types::events::EventStatus;
use types::ticket_types::{BookingItem, spelled_out};

/// How a booking was made.
pub(super) const WAITLIST: &str = "waitlist";
pub(super) const COMPLIMENTARY: &str = "complimentary";

pub(super) fn view(
    lang: &OrganizeBookingsTexts,
    booking: OrganizerBooking,
    now: DateTime<Utc>,
) -> OrganizedBooking {
    let may = possible(&booking, now);
    let (zone, status) = (booking.event.timezone, booking.status);
    let at = |time: DateTime<Utc>| wall(time, &zone);
    let exchange = booking.exchange.map(|open| {
        let ticket = booking.tickets.iter().find(|ticket| ticket.id == open.ticket);
        let until = lang.moment(&at(open.hold_expires_at));
        lang.exchange_waits(ticket.map_or(1, |ticket| ticket.seat), &open, &until)
    });
    let entries = booking.history.into_iter();
    let currency = booking.money.currency;
    OrganizedBooking {
        id: booking.id,
        reference: booking.reference,
        slug: booking.event.slug,
        name: booking.user.display_name,
        email: booking.email,
        quantity: booking.quantity,
        kinds: spelled_out(&booking.items),
        status: booking.status,
        cancel_reason: booking.cancel_reason,
        offered: booking.channel == WAITLIST,
        complimentary: booking.channel == COMPLIMENTARY,
        promo_code: booking.promo_code,
        origin: booking.origin.map(|origin| origin.to_string()),
        booked: at(booking.booked_at),
        held_until: booking
            .hold_expires_at
            .filter(|_| booking.status == BookingStatus::Pending)
            .map(at),
        confirmed: booking.confirmed_at.map(at),
        cancelled: booking.cancelled_at.map(at),
        full_refund_until: booking
            .full_refund_until
            .filter(|_| booking.status == BookingStatus::Confirmed && !booking.money.net.is_zero())
            .map(at),
        exchange,
        money: booking.money,
        payments: booking.payments.into_iter().map(|it| payment(it, &zone)).collect(),
        tickets: booking.tickets.into_iter().map(|it| ticket(it, &booking.items, &zone)).collect(),
        mails: booking.mails.into_iter().map(|it| mail(it, status, &zone)).collect(),
        history: entries
            .map(|entry| history_view::line(lang, &zone, Some(currency), entry))
            .collect(),
        note: booking.note.unwrap_or_default(),
        may,
        key: crate::actions::idempotency_key::new(),
    }
}

/// What the services would not refuse at once; they decide again.
fn possible(booking: &OrganizerBooking, now: DateTime<Utc>) -> Possible {
    let on = booking.event.status != EventStatus::Cancelled && booking.event.end_date > now;
    let confirmed = booking.status == BookingStatus::Confirmed;
    let mut valid = booking.tickets.iter().filter(|ticket| ticket.cancelled_at.is_none());
    let seen = valid.clone().any(|ticket| ticket.checked_in_at.is_some());
    let unseen = valid.any(|ticket| ticket.checked_in_at.is_none());
    Possible {
        cancel: on && (booking.status == BookingStatus::Pending || (confirmed && unseen)),
        refund: !booking.money.net.is_zero(),
        relocate: on && confirmed && !seen,
        rename: confirmed,
        exchange: on && confirmed && !booking.items.is_empty(),
        resend: confirmed,
    }
}

fn payment(payment: OrganizerPayment, zone: &str) -> PaymentLine {
    let ledger = payment.transactions.into_iter().map(|line| LedgerEntry {
        kind: line.kind,
        amount: line.amount,
        reason: line.reason,
        at: wall(line.at, zone),
    });
    PaymentLine {
        exchange: payment.exchange.is_some(),
        method: payment.payment.payment_method,
        card_last4: payment.card_last4,
        reference: payment.payment.reference_id,
        status: payment.payment.status,
        amount: Amount(payment.payment.amount),
        started: wall(payment.started_at, zone),
        ledger: ledger.collect(),
    }
}

fn ticket(ticket: OrganizerTicket, items: &[BookingItem], zone: &str) -> TicketLine {
    let kind = items.iter().find(|item| Some(item.ticket_type) == ticket.ticket_type);
    TicketLine {
        kind: kind.map(|item| item.name.clone()),
        id: ticket.id,
        seat: ticket.seat,
        code: ticket.code,
        name: ticket.attendee_name,
        sent_to: ticket.sent_to,
        checked_in: ticket.checked_in_at.map(|time| wall(time, zone)),
        cancelled: ticket.cancelled_at.map(|time| wall(time, zone)),
    }
}

fn mail(mail: BookingMail, booking: BookingStatus, zone: &str) -> MailLine {
    MailLine {
        again: !mail.to_guest
            && domain::bookings::may_be_sent_again(&mail.kind, mail.state, booking),
        id: mail.id,
        kind: mail.kind,
        state: mail.state,
        recipient: mail.recipient,
        subject: mail.subject,
        last_error: mail.last_error,
        at: wall(mail.sent_at.unwrap_or(mail.created_at), zone),
    }
}
