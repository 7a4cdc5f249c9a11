//! The log: why an entry changes its status.

use types::bookings::CancelReason;
use types::text_enum;
use types::waitlist::WaitlistStatus;

text_enum! {
    /// A move of one entry, but for the offers, which are written where they are made.
    pub(crate) enum Move {
        Joined = "joined",
        /// They left while waiting.
        Left = "left",
        /// The event was cancelled while they waited.
        EventCancelled = "event_cancelled",
        /// The event started while they waited.
        EventStarted = "event_started",
        /// The types they would have taken were archived while they waited.
        TypesArchived = "types_archived",
        /// They paid, or confirmed what costs nothing.
        Accepted = "accepted",
        OfferDeclined = "offer_declined",
        OfferLapsed = "offer_lapsed",
        /// The event was cancelled while an offer was open, or its organizer took it back.
        OfferWithdrawn = "offer_withdrawn",
    }
}

impl Move {
    /// What the end of an offered booking is on the waitlist.
    pub(crate) const fn of_offer(reason: CancelReason) -> Self {
        match reason {
            CancelReason::Expired => Self::OfferLapsed,
            CancelReason::EventCancelled | CancelReason::ByOrganizer => Self::OfferWithdrawn,
            CancelReason::ByAttendee
            | CancelReason::PaymentRefunded
            | CancelReason::OfferDeclined => Self::OfferDeclined,
        }
    }

    pub(crate) const fn to(self) -> WaitlistStatus {
        match self {
            Self::Joined => WaitlistStatus::Waiting,
            Self::Accepted => WaitlistStatus::Accepted,
            Self::OfferLapsed => WaitlistStatus::Expired,
            Self::Left
            | Self::EventCancelled
            | Self::EventStarted
            | Self::TypesArchived
            | Self::OfferDeclined
            | Self::OfferWithdrawn => WaitlistStatus::Left,
        }
    }
}
