//! Something new, with its own address.

use axum::Json;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// 201 with `Location`.
#[derive(Debug)]
pub(super) struct Created<T> {
    pub(super) address: String,
    pub(super) value: T,
}

impl<T: Serialize> IntoResponse for Created<T> {
    fn into_response(self) -> Response {
        (StatusCode::CREATED, [(LOCATION, self.address)], Json(self.value)).into_response()
    }
}
