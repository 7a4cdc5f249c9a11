//! Idempotency: the request header `Idempotency-Key` and the response header `Idempotent-Replayed`.

use crate::http::problem::ApiError;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use domain::Allowed;
use domain::idempotency::{Answer, IdempotencyKey, Refusal};
use std::convert::Infallible;
use types::{Failure, FieldProblem};
use utoipa::IntoParams;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};

static KEY: HeaderName = HeaderName::from_static("idempotency-key");
static REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");

/// The request's key, if it has one. That it cannot be one is told after who may ask at all.
#[derive(Clone, Debug)]
pub(crate) struct Idempotency(Result<Option<IdempotencyKey>, Failure>);

impl Idempotency {
    /// # Errors
    /// `validation_failed` for what cannot be a key.
    pub(crate) fn key(self, _: Allowed) -> Result<Option<IdempotencyKey>, Failure> {
        self.0
    }

    /// For who does the looking with the key: `may` is asked where that does not happen.
    ///
    /// # Errors
    /// What `may` says, and `validation_failed`.
    pub(crate) async fn key_or<E: Into<Failure>>(
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

/// The response made from a result that may be a stored one; a stored one is marked as such.
pub(crate) fn replayable<T, R: IntoResponse>(
    result: Result<Answer<T>, Refusal>,
    response: impl FnOnce(T) -> R,
) -> Response {
    let (mut response, replayed) = match result {
        Ok(answer) => (response(answer.value).into_response(), answer.replayed),
        Err(refusal) => (ApiError(refusal.failure).into_response(), refusal.replayed),
    };
    if replayed {
        response.headers_mut().insert(&REPLAYED, HeaderValue::from_static("true"));
    }
    response
}

impl IntoParams for Idempotency {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let schema = ObjectBuilder::new()
            .schema_type(SchemaType::Type(Type::String))
            .min_length(Some(1))
            .max_length(Some(IdempotencyKey::MAX))
            .pattern(Some("^[!-~]+$"));
        let key = ParameterBuilder::new()
            .name("Idempotency-Key")
            .parameter_in(ParameterIn::Header)
            .description(Some("Makes a repeat safe"))
            .schema(Some(schema));
        vec![key.build()]
    }
}
