//! `/robots.txt`: what search engines should leave out.

use crate::state::AppState;
use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::Hub;
use types::paths;

pub(super) fn router() -> Router<AppState> {
    Router::new().route("/robots.txt", get(robots))
}

/// Private pages are of no use to a search engine, and filtered lists are without end.
async fn robots(State(hub): State<Hub>) -> Response {
    let text = format!(
        "User-agent: *\nDisallow: /bookings\nDisallow: /account\nDisallow: /fn/\nDisallow: /api/\n\
         \nSitemap: {}{}\n",
        hub.settings.base_url,
        paths::SITEMAP
    );
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=86400"),
    ];
    (headers, text).into_response()
}
