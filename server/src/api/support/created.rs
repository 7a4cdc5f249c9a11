//! Responses for something new: 201, or 202 where it is finished later, with its address in `Location`.

use axum::Json;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// 201 with `Location`: the response of every endpoint that creates one thing.
#[derive(Debug)]
pub(crate) struct Created<T> {
    location: String,
    value: T,
}

impl<T> Created<T> {
    pub(crate) fn at(location: String, value: T) -> Self {
        Self { location, value }
    }
}

impl<T: Serialize> IntoResponse for Created<T> {
    fn into_response(self) -> Response {
        (StatusCode::CREATED, [(LOCATION, self.location)], Json(self.value)).into_response()
    }
}

/// 202 with `Location`: created, and finished by a job.
#[derive(Debug)]
pub(crate) struct Accepted<T>(Created<T>);

impl<T> Accepted<T> {
    pub(crate) fn at(location: String, value: T) -> Self {
        Self(Created::at(location, value))
    }
}

impl<T: Serialize> IntoResponse for Accepted<T> {
    fn into_response(self) -> Response {
        (StatusCode::ACCEPTED, self.0).into_response()
    }
}
