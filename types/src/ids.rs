//! One newtype an entity, so that a booking's id cannot be passed where an event's is meant.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(transparent))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(s: &str) -> Result<Self, Self::Err> {
                s.parse().map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )*};
}

id! {
    /// A person's account.
    UserId,
    CategoryId,
    /// Where an organizer's events are.
    VenueId,
    EventId,
    SessionId,
    BookingId,
    TicketId,
    /// Of an exchange that is paid for.
    ExchangeId,
    /// A kind of ticket of one event.
    TicketTypeId,
    /// A quota that several kinds share.
    TicketPoolId,
    PaymentId,
    TransactionId,
    /// A line of the books.
    BookLineId,
    NotificationId,
    /// A promised message.
    MailId,
    ReviewId,
    PromotionId,
    /// A party's place in a line.
    WaitlistEntryId,
    /// One scan at a door.
    CheckInId,
    /// What is counted apart at the door.
    CheckInListId,
    /// A table of guests that was uploaded.
    GuestListId,
    /// An agenda that was uploaded.
    ScheduleFileId,
    /// What was typed into a form that was refused.
    RefusedFormId,
    /// What somebody is in a team, of one event or of all.
    MemberId,
    /// To a team.
    InvitationId,
    /// What an organizer writes to the people of an event.
    MessageId,
    /// A log-in and all that descends from it.
    LoginSessionId,
}
