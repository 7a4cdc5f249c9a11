//! Trailing slash: an API path works with and without it. The path is rewritten, not redirected, so
//! that the body of a POST is never lost.

use crate::http::path::is_api;
use crate::routes::{self, Kind, Route};
use axum::extract::Request;
use axum::http::Uri;
use axum::http::uri::PathAndQuery;
use std::sync::LazyLock;

/// Names that the API spells without a slash, such as `calendar.ics`.
static FILES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let names = api().filter_map(|route| route.pattern.rsplit('/').next());
    names.filter(|name| name.contains('.')).collect()
});

/// Folders of the API whose files have any name, such as `/api/docs/`.
static FOLDERS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| api().filter_map(|route| route.pattern.strip_suffix("{*rest}")).collect());

fn api() -> impl Iterator<Item = &'static Route> {
    routes::all().filter(|route| route.kind == Kind::Api && route.method != "*")
}

/// How the router spells this path; `None` where it is spelled so already.
fn spelled(path: &str) -> Option<String> {
    if !is_api(path) || FOLDERS.iter().any(|folder| path.strip_prefix(folder).is_some()) {
        return None;
    }
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    match (FILES.contains(&last), path.ends_with('/')) {
        (true, true) => Some(path.trim_end_matches('/').to_owned()),
        (false, false) => Some(format!("{path}/")),
        _ => None,
    }
}

/// Rewrites a request's path to how the router spells it.
pub fn normalize(mut request: Request) -> Request {
    let uri = request.uri();
    let Some(path) = spelled(uri.path()) else { return request };
    let path = match uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path,
    };
    let mut parts = uri.clone().into_parts();
    if let Ok(path) = PathAndQuery::try_from(path) {
        parts.path_and_query = Some(path);
        if let Ok(uri) = Uri::from_parts(parts) {
            *request.uri_mut() = uri;
        }
    }
    request
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_api_paths_are_spelled_anew() {
        assert_eq!(spelled("/api/events").as_deref(), Some("/api/events/"));
        assert_eq!(spelled("/api/events/"), None);
        assert_eq!(
            spelled("/api/events/calendar.ics/").as_deref(),
            Some("/api/events/calendar.ics")
        );
        assert_eq!(spelled("/api/openapi.json"), None);
        assert_eq!(spelled("/api/docs").as_deref(), Some("/api/docs/"));
        assert_eq!(spelled("/api/docs/swagger-ui.css"), None);
        let pdf = spelled("/api/bookings/x/tickets.pdf/");
        assert_eq!(pdf.as_deref(), Some("/api/bookings/x/tickets.pdf"));
        assert_eq!(spelled("/events"), None);
        assert_eq!(spelled("/apiary"), None);
    }
}
