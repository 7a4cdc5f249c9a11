//! Extractors of the API: bodies and query strings, with errors by field and never a 500.

use super::{body_errors, json};
use crate::http::problem::ApiError;
use crate::middleware::request_limits::announces_more;
use crate::routes::BODY_MAX;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use domain::Allowed;
use serde::de::DeserializeOwned;
use std::convert::Infallible;
use std::marker::PhantomData;
use types::{ErrorCode, Failure, FieldProblem};

/// A JSON body that is read only with [`Allowed`], the proof that the caller may send it.
#[derive(Debug)]
pub(crate) struct ApiJson<T> {
    request: Request,
    shape: PhantomData<fn() -> T>,
}

impl<S: Send + Sync, T> FromRequest<S> for ApiJson<T> {
    type Rejection = Infallible;

    async fn from_request(request: Request, _: &S) -> Result<Self, Infallible> {
        Ok(Self { request, shape: PhantomData })
    }
}

impl<T: DeserializeOwned> ApiJson<T> {
    /// # Errors
    /// 400 where it is not JSON, 413 where it is too large, 415 where it is another type, 422 by
    /// field where it has the wrong shape.
    pub(crate) async fn read(self, allowed: Allowed) -> Result<T, Failure> {
        self.parse(allowed).await?.shaped()
    }

    /// The body before its shape is held against `T`, for who must look at the object that it names.
    ///
    /// # Errors
    /// As [`Self::read`] but for the shape.
    pub(crate) async fn parse(self, _: Allowed) -> Result<Parsed<T>, Failure> {
        if !is_json(self.request.headers()) {
            return Err(ErrorCode::UnsupportedMediaType.into());
        }
        if announces_more(self.request.headers(), BODY_MAX) {
            return Err(ErrorCode::PayloadTooLarge.into());
        }
        let bytes = Bytes::from_request(self.request, &()).await.map_err(|rejection| {
            match axum::response::IntoResponse::into_response(rejection).status().as_u16() {
                413 => ErrorCode::PayloadTooLarge,
                _ => ErrorCode::MalformedBody,
            }
        })?;
        Ok(Parsed { value: json::parse(&bytes)?, shape: PhantomData })
    }

    /// Like [`Self::read`] for a body that may as well be left out.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub(crate) async fn read_or_default(self, allowed: Allowed) -> Result<T, Failure>
    where
        T: Default,
    {
        if axum::body::HttpBody::is_end_stream(self.request.body()) {
            return Ok(T::default());
        }
        self.read(allowed).await
    }
}

/// Whether that is what the body says it is, if it says anything.
pub(crate) fn is_json(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).is_none_or(|value| {
        let essence = value.split(';').next().unwrap_or_default().trim();
        essence.eq_ignore_ascii_case("application/json") || essence.ends_with("+json")
    })
}

/// JSON that was sent for a `T`.
#[derive(Debug)]
pub(crate) struct Parsed<T> {
    value: serde_json::Value,
    shape: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned> Parsed<T> {
    /// What a field names, if that is one: whose it is comes before what else is wrong.
    pub(crate) fn named<N: DeserializeOwned>(&self, field: &str) -> Option<N> {
        N::deserialize(self.value.get(field)?).ok()
    }

    /// # Errors
    /// `unknown_field` or `validation_failed`.
    pub(crate) fn shaped(&self) -> Result<T, Failure> {
        if let Some(field) = field_with_nul(&self.value) {
            return Err(Failure::field(&field, FieldProblem::InvalidCharacter));
        }
        body_errors::read(&self.value)
    }
}

/// PostgreSQL stores every character but NUL.
fn field_with_nul(value: &serde_json::Value) -> Option<String> {
    let fields = value.as_object()?;
    fields
        .iter()
        .find(|(name, value)| {
            name.contains('\0') || value.as_str().is_some_and(|text| text.contains('\0'))
        })
        .map(|(name, _)| name.replace('\0', ""))
}

/// The query string; a wrong value is 422 by field.
#[derive(Debug)]
pub(crate) struct ApiQuery<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for ApiQuery<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let query = parts.uri.query().unwrap_or_default();
        if let Some((field, _)) =
            url::form_urlencoded::parse(query.as_bytes()).find(|(_, value)| value.contains('\0'))
        {
            return Err(Failure::field(&field, FieldProblem::InvalidCharacter).into());
        }
        let pairs =
            serde_urlencoded::Deserializer::new(url::form_urlencoded::parse(query.as_bytes()));
        serde_path_to_error::deserialize(pairs).map(Self).map_err(|error| {
            let path = error.path().to_string();
            let error = body_errors::problem(&path, &error.into_inner().to_string());
            body_errors::failure(vec![error]).into()
        })
    }
}

/// An id in the path; anything that is not one is simply not found.
#[derive(Debug)]
pub(crate) struct ApiPath<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for ApiPath<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let Path(value) = Path::<T>::from_request_parts(parts, state)
            .await
            .map_err(|_| ApiError::from(ErrorCode::NotFound))?;
        Ok(Self(value))
    }
}
