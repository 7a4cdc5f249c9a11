//! What a message is before it is rendered.

use types::Locale;
use types::ids::{BookingId, UserId};
use types::notifications::NoticeKind;
use types::text_enum;

text_enum! {
    /// The occasions people are written to about.
    pub enum MailKind {
        BookingConfirmed = "booking_confirmed",
        PaymentFailed = "payment_failed",
        /// The attendee cancelled; says what was refunded.
        BookingCancelled = "booking_cancelled",
        /// One ticket of several was given back; says which (`seat`, `attendee`) and what was
        /// refunded.
        TicketsCancelled = "tickets_cancelled",
        /// A ticket was exchanged for one of another type: says which (`seat`, `attendee`), `from` what `to`
        /// what, and what was refunded.
        TicketExchanged = "ticket_exchanged",
        /// A sum that the organizer gave back although nothing was cancelled; says which and why.
        BookingRefunded = "booking_refunded",
        /// The organizer moved the booking to another event; says from which (`from`) and why.
        BookingMoved = "booking_moved",
        /// A seat that the organizer gave away. To somebody without an account `data.token` is the
        /// secret of the ticket's address, put in when the message is sent.
        GuestTicket = "guest_ticket",
        /// A ticket that its buyer (`from`) handed on to the reader; `data.ticket` is its id, and
        /// `data.token` is put in when the message is sent.
        TicketHandedOn = "ticket_handed_on",
        /// The buyer (`from`) took a ticket back from the reader; `codes` open no door any more.
        TicketTakenBack = "ticket_taken_back",
        /// A payment came when the seats were gone: the money went back.
        PaymentRefunded = "payment_refunded",
        /// Without a booking it goes to a waiting party, and `data` says which event.
        EventCancelled = "event_cancelled",
        /// Asks an attendee for a review.
        EventSurvey = "event_survey",
        /// The organizer has answered the reader's review.
        ReviewReplied = "review_replied",
        /// An admin took the reader's event off the catalogue; `data` says which and why.
        EventHidden = "event_hidden",
        /// The same event is shown again.
        EventRestored = "event_restored",
        /// An admin hid the reader's review; `data` says of which event, and why.
        ReviewHidden = "review_hidden",
        /// The same review is shown again.
        ReviewRestored = "review_restored",
        /// `data.number` is the certificate's.
        CertificateIssued = "certificate_issued",
        /// Seats came free and are theirs until the offer ends.
        WaitlistOffer = "waitlist_offer",
        WaitlistOfferLapsed = "waitlist_offer_lapsed",
        /// What the reader waited for (`kinds`) is sold no more; `data` says of which event.
        WaitlistEnded = "waitlist_ended",
        /// Time, place or online address: `data.before` and `data.after` say from what to what.
        EventChanged = "event_changed",
        /// Sessions that the reader picked have moved or are gone: `data.sessions` says which, from
        /// what to what, and `data` which event. Not about a booking.
        SessionsMoved = "sessions_moved",
        /// A day ahead.
        EventReminder = "event_reminder",
        /// Into the team of the organizer that `data` names, as what it says; `data.token` is put in
        /// when the message is sent.
        TeamInvitation = "team_invitation",
        /// In the team of the organizer that `data` names they have the role that it says, or none any
        /// more.
        TeamChanged = "team_changed",
        /// What an organizer wrote to the people of an event; `data.message` is its id. Without that
        /// it is a copy to whoever writes it, and `data` has all of it.
        OrganizerMessage = "organizer_message",
        /// `data.token` is the secret of the link; it is removed once the message was sent.
        /// `data.first` where it makes an account of a guest.
        PasswordReset = "password_reset",
        /// The same for the link that proves an address; `data.changes` where it is the account's
        /// next one.
        VerifyEmail = "verify_email",
        /// By its owner or by a link.
        PasswordChanged = "password_changed",
        /// To the address that the account has until the link in the other mail is followed.
        EmailChangeRequested = "email_change_requested",
        /// To the address that the account had.
        EmailChanged = "email_changed",
        SecondFactorOn = "second_factor_on",
        /// By its owner or an operator.
        SecondFactorOff = "second_factor_off",
        /// One of the recovery codes was used, and few are left.
        RecoveryCodesLow = "recovery_codes_low",
    }
}

impl MailKind {
    /// About the account itself. Its reader may not be the one who wrote the account's name, so it
    /// holds nothing that a person wrote.
    pub const fn is_about_account(self) -> bool {
        matches!(
            self,
            Self::PasswordReset
                | Self::VerifyEmail
                | Self::PasswordChanged
                | Self::EmailChangeRequested
                | Self::EmailChanged
                | Self::SecondFactorOn
                | Self::SecondFactorOff
                | Self::RecoveryCodesLow
        )
    }

    /// How the inbox tells the same; none for what is no news to its reader.
    pub fn notice(self) -> Option<NoticeKind> {
        NoticeKind::parse(self.as_str())
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
