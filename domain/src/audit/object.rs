//! The object of an entry, written as `booking:<id>`.

use std::fmt;
use types::history::ObjectKind;
use types::ids::{
    BookingId, CategoryId, CheckInListId, EventId, InvitationId, MailId, MemberId, MessageId,
    PaymentId, PromotionId, ReviewId, SessionId, TicketId, TicketPoolId, TicketTypeId, UserId,
    VenueId, WaitlistEntryId,
};
use uuid::Uuid;

/// What something was done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Object {
    pub(super) kind: ObjectKind,
    /// None: many at once.
    pub(super) id: Option<Uuid>,
}

impl Object {
    pub fn new(kind: ObjectKind, id: Uuid) -> Self {
        Self { kind, id: Some(id) }
    }

    /// Several of a kind at once.
    pub fn many(kind: ObjectKind) -> Self {
        Self { kind, id: None }
    }

    pub(super) fn id_if(self, kind: ObjectKind) -> Option<Uuid> {
        self.id.filter(|_| self.kind == kind)
    }

    /// Reads `booking:<id>`, or `mail` for many.
    pub(crate) fn parts(subject: &str) -> (String, Option<Uuid>) {
        let (kind, id) = subject.split_once(':').unwrap_or((subject, ""));
        (kind.to_owned(), id.parse().ok())
    }
}

impl fmt::Display for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.id {
            Some(id) => write!(f, "{}:{id}", self.kind),
            None => write!(f, "{}", self.kind),
        }
    }
}

macro_rules! kinds {
    ($($id:ident is $kind:ident),* $(,)?) => {$(
        impl From<$id> for Object {
            fn from(id: $id) -> Self {
                Self::new(ObjectKind::$kind, id.0)
            }
        }
    )*};
}

kinds! {
    UserId is User,
    CategoryId is Category,
    EventId is Event,
    SessionId is Session,
    PromotionId is Promotion,
    VenueId is Venue,
    BookingId is Booking,
    PaymentId is Payment,
    TicketId is Ticket,
    TicketTypeId is TicketType,
    TicketPoolId is TicketPool,
    CheckInListId is CheckInList,
    ReviewId is Review,
    WaitlistEntryId is WaitlistEntry,
    MailId is Mail,
    MessageId is Message,
    MemberId is Team,
    InvitationId is Team,
}
