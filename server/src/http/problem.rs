//! Errors as `application/problem+json` (RFC 9457): the one way from a failure to HTTP.
//!
//! Which error type to use when: a handler returns [`ApiResult`] and uses `?`, since every use case's
//! error becomes an [`ApiError`]; code that is not a handler returns [`Failure`]; middleware, which
//! does not know what the client reads, answers through [`ErrorResponder`](super::ErrorResponder).

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::collections::BTreeMap;
use types::ids::{SessionId, TicketTypeId};
use types::{ErrorCode, Failure};
use utoipa::ToSchema;

/// The body of every refusal.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    #[serde(rename = "type")]
    pub kind: String,
    pub title: String,
    pub status: u16,
    pub detail: String,
    /// Stable and machine-readable.
    pub code: String,
    /// What is wrong, by field (422 only).
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub errors: BTreeMap<String, Vec<ProblemField>>,
    /// With `sold_out`: what can be booked this moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seats_available: Option<i32>,
    /// With `sold_out`, `sale_not_open` and `sale_ended`: the kind of ticket that cannot be had.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ticket_type: Option<TicketTypeId>,
    /// With `per_person_limit`: how many seats of the event one person may have; with
    /// `quota_below_taken`: how many are taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i32>,
    /// With `already_checked_in`: when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checked_in_at: Option<DateTime<Utc>>,
    /// With `room_conflict` and `speaker_conflict`: the session of the event that is in the way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session: Option<SessionId>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemField {
    pub code: String,
    pub message: String,
}

/// A refusal on its way out of a handler.
#[derive(Debug)]
pub struct ApiError(pub Failure);

pub type ApiResult<T> = Result<T, ApiError>;

impl<E: Into<Failure>> From<E> for ApiError {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        let mut errors = BTreeMap::<String, Vec<ProblemField>>::new();
        for error in &failure.fields {
            let code = serde_json::to_value(error.problem)
                .ok()
                .and_then(|code| code.as_str().map(str::to_owned))
                .unwrap_or_default();
            let message = match error.limit {
                Some(limit) => format!("{} (limit: {limit})", error.problem.message()),
                None => error.problem.message().to_owned(),
            };
            errors.entry(error.field.clone()).or_default().push(ProblemField { code, message });
        }
        Self {
            kind: format!("urn:event-hub:problem:{}", failure.code),
            title: failure.code.title().to_owned(),
            status: failure.code.status(),
            detail: failure.code.title().to_owned(),
            code: failure.code.to_string(),
            errors,
            seats_available: failure.seats_available,
            ticket_type: failure.ticket_type,
            limit: failure.limit,
            checked_in_at: failure.checked_in_at,
            session: failure.session,
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status =
            StatusCode::from_u16(self.0.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let retry_after = self.0.retry_after;
        let code = self.0.code;
        let mut response = (status, axum::Json(Problem::from(self.0))).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(seconds) = retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if code.status() == 401 {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

impl From<ErrorCode> for Problem {
    fn from(code: ErrorCode) -> Self {
        Failure::new(code).into()
    }
}
