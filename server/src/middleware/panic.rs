//! Panic handler: a handler that panics still gets an error response.

use crate::http::ErrorResponder;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use futures::FutureExt as _;
use std::panic::AssertUnwindSafe;
use types::ErrorCode;

pub async fn catch_panic(request: Request, next: Next) -> Response {
    let responder = ErrorResponder::of(&request);
    // Nothing of the request is looked at again after a panic.
    match AssertUnwindSafe(next.run(request)).catch_unwind().await {
        Ok(response) => response,
        Err(panic) => {
            let text = panic
                .downcast_ref::<&str>()
                .map(ToString::to_string)
                .or_else(|| panic.downcast_ref::<String>().cloned());
            tracing::error!(panic = text.unwrap_or_default(), "handler panicked");
            responder.refuse(ErrorCode::Internal)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::body::Body;
    use axum::routing::get;
    use tower::ServiceExt as _;

    #[tokio::test]
    async fn a_panic_is_a_plain_failure_and_the_next_request_is_served() {
        async fn stumble() -> &'static str {
            panic!("the secret of the house")
        }
        let router = Router::new()
            .route("/api/stumble/", get(stumble))
            .route("/fine", get(async || "fine"))
            .layer(axum::middleware::from_fn(catch_panic));
        let ask = async |path: &str| {
            let request = Request::get(path).body(Body::empty()).unwrap();
            let reply = router.clone().oneshot(request).await.unwrap();
            let status = reply.status().as_u16();
            let body = axum::body::to_bytes(reply.into_body(), 10_000).await.unwrap();
            (status, String::from_utf8(body.to_vec()).unwrap())
        };
        let (status, body) = ask("/api/stumble/").await;
        assert_eq!(status, 500);
        assert!(body.contains("\"internal\"") && !body.contains("secret"), "{body}");
        assert_eq!(ask("/fine").await, (200, "fine".to_owned()));
    }
}
