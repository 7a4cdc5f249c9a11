//! The inbox: what happened to a person's things.

use crate::ids::{BookingId, EventId, NotificationId};
use crate::text_enum;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

text_enum! {
    /// What a notification is about. A message of the same name tells it by itself.
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum NoticeKind {
        BookingConfirmed = "booking_confirmed",
        PaymentFailed = "payment_failed",
        BookingCancelled = "booking_cancelled",
        /// Some of a booking's tickets were given back.
        TicketsCancelled = "tickets_cancelled",
        /// A ticket was exchanged for one of another type.
        TicketExchanged = "ticket_exchanged",
        /// The organizer gave a sum back although nothing was cancelled.
        BookingRefunded = "booking_refunded",
        /// The organizer moved the booking to another event.
        BookingMoved = "booking_moved",
        /// The organizer gave a seat away.
        GuestTicket = "guest_ticket",
        /// Somebody handed one of their tickets on to the reader.
        TicketHandedOn = "ticket_handed_on",
        /// A ticket that was the reader's is its buyer's again.
        TicketTakenBack = "ticket_taken_back",
        /// The reader handed one of their tickets on.
        TicketSent = "ticket_sent",
        /// A payment came too late and went back.
        PaymentRefunded = "payment_refunded",
        EventCancelled = "event_cancelled",
        /// Time, place or online address changed.
        EventChanged = "event_changed",
        /// Sessions of their own agenda moved or are gone.
        SessionsMoved = "sessions_moved",
        EventReminder = "event_reminder",
        WaitlistOffer = "waitlist_offer",
        WaitlistOfferLapsed = "waitlist_offer_lapsed",
        /// What they waited for is sold no more.
        WaitlistEnded = "waitlist_ended",
        /// The event is over: how was it?
        EventSurvey = "event_survey",
        /// The organizer has answered the reader's review.
        ReviewReplied = "review_replied",
        /// An admin took the reader's event off the catalogue; `data.reason` says why.
        EventHidden = "event_hidden",
        /// The same event is shown again.
        EventRestored = "event_restored",
        /// An admin hid the reader's review.
        ReviewHidden = "review_hidden",
        /// The same review is shown again.
        ReviewRestored = "review_restored",
        CertificateIssued = "certificate_issued",
        /// Somebody wants them in their team; `data.invitation` is its id.
        TeamInvitation = "team_invitation",
        /// Their role in a team is another, `data.role`, or they are not in it any more.
        TeamChanged = "team_changed",
        /// The organizer writes to the people of an event; `data.subject` says about what.
        OrganizerMessage = "organizer_message",
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
