//! What happens to every request before and after its handler.

pub mod bodies;
pub mod client_ip;
pub mod headers;
pub mod limits;
pub mod panic;
pub mod rate_limit;
pub mod same_origin;
pub mod shared;
pub mod slash;
pub mod trace;

pub use app::ssr::ClientIp;

use crate::api::problem::ApiError;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use types::Failure;

/// A refusal in the form that the caller reads: a problem below `/api`, a plain line elsewhere.
pub(crate) fn refuse(path: &str, failure: impl Into<Failure>) -> Response {
    let failure = failure.into();
    if is_api(path) {
        return ApiError(failure).into_response();
    }
    let status =
        StatusCode::from_u16(failure.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, failure.code.title()).into_response();
    if let Some(seconds) = failure.retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

pub(crate) fn is_api(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}
