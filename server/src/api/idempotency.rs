//! `Idempotency-Key` on its way in, `Idempotent-Replayed` on its way out.

use super::problem::ApiError;
use axum::Json;
use axum::extract::FromRequestParts;
use axum::http::header::LOCATION;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::idempotency::{Answer, IdempotencyKey, Refusal};
use serde::Serialize;
use types::{Failure, FieldProblem};

static KEY: HeaderName = HeaderName::from_static("idempotency-key");
static REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");

/// The request's key, if it has one; 422 where it cannot be one.
#[derive(Clone, Debug)]
pub struct Idempotency(pub Option<IdempotencyKey>);

impl<S: Send + Sync> FromRequestParts<S> for Idempotency {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let Some(value) = parts.headers.get(&KEY) else { return Ok(Self(None)) };
        let text = value
            .to_str()
            .map_err(|_| Failure::field("Idempotency-Key", FieldProblem::InvalidCharacter))?;
        Ok(Self(Some(IdempotencyKey::parse(text)?)))
    }
}

/// Like [`respond`] for something new, whose own address goes with it.
pub fn created<T: Serialize>(
    status: StatusCode,
    result: Result<Answer<T>, Refusal>,
    address: impl FnOnce(&T) -> String,
) -> Response {
    let at = result.as_ref().ok().and_then(|it| HeaderValue::try_from(address(&it.value)).ok());
    let mut response = respond(status, result);
    if let Some(at) = at {
        response.headers_mut().insert(LOCATION, at);
    }
    response
}

/// The answer with `status`, or the refusal with its own; marked where it is a stored one.
pub fn respond<T: Serialize>(status: StatusCode, result: Result<Answer<T>, Refusal>) -> Response {
    let (mut response, replayed) = match result {
        Ok(answer) => ((status, Json(answer.value)).into_response(), answer.replayed),
        Err(refusal) => (ApiError(refusal.failure).into_response(), refusal.replayed),
    };
    if replayed {
        response.headers_mut().insert(&REPLAYED, HeaderValue::from_static("true"));
    }
    response
}
