//! Path parameters, described once: each is an extractor and its own part of the OpenAPI document.

use super::extract::ApiPath;
use crate::http::problem::ApiError;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::Deserialize;
use types::ids::{
    BookingId, CategoryId, CheckInId, CheckInListId, InvitationId, LoginSessionId, MailId,
    MemberId, MessageId, NotificationId, PaymentId, PromotionId, ReviewId, SessionId, TicketId,
    TicketPoolId, TicketTypeId, UserId, VenueId, WaitlistEntryId,
};
use utoipa::IntoParams;

macro_rules! paths {
    ($($name:ident { $($(#[$doc:meta])* $field:ident: $type:ident),+ })*) => {$(
        #[derive(Debug, Deserialize, IntoParams)]
        #[into_params(parameter_in = Path)]
        pub(crate) struct $name { $($(#[$doc])* pub(crate) $field: $type),+ }

        impl<S: Send + Sync> FromRequestParts<S> for $name {
            type Rejection = ApiError;

            async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
                Ok(ApiPath::from_request_parts(parts, state).await?.0)
            }
        }
    )*};
}

paths! {
    EventPath {
        /// The event's id or slug.
        id: String
    }
    SessionPath {
        /// The event's id or slug.
        id: String,
        /// The session's id.
        session: SessionId
    }
    EventBookingPath {
        /// The event's id or slug.
        id: String,
        /// The booking's id.
        booking: BookingId
    }
    EventTicketPath {
        /// The event's id or slug.
        id: String,
        /// The booking's id.
        booking: BookingId,
        /// The ticket's id.
        ticket: TicketId
    }
    EntryPath {
        /// The event's id or slug.
        id: String,
        /// The entry's id.
        entry: WaitlistEntryId
    }
    TicketTypePath {
        /// The event's id or slug.
        id: String,
        /// The type's id.
        ticket_type: TicketTypeId
    }
    TicketPoolPath {
        /// The event's id or slug.
        id: String,
        /// The pool's id.
        pool: TicketPoolId
    }
    EventMemberPath {
        /// The event's id or slug.
        id: String,
        /// The member's id in this team.
        member: MemberId
    }
    EventMessagePath {
        /// The event's id or slug.
        id: String,
        /// The message's id.
        message: MessageId
    }
    EventInvitationPath {
        /// The event's id or slug.
        id: String,
        /// The invitation's id.
        invitation: InvitationId
    }
    MemberPath {
        /// The member's id in this team.
        member: MemberId
    }
    InvitationPath {
        /// The invitation's id.
        invitation: InvitationId
    }
    TokenPath {
        /// The secret of the invitation's link, or its id.
        token: String
    }
    CheckInPath {
        /// The event's id or slug.
        id: String,
        /// The scan's id.
        check_in: CheckInId
    }
    CheckInListPath {
        /// The event's id or slug.
        id: String,
        /// The list's id.
        list: CheckInListId
    }
    BookingPath {
        /// The booking's id.
        id: BookingId
    }
    TicketPath {
        /// The booking's id.
        id: BookingId,
        /// The ticket's id.
        ticket: TicketId
    }
    CertificatePath {
        /// The certificate's number.
        number: String
    }
    CategoryPath {
        /// The category's id.
        id: CategoryId
    }
    LoginSessionPath {
        /// The session's id, as the list has it.
        id: LoginSessionId
    }
    UserSessionPath {
        /// The user's id.
        id: UserId,
        /// The session's id, as the account's page has it.
        session: LoginSessionId
    }
    MailPath {
        /// The message's id.
        id: MailId
    }
    JobPath {
        /// The job's number.
        id: i64
    }
    NotificationPath {
        /// The notification's id.
        id: NotificationId
    }
    PaymentPath {
        /// The payment's id.
        id: PaymentId
    }
    PromotionPath {
        /// The promotion's id.
        id: PromotionId
    }
    ReviewPath {
        /// The review's id.
        id: ReviewId
    }
    VenuePath {
        /// The venue's id.
        id: VenueId
    }
    UserPath {
        /// The user's id.
        id: UserId
    }
}
