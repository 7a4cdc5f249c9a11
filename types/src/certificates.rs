//! Certificates of attendance.

use crate::ids::EventId;
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
}
