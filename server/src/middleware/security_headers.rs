//! Security headers: every response gets safe defaults, and pages their content security policy. The
//! table of routes says what may be cached and what search engines are to leave out.

use crate::http::path::is_api;
use crate::routes::{self, Route};
use crate::state::AppState;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use leptos::config::{Env, LeptosOptions};
use types::paths;

const FOR_ALL: [(HeaderName, &str); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// The policy of responses that are no page: they load nothing and cannot be framed.
const NO_PAGE: &str =
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

pub async fn security_headers(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    let api = is_api(request.uri().path());
    let route = routes::of(&request);
    let mut response = next.run(request).await;
    let status = response.status();
    let good = status.is_success() || status == StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();
    for (name, value) in FOR_ALL {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    let permissions = route.map_or(routes::NOTHING, Route::permissions);
    headers
        .entry(HeaderName::from_static("permissions-policy"))
        .or_insert(HeaderValue::from_static(permissions));
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(NO_PAGE));
    let kept = match route.filter(|_| good) {
        Some(route) => route.cache_control(),
        // Answers depend on who asks.
        None if api => "no-store",
        None => "private, no-cache",
    };
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static(kept));
    if route.is_some_and(Route::is_unlisted) {
        headers.insert("x-robots-tag", HeaderValue::from_static("noindex"));
    }
    if state.web.production {
        headers
            .entry(header::STRICT_TRANSPORT_SECURITY)
            .or_insert(HeaderValue::from_static("max-age=31536000; includeSubDomains"));
    }
    response
}

/// The policy of a page: our own files, and inline scripts that carry this answer's nonce. Not
/// `strict-dynamic`, under which browsers refuse the module preload that Leptos writes.
///
/// No page is shown in another, but an event's in the preview that its organizer looks at; beside a
/// message's form stands its preview.
pub fn page_policy(nonce: &str, options: &LeptosOptions, path: &str) -> String {
    let page = path.strip_prefix(paths::ORGANIZE).unwrap_or_default();
    let frames = if page.ends_with("/preview") || page.ends_with(paths::MESSAGE_FORM) {
        "frame-src 'self'; frame-ancestors 'none'"
    } else if page.ends_with("/preview/page") {
        "frame-ancestors 'self'"
    } else {
        "frame-ancestors 'none'"
    };
    let reload = match options.env {
        // The page reloads itself when the code changes.
        Env::DEV => format!(" ws://{}:{}", options.site_addr.ip(), options.reload_port),
        Env::PROD => String::new(),
    };
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; \
         style-src 'self' 'nonce-{nonce}'; img-src 'self' https: data:; \
         font-src 'self'; connect-src 'self'{reload}; manifest-src 'self'; base-uri 'none'; \
         form-action 'self'; {frames}"
    )
}
