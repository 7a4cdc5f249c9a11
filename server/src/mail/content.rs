//! What every message is made of, whatever it says.

use domain::bookings::Details;
use domain::mail::{Letter, one_line};
use rust_decimal::Decimal;
use types::Currency;
use types::paths;

/// A message before it is laid out. Nothing in it is markup.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) subject: String,
    /// The line a list of messages shows beside the subject.
    pub(super) preview: String,
    pub(super) heading: String,
    pub(super) paragraphs: Vec<String>,
    pub(super) facts: Vec<Fact>,
    /// Links side by side, from one star to five.
    pub(super) stars: Vec<Star>,
    pub(super) button: Option<Button>,
    pub(super) footer: String,
}

impl Content {
    /// Each text on one line: where a message has paragraphs, its template made them.
    pub(super) fn on_one_line_each(mut self) -> Self {
        let texts = [&mut self.subject, &mut self.preview, &mut self.heading, &mut self.footer];
        let texts = texts.into_iter().chain(&mut self.paragraphs);
        let texts = texts.chain(self.facts.iter_mut().map(|fact| &mut fact.value));
        let texts = texts.chain(self.stars.iter_mut().flat_map(|s| [&mut s.label, &mut s.url]));
        let texts = texts.chain(self.button.iter_mut().map(|button| &mut button.url));
        texts.for_each(|text| *text = one_line(text));
        self
    }
}

#[derive(Debug)]
pub(super) struct Fact {
    pub(super) label: &'static str,
    pub(super) value: String,
}

#[derive(Debug)]
pub(super) struct Button {
    pub(super) label: &'static str,
    pub(super) url: String,
}

#[derive(Debug)]
pub(super) struct Star {
    pub(super) rating: u8,
    pub(super) label: String,
    pub(super) url: String,
}

pub(super) fn fact(label: &'static str, value: impl Into<String>) -> Fact {
    Fact { label, value: value.into() }
}

/// Where the event is: its venue and place.
pub(super) fn place(booking: &Details) -> String {
    match &booking.venue {
        Some(venue) if *venue != booking.location => format!("{venue}, {}", booking.location),
        _ => booking.location.clone(),
    }
}

pub(super) fn booking_url(base_url: &str, booking: &Details) -> String {
    base_url.to_owned() + &paths::booking(&booking.id)
}

/// What the message says was given back.
pub(super) enum Refund {
    /// Nothing had been paid.
    NothingPaid,
    /// Something had been paid, and the refund rule gives nothing back.
    Nothing,
    Given(Decimal, Currency),
}

pub(super) fn refund(letter: &Letter) -> Refund {
    let text = |name: &str| letter.data.get(name).and_then(|value| value.as_str());
    let amount = text("refunded").and_then(|amount| amount.parse::<Decimal>().ok());
    match (amount, text("currency").and_then(Currency::parse)) {
        (Some(amount), Some(currency)) if !amount.is_zero() => Refund::Given(amount, currency),
        (Some(_), _) => Refund::Nothing,
        (None, _) => Refund::NothingPaid,
    }
}

/// Whether a payment came when its booking had lapsed already.
pub(super) fn late(letter: &Letter) -> bool {
    letter.data.get("late").and_then(serde_json::Value::as_bool).unwrap_or_default()
}

/// Which ticket a message is about: its number and whose it is.
pub(super) fn ticket(letter: &Letter) -> Option<(i64, &str)> {
    let seat = letter.data.get("seat")?.as_i64()?;
    Some((seat, letter.data.get("attendee")?.as_str()?))
}
