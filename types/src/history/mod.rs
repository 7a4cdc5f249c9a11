//! The history: who did what to an event and its bookings, when and why. Each entry is a row of the
//! append-only audit log, written in the transaction of the change.

mod audit;
mod query;

pub use audit::AuditEntry;
pub use query::HistoryQuery;

use crate::ids::UserId;
use crate::money::{Money, decimal_string};
use crate::text_enum;
use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

text_enum! {
    /// What was done. The first word is the kind of object, the second what became of it.
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum AuditAction {
        AccountDeleted = "account.deleted",
        AccountEmailChangeRequested = "account.email_change_requested",
        AccountEmailChanged = "account.email_changed",
        AccountEmailVerified = "account.email_verified",
        AccountPasswordChanged = "account.password_changed",
        AccountRecoveryCodeUsed = "account.recovery_code_used",
        AccountSecondFactorOff = "account.second_factor_off",
        AccountSecondFactorOn = "account.second_factor_on",
        /// It asks for nothing until it is confirmed.
        AccountSecondFactorStarted = "account.second_factor_started",
        AccountSessionEnded = "account.session_ended",
        /// All but the one that asked for it.
        AccountSessionsEnded = "account.sessions_ended",
        AccountThrottled = "account.throttled",
        AdminCreated = "admin.created",
        UserChanged = "user.changed",
        /// They may write to as many people as they like.
        UserTrusted = "user.trusted",
        /// That was taken back.
        UserLimited = "user.limited",
        /// By an admin, like what follows.
        UserSessionsEnded = "user.sessions_ended",
        /// One of them.
        UserSessionEnded = "user.session_ended",
        UserPasswordResetSent = "user.password_reset_sent",
        UserExported = "user.exported",
        /// On the person's request; what it brought about follows.
        UserDeletionBegun = "user.deletion_begun",
        /// How many of their events may be open was changed.
        UserOpenEventsLimited = "user.open_events_limited",
        CategoryCreated = "category.created",
        CategoryUpdated = "category.updated",
        CategoryDeleted = "category.deleted",
        /// Its events are in another one now.
        CategoryMerged = "category.merged",
        /// Those that a fresh installation begins with, or that came with an import.
        CategoriesAdded = "category.added",
        EventCreated = "event.created",
        EventUpdated = "event.updated",
        EventPublished = "event.published",
        EventDuplicated = "event.duplicated",
        EventCancelled = "event.cancelled",
        /// What could not be cancelled with its event was tried again.
        EventCancellationRetried = "event.cancellation_retried",
        /// Many at once, from elsewhere.
        EventsImported = "event.imported",
        EventDeleted = "event.deleted",
        /// An admin took it off the catalogue.
        EventHidden = "event.hidden",
        EventRestored = "event.restored",
        /// Its organizer has answered why it is hidden.
        EventHidingAnswered = "event.hiding_answered",
        SessionCreated = "session.created",
        SessionUpdated = "session.updated",
        SessionDeleted = "session.deleted",
        /// Many at once, from another program's file.
        ScheduleImported = "schedule.imported",
        PromotionCreated = "promotion.created",
        PromotionUpdated = "promotion.updated",
        PromotionDeleted = "promotion.deleted",
        VenueCreated = "venue.created",
        VenueUpdated = "venue.updated",
        VenueDeleted = "venue.deleted",
        TicketTypeCreated = "ticket_type.created",
        TicketTypeUpdated = "ticket_type.updated",
        TicketTypeDeleted = "ticket_type.deleted",
        TicketPoolCreated = "ticket_pool.created",
        TicketPoolUpdated = "ticket_pool.updated",
        TicketPoolDeleted = "ticket_pool.deleted",
        /// What holders may do with their tickets.
        TicketRulesChanged = "ticket_rules.changed",
        /// Seats are held until they are paid for.
        BookingHeld = "booking.held",
        BookingConfirmed = "booking.confirmed",
        /// A promo code was put on it or taken off.
        BookingDiscounted = "booking.discounted",
        /// Its hold was over before it was paid for.
        BookingExpired = "booking.expired",
        BookingCancelled = "booking.cancelled",
        /// It was moved to another event, or came from one.
        BookingMoved = "booking.moved",
        /// The organizer gave it away.
        BookingGiven = "booking.given",
        /// The team's note on it was changed.
        BookingNoted = "booking.noted",
        /// Seats were promised to a party of the waitlist.
        OfferMade = "offer.made",
        OfferAccepted = "offer.accepted",
        OfferDeclined = "offer.declined",
        OfferExpired = "offer.expired",
        WaitlistJoined = "waitlist.joined",
        WaitlistLeft = "waitlist.left",
        /// The event was cancelled, or has started, while they waited.
        WaitlistClosed = "waitlist.closed",
        PaymentStarted = "payment.started",
        PaymentCompleted = "payment.completed",
        PaymentFailed = "payment.failed",
        PaymentRefunded = "payment.refunded",
        TicketRenamed = "ticket.renamed",
        /// Its buyer gave it to a guest; it has a new code.
        TicketHandedOn = "ticket.handed_on",
        /// Its guest was mailed it again.
        TicketSentAgain = "ticket.sent_again",
        /// It is its buyer's again, with a new code.
        TicketTakenBack = "ticket.taken_back",
        TicketCancelled = "ticket.cancelled",
        /// It became one of another type.
        TicketExchanged = "ticket.exchanged",
        /// A seat of a dearer type is held until the difference is paid.
        ExchangeOpened = "exchange.opened",
        /// It was not paid for in time, or given up.
        ExchangeEnded = "exchange.ended",
        TicketCheckedIn = "ticket.checked_in",
        /// It was scanned on the way out.
        TicketCheckedOut = "ticket.checked_out",
        /// Such a scan was taken back.
        TicketCheckInUndone = "ticket.check_in_undone",
        CheckInListCreated = "check_in_list.created",
        /// It has another name, or is for other kinds of ticket.
        CheckInListRenamed = "check_in_list.renamed",
        CheckInListDeleted = "check_in_list.deleted",
        CheckInListArchived = "check_in_list.archived",
        /// All that were missing, at once.
        CertificatesIssued = "certificates.issued",
        CertificateIssued = "certificate.issued",
        CertificateRevoked = "certificate.revoked",
        ReviewWritten = "review.written",
        ReviewChanged = "review.changed",
        ReviewDeleted = "review.deleted",
        ReviewHidden = "review.hidden",
        ReviewRestored = "review.restored",
        ReviewReplied = "review.replied",
        ReviewReplyWithdrawn = "review.reply_withdrawn",
        /// To the admins; the organizer does not see by whom.
        ReviewReported = "review.reported",
        TeamInvited = "team.invited",
        TeamInvitationResent = "team.invitation_resent",
        TeamInvitationWithdrawn = "team.invitation_withdrawn",
        TeamInvitationDeclined = "team.invitation_declined",
        TeamJoined = "team.joined",
        TeamRoleChanged = "team.role_changed",
        /// Of one's own will.
        TeamLeft = "team.left",
        TeamRemoved = "team.removed",
        /// To the people of an event, for now or for later.
        MessageWritten = "message.written",
        MessageChanged = "message.changed",
        MessageCancelled = "message.cancelled",
        /// The last of its audience had their turn.
        MessageSent = "message.sent",
        MailQueued = "mail.queued",
        MailResent = "mail.resent",
        MailResentAll = "mail.resent_all",
        /// To the admin who asked, by the transport that all mail takes.
        MailTested = "mail.tested",
        /// A job of the queue was tried again, or given up by a person.
        JobRetried = "job.retried",
        JobDiscarded = "job.discarded",
        /// Its provider was asked again how it ended, or it was given back again.
        PaymentRetried = "payment.retried",
    }
}

text_enum! {
    /// What it was done to.
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum ObjectKind {
        User = "user",
        Category = "category",
        Event = "event",
        Session = "session",
        Promotion = "promotion",
        Venue = "venue",
        Booking = "booking",
        WaitlistEntry = "waitlist_entry",
        Payment = "payment",
        Ticket = "ticket",
        TicketType = "ticket_type",
        TicketPool = "ticket_pool",
        CheckInList = "check_in_list",
        Certificate = "certificate",
        Review = "review",
        Mail = "mail",
        Team = "team",
        Message = "message",
        Job = "job",
    }
}

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HistoryActor {
    pub id: UserId,
    pub display_name: String,
}

/// The object of an entry. Its row may be gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HistoryObject {
    /// Such as `booking`.
    pub kind: String,
    /// Null where it was done to many at once.
    pub id: Option<Uuid>,
}

/// `GET /api/events/{id}/history/`: one entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HistoryEntry {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    /// Null for what nobody did: a hold that was over, a provider's word, a mail.
    pub actor: Option<HistoryActor>,
    /// What was done, such as `booking.cancelled`.
    pub action: String,
    pub object: HistoryObject,
    /// What it was before and is since, by field. Both are null where a field was changed whose
    /// content is not written down.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub changes: Changes,
    /// In the words of whoever did it.
    pub reason: Option<String>,
}

/// Before and after, by field.
pub type Changes = BTreeMap<String, (ChangedValue, ChangedValue)>;

/// One side of a change: a yes or no, a number, a text, or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ChangedValue {
    Flag(bool),
    Number(i64),
    Text(String),
    #[default]
    Nothing,
}

impl From<bool> for ChangedValue {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<i64> for ChangedValue {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<i32> for ChangedValue {
    fn from(number: i32) -> Self {
        Self::Number(number.into())
    }
}

impl From<&str> for ChangedValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for ChangedValue {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Uuid> for ChangedValue {
    fn from(id: Uuid) -> Self {
        Self::Text(id.to_string())
    }
}

impl From<Money> for ChangedValue {
    fn from(money: Money) -> Self {
        Self::Text(decimal_string(money.amount()))
    }
}

impl From<DateTime<Utc>> for ChangedValue {
    fn from(time: DateTime<Utc>) -> Self {
        Self::Text(time.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

impl<T: Into<Self>> From<Option<T>> for ChangedValue {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Into::into)
    }
}
