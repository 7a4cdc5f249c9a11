//! The inbox: what happened to a person's things.

use crate::ids::{BookingId, EventId, NotificationId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $wire:literal,)*) => {
        /// What a notification is about. A message of the same name tells it by itself.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum NoticeKind { $($(#[$doc])* $name,)* }

        impl NoticeKind {
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $wire,)* }
            }
        }
    };
}

kinds! {
    BookingConfirmed = "booking_confirmed",
    PaymentFailed = "payment_failed",
    BookingCancelled = "booking_cancelled",
    /// Some of a booking's tickets were given back.
    TicketsCancelled = "tickets_cancelled",
    /// A payment came too late and went back.
    PaymentRefunded = "payment_refunded",
    EventCancelled = "event_cancelled",
    /// Time, place or online address changed.
    EventChanged = "event_changed",
    EventReminder = "event_reminder",
    WaitlistOffer = "waitlist_offer",
    WaitlistOfferLapsed = "waitlist_offer_lapsed",
    /// The event is over: how was it?
    EventSurvey = "event_survey",
    CertificateIssued = "certificate_issued",
}

impl NoticeKind {
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == name)
    }
}

/// The event a notification is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoticeEvent {
    pub id: EventId,
    pub slug: String,
    pub title: String,
}

/// `GET /api/notifications/`: one line of the inbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notification {
    pub id: NotificationId,
    pub kind: NoticeKind,
    pub event: Option<NoticeEvent>,
    pub booking: Option<BookingId>,
    /// What else there is to say, such as `refunded` and `currency`.
    pub data: BTreeMap<String, String>,
    pub created_at: DateTime<Utc>,
    pub read_at: Option<DateTime<Utc>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wire_name_is_the_kind() {
        for kind in NoticeKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
            assert_eq!(NoticeKind::parse(kind.as_str()), Some(*kind));
        }
    }
}
