//! What a message is before it is rendered.

use types::Locale;
use types::ids::{BookingId, UserId};
use types::notifications::NoticeKind;

/// The occasions people are written to about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MailKind {
    BookingConfirmed,
    PaymentFailed,
    /// The attendee cancelled; says what was refunded.
    BookingCancelled,
    /// One ticket of several was given back; says which (`seat`, `attendee`) and what was refunded.
    TicketsCancelled,
    /// A payment came when the seats were gone: the money went back.
    PaymentRefunded,
    /// Without a booking it goes to somebody who waited, and `data` says which event.
    EventCancelled,
    /// Asks somebody who was there how it was.
    EventSurvey,
    /// `data.number` is the certificate's.
    CertificateIssued,
    /// Seats came free and are theirs until the offer ends.
    WaitlistOffer,
    WaitlistOfferLapsed,
    /// Time, place or online address: `data.before` and `data.after` say from what to what.
    EventChanged,
    /// A day ahead.
    EventReminder,
    /// `data.token` is the secret of the link; it is removed once the message was sent.
    PasswordReset,
    /// The same for the link that proves an address; `data.changes` where it is the account's next one.
    VerifyEmail,
    /// By its owner or by a link.
    PasswordChanged,
    /// To the address that the account has until the link in the other mail is followed.
    EmailChangeRequested,
    /// To the address that the account had.
    EmailChanged,
}

impl MailKind {
    pub const ALL: [Self; 17] = [
        Self::BookingConfirmed,
        Self::PaymentFailed,
        Self::BookingCancelled,
        Self::TicketsCancelled,
        Self::PaymentRefunded,
        Self::EventCancelled,
        Self::EventSurvey,
        Self::CertificateIssued,
        Self::WaitlistOffer,
        Self::WaitlistOfferLapsed,
        Self::EventChanged,
        Self::EventReminder,
        Self::PasswordReset,
        Self::VerifyEmail,
        Self::PasswordChanged,
        Self::EmailChangeRequested,
        Self::EmailChanged,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BookingConfirmed => "booking_confirmed",
            Self::PaymentFailed => "payment_failed",
            Self::BookingCancelled => "booking_cancelled",
            Self::TicketsCancelled => "tickets_cancelled",
            Self::PaymentRefunded => "payment_refunded",
            Self::EventCancelled => "event_cancelled",
            Self::EventSurvey => "event_survey",
            Self::CertificateIssued => "certificate_issued",
            Self::WaitlistOffer => "waitlist_offer",
            Self::WaitlistOfferLapsed => "waitlist_offer_lapsed",
            Self::EventChanged => "event_changed",
            Self::EventReminder => "event_reminder",
            Self::PasswordReset => "password_reset",
            Self::VerifyEmail => "verify_email",
            Self::PasswordChanged => "password_changed",
            Self::EmailChangeRequested => "email_change_requested",
            Self::EmailChanged => "email_changed",
        }
    }

    /// About the account itself. It may reach somebody else than who wrote the account's name, so
    /// nothing that a person wrote stands in it.
    pub const fn is_about_account(self) -> bool {
        matches!(
            self,
            Self::PasswordReset
                | Self::VerifyEmail
                | Self::PasswordChanged
                | Self::EmailChangeRequested
                | Self::EmailChanged
        )
    }

    /// How the inbox tells the same; none for what is no news to its reader.
    pub fn notice(self) -> Option<NoticeKind> {
        NoticeKind::parse(self.as_str())
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// A message to be promised.
#[derive(Clone, Debug)]
pub struct NewMessage {
    /// Names the occasion (`booking_confirmed:<booking>`): one occasion is one message.
    pub unique_key: String,
    pub kind: MailKind,
    pub user_id: Option<UserId>,
    pub recipient: String,
    pub locale: Locale,
    pub booking_id: Option<BookingId>,
    /// What the template needs and cannot read from the rows. Where there is no booking,
    /// `event_id` names the event for the inbox.
    pub data: serde_json::Value,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_people_are_written_about_their_inbox_tells_too() {
        for kind in MailKind::ALL {
            let silent = kind.is_about_account();
            assert_eq!(kind.notice().is_none(), silent, "{kind:?} needs a NoticeKind of its name");
        }
    }
}
