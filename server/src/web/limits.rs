//! How large a request may be and how long it may take.

use super::Asker;
use crate::mine::picture::FORM_MAX;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;
use http_body_util::Limited;
use std::time::Duration;
use types::ErrorCode;

/// 1 MB, for API and pages alike.
pub const BODY_MAX: usize = 1_000_000;
const TIME_MAX: Duration = Duration::from_secs(30);

/// Pictures are larger than anything else that is sent.
fn body_max(path: &str) -> usize {
    match path.trim_end_matches('/') {
        "/account/avatar" | "/api/users/me/avatar" => FORM_MAX,
        _ => BODY_MAX,
    }
}

/// Refuses what announces too large a body, and cuts off what turns out to have one.
pub async fn limit_body(request: Request, next: Next) -> Response {
    let max = body_max(request.uri().path());
    let announced = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok())
        .and_then(|length| length.parse::<u64>().ok());
    if announced.is_some_and(|length| length > max as u64) {
        return Asker::of(&request).refuse(ErrorCode::PayloadTooLarge);
    }
    next.run(request.map(|body| Body::new(Limited::new(body, max)))).await
}

/// Gives up on what takes too long, a body that trickles in among it. An event stream has
/// answered by then.
pub async fn limit_time(request: Request, next: Next) -> Response {
    let asker = Asker::of(&request);
    if let Ok(response) = tokio::time::timeout(TIME_MAX, next.run(request)).await {
        return response;
    }
    tracing::warn!("the request took too long");
    asker.refuse(ErrorCode::Unavailable)
}
