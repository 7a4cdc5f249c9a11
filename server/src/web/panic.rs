//! A handler that panics answers all the same.

use super::refuse;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use futures::FutureExt as _;
use std::panic::AssertUnwindSafe;
use types::ErrorCode;

pub async fn catch_panic(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    // Nothing of the request is looked at again after a panic.
    match AssertUnwindSafe(next.run(request)).catch_unwind().await {
        Ok(response) => response,
        Err(panic) => {
            let text = panic
                .downcast_ref::<&str>()
                .map(ToString::to_string)
                .or_else(|| panic.downcast_ref::<String>().cloned());
            tracing::error!(panic = text.unwrap_or_default(), "a handler panicked");
            refuse(&path, ErrorCode::Internal)
        }
    }
}
