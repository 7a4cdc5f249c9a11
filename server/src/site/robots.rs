//! `/robots.txt`: what search engines should leave out.

use crate::http::path::is_below;
use crate::routes::{self, Access, Kind};
use crate::state::AppState;
use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::Hub;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use types::paths;

pub(super) fn router() -> Router<AppState> {
    Router::new().route("/robots.txt", get(robots))
}

/// Private pages are of no use to a search engine, nor is what programs read.
async fn robots(State(hub): State<Hub>) -> Response {
    let mut text = "User-agent: *\n".to_owned();
    for path in disallowed() {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "Disallow: {path}");
    }
    let _ = writeln!(text, "\nSitemap: {}{}", hub.settings.base_url, paths::SITEMAP);
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

/// The beginnings of what crawlers should not ask for. A private page with pages of everybody's below
/// it is not among them: it says `noindex` by itself.
fn disallowed() -> BTreeSet<String> {
    let pages = || routes::all().filter(|route| route.kind == Kind::Page);
    let private = pages().filter(|page| page.access == Access::Private);
    let closed = private.filter(|page| {
        let mut below = pages().filter(|other| is_below(other.pattern, page.pattern));
        below.all(|other| other.access == Access::Private)
    });
    let closed = closed.map(|page| {
        let parts = page.pattern.split('/');
        parts
            .map(|part| if part.starts_with('{') { "*" } else { part })
            .collect::<Vec<_>>()
            .join("/")
    });
    ["/api/", "/fn/"].into_iter().map(str::to_owned).chain(closed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crawlers_are_kept_from_private_pages_and_from_nothing_else() {
        let paths: Vec<_> = disallowed().into_iter().collect();
        assert_eq!(
            paths,
            [
                "/account",
                "/admin",
                "/api/",
                "/bookings",
                "/door/*",
                "/events/*/review",
                "/events/*/reviews/*/report",
                "/fn/",
                "/notifications",
                "/organize"
            ]
        );
    }
}
