//! What a mail about a booking reads, and the parts that such mails share.

use super::content::{Button, Content, Fact, fact};
use super::words::{COMMON, Words};
use crate::documents::dates::{moment, span};
use chrono::{DateTime, Utc};
use domain::bookings::Details;
use domain::mail::Letter;
use rust_decimal::Decimal;
use types::i18n::place_line;
use types::money::decimal_string;
use types::ticket_types::spelled_out;
use types::{Currency, Locale, paths};

/// A message, the booking that it is about, and where its links lead.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) letter: &'a Letter,
    pub(super) booking: &'a Details,
    pub(super) base_url: &'a str,
}

impl<'a> Context<'a> {
    /// `None` where there is no booking.
    pub(super) fn new(letter: &'a Letter, base_url: &'a str) -> Option<Self> {
        Some(Self { letter, booking: letter.booking.as_ref()?, base_url })
    }

    pub(super) fn locale(&self) -> Locale {
        self.letter.locale
    }

    pub(super) fn common(&self) -> &'static Words {
        COMMON.get(self.locale())
    }

    /// The event's time in its own zone.
    pub(super) fn when(&self) -> String {
        let booking = self.booking;
        span(booking.starts, booking.ends, &booking.timezone, self.locale())
    }

    pub(super) fn place(&self) -> String {
        place_line(self.booking.venue.as_deref(), &self.booking.location)
    }

    /// A moment in the event's zone.
    pub(super) fn moment(&self, at: DateTime<Utc>) -> String {
        moment(at, &self.booking.timezone, self.locale())
    }

    /// The end of the hold; empty where there is none.
    pub(super) fn hold_until(&self) -> String {
        self.booking.hold_expires_at.map(|at| self.moment(at)).unwrap_or_default()
    }

    /// What was booked of each kind; nothing where the event has one kind of ticket.
    pub(super) fn kinds(&self) -> Option<Fact> {
        spelled_out(&self.booking.items).map(|kinds| fact(self.common().seats, kinds))
    }

    /// Where those meet who are not there.
    pub(super) fn online_meeting(&self) -> Option<Fact> {
        let url = self.booking.online_meeting_url.as_ref()?;
        Some(fact(self.common().join_online, url))
    }

    /// Event, time, place, seats, total and reference.
    pub(super) fn facts(&self) -> Vec<Fact> {
        let (common, booking) = (self.common(), self.booking);
        let mut facts = vec![
            fact(common.event, &booking.title),
            fact(common.when, self.when()),
            fact(common.place, self.place()),
            self.kinds().unwrap_or_else(|| fact(common.seats, booking.quantity.to_string())),
        ];
        if !booking.total.is_zero() {
            let total = booking.total;
            facts.push(fact(common.total, money(self.locale(), total.amount(), total.currency)));
        }
        facts.push(fact(common.booking, &booking.reference));
        facts
    }

    /// What a mail about the booking has beside its words: the facts, and a link to it.
    pub(super) fn about_booking(&self) -> Content {
        Content { facts: self.facts(), button: Some(self.see_booking()), ..Content::default() }
    }

    /// A link to the booking; of a reader whom a ticket was handed on to, to that.
    pub(super) fn see_booking(&self) -> Button {
        let common = self.common();
        self.booking_button(if self.handed_on() { common.see_ticket } else { common.see_booking })
    }

    /// A link to the booking; for a reader without an account, to the ticket.
    pub(super) fn booking_button(&self, label: &'static str) -> Button {
        let path = match self.guest_token() {
            Some(token) => paths::guest_ticket(token),
            None => paths::booking(&self.booking.id),
        };
        Button { label, url: self.url(&path) }
    }

    pub(super) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    /// A sum of the message's data, in words.
    pub(super) fn sum(&self, name: &str) -> Option<String> {
        let amount = self.text(name).and_then(|amount| amount.parse::<Decimal>().ok())?;
        let currency = self.text("currency").and_then(Currency::parse)?;
        Some(money(self.locale(), amount, currency))
    }

    /// Which of the booking's tickets the message is about.
    pub(super) fn seat(&self) -> Option<i64> {
        self.letter.data.get("seat").and_then(serde_json::Value::as_i64)
    }

    /// What was refunded; `None` where nothing had been paid.
    pub(super) fn refund_line(&self) -> Option<String> {
        let common = self.common();
        let amount = self.text("refunded").and_then(|amount| amount.parse::<Decimal>().ok())?;
        match self.text("currency").and_then(Currency::parse) {
            Some(currency) if !amount.is_zero() => {
                Some((common.refunded)(&money(self.locale(), amount, currency)))
            }
            // Something had been paid, and nothing of it comes back: by the rule, or by choice.
            _ if self.by_organizer() && !self.is("by_rule") => {
                Some(common.nothing_comes_back.to_owned())
            }
            _ => Some(common.nothing_refunded.to_owned()),
        }
    }

    /// The organizer did it, not the attendee.
    pub(super) fn by_organizer(&self) -> bool {
        self.is("by_organizer")
    }

    /// Somebody handed a ticket on to the reader, who can neither cancel nor exchange it.
    pub(super) fn handed_on(&self) -> bool {
        self.is("handed_on")
    }

    /// Whom such a reader asks: whoever did what the message tells.
    pub(super) fn whom_to_ask(&self) -> String {
        let common = self.common();
        if self.by_organizer() { common.ask_organizer } else { common.ask_sender }.to_owned()
    }

    fn is(&self, name: &str) -> bool {
        self.letter.data.get(name).and_then(serde_json::Value::as_bool) == Some(true)
    }

    /// What the organizer writes about it.
    pub(super) fn reason_line(&self) -> Option<String> {
        let reason = self.text("reason").filter(|reason| !reason.is_empty())?;
        Some((self.common().organizer_writes)(reason))
    }

    /// That the organizer did it, and why; nothing of what the reader did.
    pub(super) fn organizers_deed(&self) -> Vec<String> {
        if !self.by_organizer() {
            return Vec::new();
        }
        let done = self.common().by_organizer.to_owned();
        std::iter::once(done).chain(self.reason_line()).collect()
    }

    /// The secret of the ticket's address, for a reader without an account.
    pub(super) fn guest_token(&self) -> Option<&'a str> {
        self.text("token")
    }

    /// A text of the message's own data.
    pub(super) fn text(&self, name: &str) -> Option<&'a str> {
        self.letter.data.get(name)?.as_str()
    }
}

/// The event that a message without a booking is about, by its own data: its title, and what the mail has
/// beside its words. `None` where they do not say.
pub(super) fn about_event<'a>(letter: &'a Letter, base_url: &str) -> Option<(&'a str, Content)> {
    let common = COMMON.get(letter.locale);
    let text = |name: &str| letter.data.get(name).and_then(|value| value.as_str());
    let starts: DateTime<Utc> = text("starts")?.parse().ok()?;
    let (title, path) = (text("title")?, paths::event(text("slug")?));
    let when = moment(starts, text("timezone")?, letter.locale);
    let facts = vec![fact(common.event, title), fact(common.when, when)];
    let button = Some(Button { label: common.see_event, url: format!("{base_url}{path}") });
    Some((title, Content { facts, button, ..Content::default() }))
}

/// `49.98 EUR`; `49,98 EUR`: with the code, so that no reader takes one dollar for another.
fn money(locale: Locale, amount: Decimal, currency: Currency) -> String {
    let digits = decimal_string(amount).replace('.', locale.pick(".", ","));
    format!("{digits} {currency}")
}
