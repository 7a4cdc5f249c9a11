//! HTTP request and response of the running page or server function.

use crate::paths;
use http::request::Parts;
use http::{HeaderMap, StatusCode, header};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

fn header_text(name: header::HeaderName) -> Option<String> {
    use_context::<Parts>()?.headers.get(name)?.to_str().ok().map(str::to_owned)
}

/// Whether the browser itself navigates or posts a form, not the app's code.
pub fn is_plain_navigation() -> bool {
    header_text(header::ACCEPT).is_some_and(|accept| accept.contains("text/html"))
}

/// The page that the form was on: its path and query, so that it never leads to another site.
pub fn referer() -> Option<String> {
    referer_of(&use_context::<Parts>()?.headers)
}

/// The same for a request that nothing of the app has seen.
pub fn referer_of(headers: &HeaderMap) -> Option<String> {
    let uri: http::Uri = headers.get(header::REFERER)?.to_str().ok()?.parse().ok()?;
    paths::local(uri.path_and_query()?.as_str()).map(str::to_owned)
}

pub fn set_status(status: u16) {
    if let (Some(response), Ok(status)) =
        (use_context::<ResponseOptions>(), StatusCode::from_u16(status))
    {
        response.set_status(status);
    }
}

/// What was asked for has another address for good.
pub fn set_moved(path: &str) {
    if let (Some(response), Ok(path)) =
        (use_context::<ResponseOptions>(), header::HeaderValue::from_str(path))
    {
        response.set_status(StatusCode::MOVED_PERMANENTLY);
        response.insert_header(header::LOCATION, path);
    }
}

/// When to ask again, in seconds.
pub fn set_retry_after(seconds: u32) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.insert_header(header::RETRY_AFTER, seconds.into());
    }
}
