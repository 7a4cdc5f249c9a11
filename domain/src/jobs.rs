//! Work that is done later: what the use cases put into the durable queue.
//!
//! A job is enqueued in the transaction that causes it and carries ids only. The server's workers
//! define what each one does.

use crate::Hub;
use crate::ids::token_hash;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::postgres::PgConnection;
use types::Locale;
use types::ids::{BookingId, EventId, ExchangeId, MessageId, PaymentId};
use types::payments::PaymentOutcome;
use uuid::Uuid;

/// A kind of job and its payload.
pub trait Job: Serialize {
    const IDENTIFIER: &'static str;
    /// Names the occasion: a second job with this key replaces the first.
    fn key(&self) -> String;
    /// Tries before it is left as a dead letter.
    const MAX_ATTEMPTS: i32 = 25;
}

/// The registry: a job is named here, with the occasion that its key names, and nowhere else. Its
/// handler is one file of the server's workers, in one of its lanes; a test there misses it.
macro_rules! jobs {
    ($($job:ident => $name:literal, |$it:ident| $occasion:expr;)+) => {
        $(impl Job for $job {
            const IDENTIFIER: &'static str = $name;

            fn key(&self) -> String {
                let $it = self;
                format!(concat!($name, ":{}"), $occasion)
            }
        })+

        /// The identifiers of all jobs.
        pub const ALL: &[&str] = &[$($name),+];
    };
}

jobs! {
    LapseHolds => "lapse_holds",
        |it| it.bookings.first().map(ToString::to_string).unwrap_or_default();
    LapseBooking => "lapse_booking", |it| it.booking;
    LapseExchanges => "lapse_exchanges",
        |it| it.exchanges.first().map(ToString::to_string).unwrap_or_default();
    SettleMockPayment => "settle_mock_payment", |it| it.payment;
    SendMail => "send_mail", |it| it.message;
    CancelEventBookings => "cancel_event_bookings", |it| it.event;
    SurveyEvent => "survey_event", |it| it.event;
    IssueCertificates => "issue_certificates", |it| it.event;
    MailCertificates => "mail_certificates", |it| it.event;
    RemindEvent => "remind_event", |it| it.event;
    GatherEventChange => "gather_event_change", |it| it.event;
    TellEventChanged => "tell_event_changed", |it| it.change;
    GatherSessionChanges => "gather_session_changes", |it| it.event;
    TellSessionsMoved => "tell_sessions_moved", |it| it.batch;
    SendMessage => "send_message", |it| it.message;
    ForgetPicture => "forget_picture", |it| it.address;
    RequestPasswordReset => "request_password_reset",
        |it| URL_SAFE_NO_PAD.encode(token_hash(&it.email));
}

/// Gives the seats of unpaid bookings back once their holds have lapsed. Those that one statement
/// made share a job.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LapseHolds {
    pub bookings: Vec<BookingId>,
}

/// Gives the seats of an unpaid offer from the waitlist back. Its time may move: an offer ends with
/// its event's start.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LapseBooking {
    pub booking: BookingId,
}

/// Gives the seats of exchanges back that were not paid in time.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LapseExchanges {
    pub exchanges: Vec<ExchangeId>,
}

/// Lets the mock provider say how a payment ended.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SettleMockPayment {
    pub payment: PaymentId,
    pub outcome: PaymentOutcome,
}

/// Renders and sends one row of `mail_messages`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SendMail {
    pub message: Uuid,
}

/// Cancels, refunds and tells the next batch of a cancelled event's bookings.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CancelEventBookings {
    pub event: EventId,
}

/// Asks those who were at an event how it was, once it is over.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SurveyEvent {
    pub event: EventId,
}

/// Issues the next batch of the certificates that an organizer has asked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct IssueCertificates {
    pub event: EventId,
}

/// Tells the next batch of people that they have a certificate.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MailCertificates {
    pub event: EventId,
}

/// Reminds an event's attendees a day ahead.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RemindEvent {
    pub event: EventId,
}

/// What people arrange their day by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrangement {
    pub starts: DateTime<Utc>,
    pub ends: DateTime<Utc>,
    /// IANA name.
    pub timezone: String,
    pub location: String,
    pub venue: Option<String>,
    pub online_meeting_url: Option<String>,
}

/// Takes what has changed of an event once it is due to be told. It moves with the changes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct GatherEventChange {
    pub event: EventId,
}

/// Tells an event's attendees what changed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TellEventChanged {
    /// Names this change, so that each person is told of it once.
    pub change: Uuid,
    pub event: EventId,
    pub before: Arrangement,
    pub after: Arrangement,
    /// Who booked later knows no other time or place.
    #[serde(default)]
    pub until: Option<DateTime<Utc>>,
}

/// What people go to a session by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionPlace {
    pub title: String,
    pub starts: DateTime<Utc>,
    pub ends: DateTime<Utc>,
    pub room: String,
}

/// Takes what has moved in an event's agenda once it is due to be told. It moves with the changes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct GatherSessionChanges {
    pub event: EventId,
}

/// Tells those who picked a session that it moved or is gone.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TellSessionsMoved {
    pub event: EventId,
    /// Names these changes, so that each person is told of them once.
    pub batch: Uuid,
}

/// Sends an organizer's message to the next batch of its audience, once its time has come.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SendMessage {
    pub message: MessageId,
}

/// Deletes the files of an avatar that was replaced.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ForgetPicture {
    /// As it stood in the account.
    pub address: String,
}

/// Looks an account up and mails it a link, if there is one: the same job for known and unknown
/// addresses, so that a request does not reveal who has an account.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RequestPasswordReset {
    pub email: String,
    pub locale: Locale,
}

/// Whether the work of a job of this name is found again by a periodic look if the job is lost. The
/// workers have a test that compares this with their schedule.
pub fn has_net(name: &str) -> bool {
    const WITHOUT: [&str; 5] = [
        CancelEventBookings::IDENTIFIER,
        MailCertificates::IDENTIFIER,
        TellEventChanged::IDENTIFIER,
        TellSessionsMoved::IDENTIFIER,
        RequestPasswordReset::IDENTIFIER,
    ];
    ALL.contains(&name) && !WITHOUT.contains(&name)
}

/// Whether a job of one of these names has been waiting for longer than a minute.
///
/// # Errors
/// What the database says, or that it did not answer in time.
pub async fn overdue(hub: &Hub, names: &[&str]) -> Result<bool, sqlx::Error> {
    let ask = async {
        sqlx::query_scalar(
            "SELECT EXISTS (SELECT FROM graphile_worker._private_jobs jobs
                 JOIN graphile_worker._private_tasks tasks ON tasks.id = jobs.task_id
             WHERE tasks.identifier = ANY($1) AND is_available
               AND run_at <= now() - interval '1 minute')",
        )
        .bind(names)
        .fetch_one(&mut *hub.db.read().await?)
        .await
    };
    hub.db.in_time(ask).await
}

/// Puts a job into the queue; it exists if and only if the transaction commits.
///
/// # Errors
/// What the database says.
pub async fn enqueue<J: Job>(
    connection: &mut PgConnection,
    job: &J,
    run_at: Option<DateTime<Utc>>,
) -> Result<(), sqlx::Error> {
    // A delayed job sends no NOTIFY: see `enqueue_quietly` in the migrations.
    sqlx::query(if run_at.is_some() {
        "SELECT enqueue_quietly($1, $2::json, $3, $4, $5)"
    } else {
        "SELECT graphile_worker.add_job($1, $2::json, run_at => $3, job_key => $4, max_attempts => $5)"
    })
    .bind(J::IDENTIFIER)
    .bind(sqlx::types::Json(job))
    .bind(run_at)
    .bind(job.key())
    .bind(J::MAX_ATTEMPTS)
    .execute(connection)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests;
