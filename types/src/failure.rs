//! What can go wrong, as a closed set: the one table behind REST problems and the app's errors.
//!
//! Without WASM a failure travels in the URL, so it holds codes and field names, never free text.

use crate::ids::{SessionId, TicketTypeId};
use crate::text_enum;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($($variant:ident = $code:tt, $status:literal, $title:literal;)*) => {
        text_enum! {
            /// A stable, machine-readable name for what went wrong.
            #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
            pub enum ErrorCode { $($variant = $code,)* }
        }

        impl ErrorCode {
            /// The HTTP status that goes with it.
            pub const fn status(self) -> u16 {
                match self { $(Self::$variant => $status,)* }
            }

            /// A short English summary; the app shows its own translated text.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)* }
            }
        }
    };
}

codes! {
    MalformedBody = "malformed_body", 400, "The request body could not be read";
    SignatureInvalid = "signature_invalid", 400, "The signature does not match the body";
    Unauthenticated = "unauthenticated", 401, "Log in first";
    InvalidCredentials = "invalid_credentials", 401, "The e-mail or the password is wrong";
    SecondFactorRequired = "second_factor_required", 401, "The password is right; send the code of the second factor as well";
    TokenReused = "token_reused", 401, "This refresh token was used before; log in again";
    TokenInvalid = "token_invalid", 401, "The token is not valid or has expired";
    Forbidden = "forbidden", 403, "You may not do this";
    NotAttended = "not_attended", 403, "Only people who were there may do this";
    EmailNotVerified = "email_not_verified", 403, "Verify your e-mail address first: follow the link in our mail";
    SecondFactorSetupRequired = "second_factor_setup_required", 403, "Set up a second factor first: administrators need one here";
    InvitationForAnother = "invitation_for_another", 403, "This invitation was sent to another address";
    CrossSite = "cross_site", 403, "The request came from another site";
    NotFound = "not_found", 404, "There is nothing here";
    NotOnWaitlist = "not_on_waitlist", 404, "You are not on this waitlist";
    MethodNotAllowed = "method_not_allowed", 405, "This address does not take that verb";
    Gone = "gone", 410, "What was here is gone for good";
    EmailTaken = "email_taken", 409, "There is an account with this e-mail already";
    SoldOut = "sold_out", 409, "There are not enough seats left";
    EventNotBookable = "event_not_bookable", 409, "This event cannot be booked";
    OpenEventsLimit = "open_events_limit", 409, "This organizer has as many open events as an admin lets them";
    PerPersonLimit = "per_person_limit", 409, "One person may not have that many seats of this event";
    WaitlistFirst = "waitlist_first", 409, "The free seats are promised to people who are waiting";
    SeatsAvailable = "seats_available", 409, "These seats can be booked right now";
    SaleNotOpen = "sale_not_open", 409, "This kind of ticket is not on sale yet";
    SaleEnded = "sale_ended", 409, "This kind of ticket is no longer on sale";
    TicketTypeInUse = "ticket_type_in_use", 409, "Tickets of this kind were sold, or somebody waits for them; archive it instead";
    ExchangesClosed = "exchanges_closed", 409, "Tickets of this event cannot be exchanged, or not any more";
    ExchangeCostsMore = "exchange_costs_more", 409, "This kind of ticket costs more: say that the difference is a present (waive)";
    ExchangeQuantity = "exchange_quantity", 409, "One booking may not have so many or so few of a kind";
    QuotaBelowTaken = "quota_below_taken", 409, "More seats are taken than that";
    WaitlistClosed = "waitlist_closed", 409, "This waitlist takes nobody new";
    NotWaiting = "not_waiting", 409, "This party waits no more";
    AlreadyWaiting = "already_waiting", 409, "You are on this waitlist already";
    CapacityBelowTaken = "capacity_below_taken", 409, "More seats are taken than that";
    EventHasBookings = "event_has_bookings", 409, "There are bookings for this event; cancel it instead";
    CurrencyInUse = "currency_in_use", 409, "Seats were sold in this currency; it can no longer be changed";
    EventCancelled = "event_cancelled", 409, "This event was cancelled";
    EventNotPublished = "event_not_published", 409, "This event was never published; delete it instead";
    EventStarted = "event_started", 409, "This event has started and people booked it; it can no longer be moved";
    EventEnded = "event_ended", 409, "This event has ended";
    EventNotEnded = "event_not_ended", 409, "This event is not over yet";
    AlreadyInTeam = "already_in_team", 409, "This person is in the team already";
    AlreadyInvited = "already_invited", 409, "There is an open invitation for this address";
    AlreadyReviewed = "already_reviewed", 409, "You have reviewed this event already";
    ReviewHidden = "review_hidden", 409, "This review was hidden by an administrator";
    AlreadyReplied = "already_replied", 409, "This review was answered already; take that answer back first";
    AlreadyReported = "already_reported", 409, "You have reported this review already";
    RoomConflict = "room_conflict", 409, "The room is taken at that time";
    SpeakerConflict = "speaker_conflict", 409, "The speaker is elsewhere at that time";
    CategoryInUse = "category_in_use", 409, "There are events in this category";
    PromoCodeTaken = "promo_code_taken", 409, "There is a promotion with this code";
    SlugTaken = "slug_taken", 409, "This short name is taken";
    VenueInUse = "venue_in_use", 409, "There are events at this venue";
    VenueTaken = "venue_taken", 409, "There is a venue with this name already";
    EventNotCancelled = "event_not_cancelled", 409, "This event was not cancelled";
    PaymentInProgress = "payment_in_progress", 409, "A payment for this booking is under way";
    AlreadyPaid = "already_paid", 409, "This booking is paid";
    BookingNotPayable = "booking_not_payable", 409, "This booking cannot be paid";
    BookingNotConfirmable = "booking_not_confirmable", 409, "This booking cannot be confirmed like that";
    BookingNotConfirmed = "booking_not_confirmed", 409, "This booking is not confirmed";
    BookingNotCancellable = "booking_not_cancellable", 409, "This booking can no longer be cancelled";
    ChangesClosed = "changes_closed", 409, "Changes to the tickets of this event have ended";
    TicketHandedOn = "ticket_handed_on", 409, "This ticket was handed on; its guest has it";
    AlreadyCheckedIn = "already_checked_in", 409, "A ticket was seen at the door already";
    NotCheckedIn = "not_checked_in", 409, "This ticket is not inside";
    TicketTypeRefused = "ticket_type_refused", 409, "This kind of ticket is not let in by this list";
    CheckInNotUndoable = "check_in_not_undoable", 409, "There is nothing to undo, or another scan came after it";
    RefundExceedsCharge = "refund_exceeds_charge", 409, "That is more than is left of the charge";
    TicketsForAddress = "tickets_for_address", 409, "There are tickets for this address: the link in our mail makes them an account";
    RequestInProgress = "request_in_progress", 409, "The same request is still running";
    AccountHasEvents = "account_has_events", 409, "Cancel or delete your upcoming events first";
    NobodyToWriteTo = "nobody_to_write_to", 409, "Nobody would get this message";
    AudienceTooLarge = "audience_too_large", 409, "This is more people than one message goes to";
    MessageBegun = "message_begun", 409, "This message is on its way; it can no longer be changed";
    SecondFactorOn = "second_factor_on", 409, "The second factor is on already; turn it off first";
    SecondFactorNotStarted = "second_factor_not_started", 409, "Begin to set the second factor up first";
    MailAlreadySent = "mail_already_sent", 409, "This message was sent already";
    JobRunning = "job_running", 409, "This job is running just now";
    LastAdmin = "last_admin", 409, "The last admin cannot be removed";
    AccountDisabled = "account_disabled", 409, "This account is disabled; enable it first";
    ChangedMeanwhile = "changed_meanwhile", 412, "Somebody else has changed this meanwhile";
    PayloadTooLarge = "payload_too_large", 413, "The request is too large";
    UnsupportedMediaType = "unsupported_media_type", 415, "Send application/json";
    MisdirectedRequest = "misdirected_request", 421, "This server does not answer to that name";
    TicketTypeRequired = "ticket_type_required", 422, "This event has several kinds of ticket; say which";
    ValidationFailed = "validation_failed", 422, "Some fields need another value";
    UnknownField = "unknown_field", 422, "The request has a field that is not known here";
    InvalidPromoCode = "invalid_promo_code", 422, "This promo code cannot be used here";
    PromoCodeForOthers = "promo_code_for_others", 422, "This promo code is for other tickets than these";
    IdempotencyKeyReused = "idempotency_key_reused", 422, "This idempotency key was used for another request";
    MessageLimit = "message_limit", 429, "This organizer may write to so many people a day, until an admin trusts them";
    TooManyRequests = "too_many_requests", 429, "Too many requests; wait a little";
    Internal = "internal", 500, "Something went wrong on our side";
    Unavailable = "unavailable", 503, "The service is busy; try again";
}

/// What is wrong with one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FieldProblem {
    Required,
    UnknownField,
    /// A number where text belongs, and the like.
    WrongType,
    TooShort,
    TooLong,
    TooSmall,
    TooLarge,
    /// Not of the form that the field needs.
    Invalid,
    /// An address with a user name or a password in it.
    HasCredentials,
    /// Holds a character that cannot be stored or shown, or more marks than a letter can carry.
    InvalidCharacter,
    /// A name that holds a web address.
    ContainsLink,
    NotAllowed,
    /// Names something that does not exist.
    NotFound,
    EndBeforeStart,
    InThePast,
    OutsideEvent,
    UnknownTimezone,
    /// An hour that the clocks leave out that night.
    SkippedHour,
    /// An hour that comes twice that night, without a word which.
    DoubledHour,
    /// Used by something else already.
    Taken,
    /// Cuts out what is not there.
    OutsidePicture,
    CardNumberInvalid,
    TooCommon,
    /// A password that is hardly more than its owner's name or address.
    TooPersonal,
    PromoCodeInvalid,
    PromoCodeForOthers,
    /// Not the password of this account.
    WrongPassword,
    /// Neither a code of the second factor that is good now and unused, nor a recovery code.
    WrongCode,
}

impl FieldProblem {
    /// A plain English sentence for the API; the app shows its own translated text.
    pub const fn message(self) -> &'static str {
        match self {
            Self::Required => "This field is required.",
            Self::UnknownField => "This field is not known here.",
            Self::WrongType => "This is not the type of value that belongs here.",
            Self::TooShort => "This is too short.",
            Self::TooLong => "This is too long.",
            Self::TooSmall => "This is below the lowest allowed value.",
            Self::TooLarge => "This is above the highest allowed value.",
            Self::Invalid => "This is not a valid value.",
            Self::HasCredentials => "An address must not hold a user name or a password.",
            Self::InvalidCharacter => {
                "This holds a control character, one that turns the writing direction, or a pile of \
                 accents."
            }
            Self::ContainsLink => "A name may not hold a web or e-mail address.",
            Self::NotAllowed => "This value is not allowed here.",
            Self::NotFound => "There is nothing with this id.",
            Self::EndBeforeStart => "The end must be after the start.",
            Self::InThePast => "This must be in the future.",
            Self::OutsideEvent => "This must lie within the event's time.",
            Self::UnknownTimezone => "This is not an IANA time zone.",
            Self::SkippedHour => "The clocks go forward over this hour; there is no such time.",
            Self::DoubledHour => "The clocks go back and this hour comes twice; say which.",
            Self::Taken => "This is used already.",
            Self::OutsidePicture => "This lies outside of the picture.",
            Self::CardNumberInvalid => "This is not a valid card number.",
            Self::TooPersonal => "This password is too much like your name or e-mail address.",
            Self::TooCommon => "This password is too easy to guess.",
            Self::PromoCodeInvalid => {
                "This code is unknown, not valid now, used up or meant for another event."
            }
            Self::PromoCodeForOthers => "This code is for other tickets than these.",
            Self::WrongPassword => "This is not your password.",
            Self::WrongCode => "This code is wrong, too old, or was used already.",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    pub field: String,
    pub problem: FieldProblem,
    /// The bound that was crossed, where there is one (characters, or the number itself).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
}

/// A refusal, as the API and the app show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    pub code: ErrorCode,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldError>,
    /// With `sold_out`: what can be booked this moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seats_available: Option<i32>,
    /// With `sold_out`, `sale_not_open`, `sale_ended` and what an exchange is refused for: the kind of ticket
    /// that cannot be had. With `ticket_type_refused`: that of the ticket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket_type: Option<TicketTypeId>,
    /// With `per_person_limit`: how many seats one person may have; with `quota_below_taken`: how many
    /// are taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<i32>,
    /// With `already_checked_in`: when.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "crate::serde::instant::maybe"
    )]
    pub checked_in_at: Option<DateTime<Utc>>,
    /// With `room_conflict` and `speaker_conflict`: the session of the event that is in the way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<SessionId>,
    /// Seconds to wait before asking again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
}

impl Failure {
    pub fn new(code: ErrorCode) -> Self {
        Self {
            code,
            fields: Vec::new(),
            seats_available: None,
            ticket_type: None,
            limit: None,
            checked_in_at: None,
            session: None,
            retry_after: None,
        }
    }

    pub fn field(name: &str, problem: FieldProblem) -> Self {
        Self::fields(vec![FieldError { field: name.to_owned(), problem, limit: None }])
    }

    pub fn fields(fields: Vec<FieldError>) -> Self {
        Self { fields, ..Self::new(ErrorCode::ValidationFailed) }
    }
}

impl From<ErrorCode> for Failure {
    fn from(code: ErrorCode) -> Self {
        Self::new(code)
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code.as_str())?;
        for error in &self.fields {
            write!(f, " {}:{:?}", error.field, error.problem)?;
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_an_error_of_http() {
        for code in ErrorCode::ALL {
            assert!((400..600).contains(&code.status()));
        }
    }
}
