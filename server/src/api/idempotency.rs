//! `Idempotency-Key` on its way in, `Idempotent-Replayed` on its way out.

use crate::http::problem::ApiError;
use axum::Json;
use axum::extract::FromRequestParts;
use axum::http::header::LOCATION;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::Allowed;
use domain::idempotency::{Answer, IdempotencyKey, Refusal};
use serde::Serialize;
use std::convert::Infallible;
use types::{Failure, FieldProblem};

static KEY: HeaderName = HeaderName::from_static("idempotency-key");
static REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");

/// The request's key, if it has one. That it cannot be one is told after who may ask at all.
#[derive(Clone, Debug)]
pub struct Idempotency(Result<Option<IdempotencyKey>, Failure>);

impl Idempotency {
    /// # Errors
    /// `validation_failed` for what cannot be a key.
    pub fn key(self, _: Allowed) -> Result<Option<IdempotencyKey>, Failure> {
        self.0
    }

    /// For who does the looking with the key: `may` is asked where that does not happen.
    ///
    /// # Errors
    /// What `may` says, and `validation_failed`.
    pub async fn key_or<E: Into<Failure>>(
        self,
        may: impl Future<Output = Result<Allowed, E>>,
    ) -> Result<Option<IdempotencyKey>, Failure> {
        match self.0 {
            Ok(key) => Ok(key),
            Err(refusal) => {
                may.await.map_err(Into::into)?;
                Err(refusal)
            }
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Idempotency {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let read = |value: &HeaderValue| {
            let text = value
                .to_str()
                .map_err(|_| Failure::field("Idempotency-Key", FieldProblem::InvalidCharacter))?;
            IdempotencyKey::parse(text)
        };
        Ok(Self(parts.headers.get(&KEY).map(read).transpose()))
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
