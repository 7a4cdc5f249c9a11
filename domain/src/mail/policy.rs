//! The mail policy: what a message may say, by whether its address is verified.
//!
//! Anyone can register anyone's address. Until its owner has followed the link in the first mail,
//! nothing that people wrote is sent there but the booking's own confirmation, and that without
//! names and without anything that leads elsewhere. The inbox tells everything in any case.

use super::draft::{Draft, Letter};
use super::words::{one_line, without_links};
use crate::notifications::MailKind;
use serde_json::Value;
use types::Locale;

/// Messages about bookings and events that go to an unverified address a day.
pub(super) const UNVERIFIED_A_DAY: i64 = 3;

/// What an unverified address gets of a kind of message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Speaks of the account alone and holds nothing that people wrote.
    Account,
    /// With the event's title and place, as far as they lead nowhere.
    Confirmation,
    /// Of the reader's own money and seats, without a word that people wrote.
    Wordless,
    /// It stays in the inbox.
    Withheld,
}

impl MailKind {
    pub(super) const fn reach(self) -> Reach {
        match self {
            Self::PasswordReset
            | Self::VerifyEmail
            | Self::PasswordChanged
            | Self::EmailChangeRequested
            | Self::EmailChanged
            | Self::SecondFactorOn
            | Self::SecondFactorOff
            | Self::RecoveryCodesLow => Reach::Account,
            Self::BookingConfirmed
            | Self::BookingMoved
            | Self::GuestTicket
            | Self::TicketHandedOn
            | Self::TicketTakenBack => Reach::Confirmation,
            Self::PaymentFailed
            | Self::BookingCancelled
            | Self::TicketsCancelled
            | Self::TicketExchanged
            | Self::PaymentRefunded
            | Self::BookingRefunded
            | Self::EventCancelled
            | Self::TeamInvitation
            | Self::TeamChanged
            | Self::WaitlistOffer => Reach::Wordless,
            Self::EventSurvey
            | Self::ReviewReplied
            | Self::EventHidden
            | Self::EventRestored
            | Self::ReviewHidden
            | Self::ReviewRestored
            | Self::CertificateIssued
            | Self::WaitlistOfferLapsed
            | Self::WaitlistEnded
            | Self::EventChanged
            | Self::SessionsMoved
            | Self::EventReminder
            | Self::OrganizerMessage => Reach::Withheld,
        }
    }
}

/// Why a message was withheld, as admins read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Withheld {
    #[error("withheld: nobody has proved that the address is theirs")]
    Unverified,
    #[error("withheld: three messages a day go to an address that nobody has proved to be theirs")]
    EnoughToday,
    #[error("withheld: the ticket was taken back from its guest")]
    TakenBack,
}

impl Draft {
    /// The message as it may go to its address.
    ///
    /// # Errors
    /// Its kind does not go to an unverified address.
    pub fn addressed(mut self, verified: bool) -> Result<Letter, Withheld> {
        self.tidy();
        match self.kind.reach() {
            Reach::Account => self.name = None,
            _ if verified => {}
            Reach::Confirmation => self.say_only(without_links),
            Reach::Wordless => self.say_only(|_| String::new()),
            Reach::Withheld => return Err(Withheld::Unverified),
        }
        Ok(Letter::new(self))
    }

    /// Puts whatever people wrote on one line each.
    fn tidy(&mut self) {
        let tidy = |text: &mut String| *text = one_line(text);
        self.name.iter_mut().for_each(tidy);
        tidy_data(&mut self.data);
        if let Some(message) = &mut self.message {
            tidy(&mut message.subject);
            tidy(&mut message.organizer);
            tidy(&mut message.title);
        }
        let Some(booking) = &mut self.booking else { return };
        tidy(&mut booking.title);
        tidy(&mut booking.location);
        booking.venue.iter_mut().for_each(tidy);
        booking.online_meeting_url.iter_mut().for_each(tidy);
        booking.event_cancel_reason.iter_mut().for_each(tidy);
        booking.tickets.iter_mut().for_each(|ticket| tidy(&mut ticket.attendee_name));
    }

    /// Leaves of what people wrote what `allowed` gives for title and place, and nothing else.
    fn say_only(&mut self, allowed: fn(&str) -> String) {
        self.name = None;
        self.data = data_without_words(&self.data, self.locale);
        let Some(booking) = &mut self.booking else { return };
        let or = |text: String, instead: &str| {
            if text.is_empty() { instead.to_owned() } else { text }
        };
        booking.title = or(allowed(&booking.title), &booking.reference);
        booking.location = or(allowed(&booking.location), NOTHING);
        let venue = booking.venue.take().map(|venue| allowed(&venue));
        booking.venue = venue.filter(|venue| !venue.is_empty());
        // The slug is the title made into an address; the event's page is found by its id as well.
        booking.event_slug = booking.event.to_string();
        booking.online_meeting_url = None;
        booking.event_cancel_reason = None;
        for ticket in &mut booking.tickets {
            NOTHING.clone_into(&mut ticket.attendee_name);
        }
    }
}

/// The placeholder for a text that is left out.
const NOTHING: &str = "–";

fn tidy_data(data: &mut Value) {
    match data {
        Value::String(text) => *text = one_line(text),
        Value::Array(values) => values.iter_mut().for_each(tidy_data),
        Value::Object(fields) => fields.values_mut().for_each(tidy_data),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Numbers, moments and ids; a title and a slug where the template cannot do without.
fn data_without_words(data: &Value, locale: Locale) -> Value {
    const KEPT: [&str; 17] = [
        "token",
        "handed_on",
        "codes",
        "refunded",
        "paid",
        "until",
        "currency",
        "late",
        "seat",
        "tickets",
        "by_organizer",
        "by_rule",
        "starts",
        "timezone",
        "event_id",
        "role",
        "expires",
    ];
    let Some(fields) = data.as_object() else { return Value::Null };
    let mut kept: serde_json::Map<_, _> = fields
        .iter()
        .filter(|(name, _)| KEPT.contains(&name.as_str()))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    if fields.contains_key("title") {
        let title = locale.pick("an event you waited for", "событие, которого вы ждали");
        kept.insert("title".into(), title.into());
        kept.insert("slug".into(), fields.get("event_id").cloned().unwrap_or_default());
    }
    Value::Object(kept)
}
