//! Request tracing: an id in every log line of a request and in its response.

use super::ClientIp;
use crate::http::path::is_below;
use crate::routes::{self, Cost};
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use std::time::Instant;
use tracing::Instrument as _;

pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Logs what was asked and answered. The path only: queries may carry secrets.
pub async fn trace(request: Request, next: Next) -> Response {
    let id = domain::ids::new_id();
    // A secret path is all it takes to read what is there.
    let path = match routes::secret_folder(request.uri().path()) {
        Some(folder) => &format!("{folder}/…"),
        None => request.uri().path(),
    };
    let client = request.extensions().get::<ClientIp>().map(|ClientIp(client)| *client);
    let span = tracing::info_span!(
        "request",
        %id,
        method = %request.method(),
        path,
        client = client.map(tracing::field::display),
    );
    let free = routes::of(&request).is_some_and(|route| route.cost == Cost::Free);
    let quiet = free || is_below(path, "/pkg");
    let started = Instant::now();
    async move {
        let mut response = next.run(request).await;
        let (status, ms) = (response.status().as_u16(), started.elapsed().as_millis());
        if quiet {
            tracing::debug!(status, ms, "answered");
        } else {
            tracing::info!(status, ms, "answered");
        }
        if let Ok(id) = HeaderValue::from_str(&id.to_string()) {
            response.headers_mut().insert(REQUEST_ID, id);
        }
        response
    }
    .instrument(span)
    .await
}
