//! Puts what a page says of itself into its head, on the way out.

use crate::web::path::is_below_any;
use app::ssr::head::HeadSlot;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use futures::StreamExt as _;

const END: &[u8] = b"</head>";

/// Pages that are somebody's own, or doors to them.
const PRIVATE: [&str; 7] = [
    "/bookings",
    "/account",
    "/login",
    "/register",
    "/forgot-password",
    "/reset-password",
    "/verify-email",
];

pub(crate) async fn add(mut request: Request, next: Next) -> Response {
    let slot = HeadSlot::default();
    request.extensions_mut().insert(slot.clone());
    let private = is_below_any(request.uri().path(), &PRIVATE);
    let mut response = next.run(request).await;
    if private {
        let noindex = HeaderValue::from_static("noindex");
        response.headers_mut().insert("x-robots-tag", noindex);
    }
    // A page answers when it is complete: its tags are there by now.
    let tags = slot.take();
    if tags.is_empty() || !is_html(&response) {
        return response;
    }
    response.headers_mut().remove(header::CONTENT_LENGTH);
    response.map(|body| {
        let mut tags = Some(tags);
        Body::from_stream(body.into_data_stream().map(move |chunk| {
            chunk.map(|chunk| match tags.as_deref().and_then(|tags| inserted(&chunk, tags)) {
                Some(with_tags) => {
                    tags = None;
                    with_tags
                }
                None => chunk,
            })
        }))
    })
}

pub(crate) fn is_html(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

fn inserted(chunk: &Bytes, tags: &str) -> Option<Bytes> {
    let at = chunk.windows(END.len()).position(|window| window == END)?;
    let mut all = Vec::with_capacity(chunk.len() + tags.len());
    all.extend_from_slice(&chunk[..at]);
    all.extend_from_slice(tags.as_bytes());
    all.extend_from_slice(&chunk[at..]);
    Some(all.into())
}
