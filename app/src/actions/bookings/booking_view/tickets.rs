//! The tickets of a confirmed booking, one a seat.

use super::{Page, qr};
use crate::actions::bookings::views::{ExchangeChoice, SentTicket, TicketView};
use rust_decimal::Decimal;
use types::bookings::Ticket;
use types::events::EventStatus;
use types::exchange::ExchangeOption;

impl Page<'_> {
    pub(super) fn tickets(&self) -> Vec<TicketView> {
        let tickets = self.booking.tickets.iter().enumerate();
        tickets.map(|(at, ticket)| self.ticket(at, ticket)).collect()
    }

    fn ticket(&self, at: usize, ticket: &Ticket) -> TicketView {
        let Self { lang, booking, .. } = self;
        let unused = ticket.checked_in_at.is_none();
        TicketView {
            id: ticket.id,
            place: lang.ticket_number(at + 1, booking.tickets.len()),
            code: ticket.code.clone(),
            qr: (!ticket.code.is_empty()).then(|| qr(&ticket.code)),
            qr_label: lang.qr_label(&ticket.code),
            name: ticket.attendee_name.clone(),
            kind: self.kind(ticket).0,
            checked_in: ticket
                .checked_in_at
                .map(|when| lang.checked_in(&format!("{} UTC", lang.date_time(when.naive_utc())))),
            sent: ticket.sent_to.as_ref().map(|email| SentTicket {
                to: lang.sent_to(email),
                opened: if ticket.opened_at.is_some() { lang.opened } else { lang.not_opened }
                    .to_owned(),
            }),
            changes: self.changes_open() && unused,
            choices: self.choices(ticket),
            cancel: self.given_back_of(at, ticket).filter(|_| unused),
        }
    }

    /// The name of its kind, where the event has several, and what one of those costs.
    pub(super) fn kind(&self, ticket: &Ticket) -> (Option<String>, Decimal) {
        let items = &self.booking.items;
        match items.iter().find(|item| Some(item.ticket_type) == ticket.ticket_type) {
            Some(item) => (Some(item.name.clone()), item.unit_price),
            None => (None, self.booking.unit_price),
        }
    }

    /// What cancelling it alone gives back; none where it is the only one.
    fn given_back_of(&self, at: usize, ticket: &Ticket) -> Option<String> {
        let refunds = self.known.refunds.as_ref().filter(|refunds| refunds.tickets.len() > 1)?;
        let (_, price) = self.kind(ticket);
        let paid = !self.booking.total_price.is_zero();
        let price = if paid { price } else { Decimal::ZERO };
        refunds.tickets.get(at).map(|refund| self.given_back(price, refund.amount()))
    }

    /// None while the difference of an exchange is being paid.
    fn choices(&self, ticket: &Ticket) -> Vec<ExchangeChoice> {
        let Self { lang, booking, known, .. } = self;
        let of = known.exchanges.iter().find(|it| it.ticket == ticket.id && it.refused.is_none());
        let options = of.map(|of| of.options.as_slice()).filter(|_| !self.paying());
        let choice = |option: &ExchangeOption| ExchangeChoice {
            text: lang.exchange_choice(option, booking.currency),
            id: option.ticket_type.to_string(),
            open: option.refused.is_none(),
        };
        options.unwrap_or_default().iter().map(choice).collect()
    }

    fn changes_open(&self) -> bool {
        let known = self.known;
        known.changes.open && known.event.event.status == EventStatus::Published
    }

    /// Until when names and guests of the tickets can be changed, or since when and why not.
    pub(super) fn changes(&self) -> Option<String> {
        let Self { lang, known, .. } = self;
        let text = || match known.changes.until {
            Some(until) => lang.changes_until(&self.moment(until), self.changes_open()),
            None => lang.closed_by_hand.to_owned(),
        };
        (!known.event.started).then(text)
    }
}
