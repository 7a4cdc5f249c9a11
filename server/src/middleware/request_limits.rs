//! Limits of one request: the size of its body and the time until its answer.

use crate::http::ErrorResponder;
use crate::routes::{self, Access, BODY_MAX, Kind};
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
use http_body_util::Limited;
use std::time::Duration;
use types::ErrorCode;

const TIME_MAX: Duration = Duration::from_secs(30);

/// Whether a request says itself that its body is larger than that.
pub(crate) fn announces_more(headers: &HeaderMap, max: usize) -> bool {
    let length = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    length.and_then(|length| length.parse::<u64>().ok()).is_some_and(|length| length > max as u64)
}

/// Body limit: refuses a request that announces too large a body, and cuts off one that turns out to
/// have one. The API refuses it where it reads the body, after authentication.
pub async fn limit_body(request: Request, next: Next) -> Response {
    let route = routes::of(&request);
    let max = route.map_or(BODY_MAX, |route| route.body_max);
    let asks_first =
        route.is_some_and(|route| route.kind == Kind::Api && route.access != Access::Signed);
    if !asks_first && announces_more(request.headers(), max) {
        return ErrorResponder::of(&request).refuse(ErrorCode::PayloadTooLarge);
    }
    next.run(request.map(|body| Body::new(Limited::new(body, max)))).await
}

/// Request timeout, a body that trickles in included. An event stream has responded by then.
pub async fn limit_time(request: Request, next: Next) -> Response {
    let responder = ErrorResponder::of(&request);
    if let Ok(response) = tokio::time::timeout(TIME_MAX, next.run(request)).await {
        return response;
    }
    tracing::warn!("the request timed out");
    responder.refuse(ErrorCode::Unavailable)
}
