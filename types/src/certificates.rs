//! Certificates of attendance.

use crate::failure::{ErrorCode, Failure};
use crate::ids::{EventId, UserId};
use crate::validation::Checks;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CertificateEvent {
    pub id: EventId,
    pub slug: String,
    pub title: String,
    pub start_date: DateTime<Utc>,
    pub end_date: DateTime<Utc>,
    /// IANA name.
    pub timezone: String,
    pub location: String,
}

/// What everyone who has its number may see of a certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Certificate {
    pub number: String,
    /// Whose attendance it certifies.
    pub name: String,
    pub event: CertificateEvent,
    /// The organizer's name.
    pub organizer: String,
    pub issued_at: DateTime<Utc>,
}

/// `POST /api/events/{id}/certificates/`; an empty body is as good.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct IssueCertificates {
    /// Only for people who were checked in at the door.
    #[serde(default, deserialize_with = "crate::serde::or_default")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<bool>))]
    pub checked_in_only: bool,
}

/// What issuing certificates did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IssuedCertificates {
    /// Made by this call.
    pub issued: i64,
    /// All that the event has, without those that were revoked.
    pub total: i64,
    /// Those that are still to be made: a job goes on with them.
    pub remaining: i64,
}

/// How far issuing an event's certificates is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct CertificateRun {
    /// Whether they are only for people who were checked in at the door.
    pub checked_in_only: bool,
    /// Made so far.
    pub issued: i64,
    pub started_at: DateTime<Utc>,
    /// Null while it goes on.
    pub finished_at: Option<DateTime<Utc>>,
}

/// `GET /api/events/{id}/certificates/`: whom there are certificates for, and how far issuing them and
/// telling their holders is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventCertificates {
    /// Why none can be issued now; null where they can.
    pub closed: Option<ErrorCode>,
    #[serde(flatten)]
    pub counts: CertificateCounts,
    /// The last time that some were issued; null where none ever were.
    pub run: Option<CertificateRun>,
}

pub const REVOKE_REASON_MAX: usize = 500;

/// `POST /api/certificates/{number}/revoke/`; an empty body is as good.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RevokeCertificate {
    /// Why; it stands in the history and with the certificate, for the event's team.
    #[serde(default)]
    pub reason: Option<String>,
}

impl RevokeCertificate {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        if let Some(reason) = &mut self.reason {
            checks.prose("reason", reason, 1, REVOKE_REASON_MAX);
        }
        checks.finish()
    }
}

/// Whom an event's certificates can be issued to, and how far that is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CertificateCounts {
    /// People with a confirmed booking.
    pub people: i64,
    /// Those of them who were seen at the door.
    pub came: i64,
    /// Those who have no certificate, not even a revoked one.
    pub people_missing: i64,
    pub came_missing: i64,
    pub valid: i64,
    pub revoked: i64,
    /// Holders of valid ones whose message has left, or was given up.
    pub told: i64,
    /// Those whose message is still to go out, or to be made.
    pub being_told: i64,
}

/// A certificate as the event's organizer sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventCertificate {
    pub number: String,
    pub holder: UserId,
    pub name: String,
    pub email: String,
    pub issued_at: DateTime<Utc>,
    pub revoked_at: Option<DateTime<Utc>>,
    pub revoke_reason: Option<String>,
}
