//! Why an entry moves: the words of the log.

use types::bookings::CancelReason;
use types::waitlist::WaitlistStatus;

/// A move of one entry, but for the offers, which are written where they are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Move {
    Joined,
    /// They left while waiting.
    Left,
    /// The event was cancelled while they waited.
    EventCancelled,
    /// The event started while they waited.
    EventStarted,
    /// They paid, or confirmed what costs nothing.
    Accepted,
    OfferDeclined,
    OfferLapsed,
    /// The event was cancelled while an offer was open.
    OfferWithdrawn,
}

impl Move {
    /// What the end of an offered booking is on the waitlist.
    pub(crate) const fn of_offer(reason: CancelReason) -> Self {
        match reason {
            CancelReason::Expired => Self::OfferLapsed,
            CancelReason::EventCancelled => Self::OfferWithdrawn,
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
            | Self::OfferDeclined
            | Self::OfferWithdrawn => WaitlistStatus::Left,
        }
    }

    pub(crate) const fn reason(self) -> &'static str {
        match self {
            Self::Joined => "joined",
            Self::Left => "left",
            Self::EventCancelled => "event_cancelled",
            Self::EventStarted => "event_started",
            Self::Accepted => "accepted",
            Self::OfferDeclined => "offer_declined",
            Self::OfferLapsed => "offer_lapsed",
            Self::OfferWithdrawn => "offer_withdrawn",
        }
    }
}
