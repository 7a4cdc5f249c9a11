//! Messages that an organizer writes to the people of an event.

use crate::attendance::AttendeeRef;
use crate::event_bookings::BookingFilter;
use crate::failure::{Failure, FieldProblem};
use crate::ids::{BookingId, MessageId};
use crate::promotions::CODE_MAX;
use crate::text_enum;
use crate::ticket_types::TYPES_MAX;
use crate::validation::Checks;
use crate::via::VIA_MAX;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// Characters of a subject.
pub const SUBJECT_MAX: usize = 120;
/// Characters of what a message says.
pub const BODY_MAX: usize = 10_000;
/// People whom one message goes to.
pub const RECIPIENTS_MAX: i64 = 50_000;
/// Messages to the people of one event within a day.
pub const MESSAGES_A_DAY: i64 = 10;
/// Messages of one event that wait for their time.
pub const SCHEDULED_MAX: i64 = 20;
/// Copies that somebody sends to themselves within a day.
pub const TESTS_A_DAY: i64 = 20;
/// People whom an organizer writes to within a day, until an admin trusts them.
pub const UNTRUSTED_A_DAY: i64 = 200;
/// How far ahead a message is scheduled, in days.
pub const DAYS_AHEAD: i64 = 366;

text_enum! {
    /// How far a message is.
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum MessageState {
        /// It waits for its time, and can be changed and cancelled.
        Scheduled = "SCHEDULED",
        /// Its audience is known; some of them may still wait for their turn.
        Sending = "SENDING",
        Sent = "SENT",
        Cancelled = "CANCELLED",
    }
}

text_enum! {
    /// What has become of a message for one of its audience.
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum Delivery {
        /// It is not their turn yet.
        Waiting = "waiting",
        /// Their mail waits for the mail server, or for the next try.
        Queued = "queued",
        Sent = "sent",
        /// The mail server refused it.
        Failed = "failed",
        /// Nobody has proved that the address is theirs: it stands in their inbox alone.
        Unproved = "unproved",
        /// They want no news of this organizer.
        OptedOut = "opted_out",
        /// Their account is disabled or deleted.
        Disabled = "disabled",
    }
}

/// `POST /api/events/{id}/messages/` and `PUT …/{message}/`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteMessage {
    pub subject: String,
    /// Markdown.
    pub body: String,
    /// The filter of the event's bookings; without anything in it everybody who ever booked. Guests whom
    /// tickets were handed on to are found by what is asked of tickets, and not where it is asked how a
    /// booking was paid or by which code.
    #[serde(default, deserialize_with = "crate::serde::or_default")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<BookingFilter>))]
    pub audience: BookingFilter,
    /// It is not about the booking: who wants no news of the organizer is left out.
    #[serde(default, deserialize_with = "crate::serde::or_default")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<bool>))]
    pub news: bool,
    /// Null: now.
    #[serde(default)]
    pub send_at: Option<DateTime<Utc>>,
}

impl WriteMessage {
    /// Tidies what was written.
    ///
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self, now: DateTime<Utc>) -> Result<(), Failure> {
        let mut checks = Checks::new();
        checks.line("subject", &mut self.subject, SUBJECT_MAX);
        checks.prose("body", &mut self.body, 1, BODY_MAX);
        // Its reader tidies what is typed into an address; in a body that is refused, as everywhere.
        let plain = |text: &Option<String>, most: usize| {
            text.as_deref().is_none_or(|text| {
                let inner = text.trim_matches([' ', '\t', '\r', '\n']);
                let whole = !inner.is_empty() && inner == inner.trim();
                whole && text.chars().count() <= most
            })
        };
        let search = self.audience.search.as_deref().unwrap_or_default();
        let code = plain(&self.audience.promo_code, CODE_MAX);
        let trimmed = self.audience.origin.as_deref().is_none_or(|text| text == text.trim());
        let origin = trimmed && plain(&self.audience.origin, VIA_MAX);
        let read = [(!search.contains('\0'), "search"), (code, "promo_code"), (origin, "origin")];
        for (ok, field) in read {
            checks.require(ok, &format!("audience.{field}"), FieldProblem::Invalid);
        }
        let kinds = &mut self.audience.ticket_types;
        let few = kinds.len() <= TYPES_MAX;
        checks.require(few, "audience.ticket_types", FieldProblem::TooLong);
        kinds.truncate(TYPES_MAX);
        // One reader of filters: what comes as JSON is held to the same as an address.
        let (audience, problems) = BookingFilter::from_query(&self.audience.to_query());
        let named = |field: &str| read.contains(&(false, field));
        for problem in problems.into_iter().filter(|it| !named(&it.field)) {
            checks.add(&format!("audience.{}", problem.field), problem.problem);
        }
        self.audience = audience;
        if let Some(at) = self.send_at {
            checks.require(at > now, "send_at", FieldProblem::InThePast);
            let late = at > now + TimeDelta::days(DAYS_AHEAD);
            checks.require(!late, "send_at", FieldProblem::TooLarge);
        }
        checks.finish()
    }
}

/// Whom a message would go to now. Of a dry run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct Reach {
    /// People who get it: each once, however many bookings they have.
    pub recipients: i64,
    /// Of these, those who find it in their inbox alone: nobody has proved their address.
    pub unproved: i64,
    /// Left out: they want no news of this organizer.
    pub opted_out: i64,
    /// Left out: their accounts are disabled or deleted.
    pub disabled: i64,
}

/// A message that was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WrittenMessage {
    pub id: MessageId,
    /// People who would get it now. Who gets one that waits is settled at its time.
    pub recipients: i64,
}

/// A message, as its list has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Message {
    pub id: MessageId,
    pub subject: String,
    /// Markdown.
    pub body: String,
    pub audience: BookingFilter,
    pub news: bool,
    pub state: MessageState,
    /// Null for who has left.
    pub author: Option<AttendeeRef>,
    pub send_at: DateTime<Utc>,
    pub created_at: DateTime<Utc>,
    /// When its audience was settled.
    pub began_at: Option<DateTime<Utc>>,
    /// When the last of them had their turn.
    pub sent_at: Option<DateTime<Utc>>,
    pub cancelled_at: Option<DateTime<Utc>>,
    /// Its audience, with those who were left out; null before it began.
    pub audience_size: Option<i32>,
}

/// How many of an audience something has become of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeliveryCounts {
    pub waiting: i64,
    pub queued: i64,
    pub sent: i64,
    pub failed: i64,
    pub unproved: i64,
    pub opted_out: i64,
    pub disabled: i64,
}

impl DeliveryCounts {
    pub fn of(&mut self, delivery: Delivery) -> &mut i64 {
        match delivery {
            Delivery::Waiting => &mut self.waiting,
            Delivery::Queued => &mut self.queued,
            Delivery::Sent => &mut self.sent,
            Delivery::Failed => &mut self.failed,
            Delivery::Unproved => &mut self.unproved,
            Delivery::OptedOut => &mut self.opted_out,
            Delivery::Disabled => &mut self.disabled,
        }
    }
}

/// What became of a message for one of its audience.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessageRecipient {
    pub user: AttendeeRef,
    pub email: String,
    /// The booking they got it for.
    pub booking: BookingId,
    pub delivery: Delivery,
    /// What the mail server said the last time it did not take it.
    pub error: Option<String>,
    pub sent_at: Option<DateTime<Utc>>,
}

/// What a link at the end of news leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewsSubscription {
    /// Whose news it is about.
    pub organizer: String,
    pub opted_out: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event_bookings::StatusFilter;

    fn message() -> WriteMessage {
        WriteMessage { subject: " The  hall ".into(), body: "Come.\n".into(), ..Default::default() }
    }

    #[test]
    fn what_is_written_is_tidied_and_its_bounds_are_told() {
        let now = DateTime::UNIX_EPOCH;
        let mut written = message();
        written.audience.promo_code = Some("early".into());
        written.audience.status = Some(StatusFilter::Confirmed);
        written.check(now).unwrap();
        assert_eq!(written.subject, "The hall");
        assert_eq!(written.audience.promo_code.as_deref(), Some("EARLY"));
        let fields = |mut message: WriteMessage| -> Vec<String> {
            let refused = message.check(now).unwrap_err();
            refused.fields.into_iter().map(|it| it.field).collect()
        };
        let long = WriteMessage {
            subject: "a".repeat(SUBJECT_MAX + 1),
            body: "b".repeat(BODY_MAX + 1),
            send_at: Some(now),
            ..message()
        };
        assert_eq!(fields(long), ["subject", "body", "send_at"]);
        let lines = WriteMessage { subject: "a\u{202e}b".into(), body: String::new(), ..message() };
        assert_eq!(fields(lines), ["subject", "body"]);
        let mut nothing = message();
        nothing.audience.search = Some("a\0b".into());
        assert_eq!(fields(nothing), ["audience.search"]);
        let mut wide = message();
        wide.audience.promo_code = Some(format!("abc{}", " ".repeat(CODE_MAX)));
        wide.audience.origin = Some(String::new());
        assert_eq!(fields(wide), ["audience.promo_code", "audience.origin"]);
        let far = now + TimeDelta::days(DAYS_AHEAD + 1);
        assert_eq!(fields(WriteMessage { send_at: Some(far), ..message() }), ["send_at"]);
        let mut strange = message();
        strange.audience.promo_code = Some("a b".into());
        assert_eq!(fields(strange), ["audience.promo_code"]);
    }
}
