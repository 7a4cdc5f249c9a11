//! What makes the site found and shown well elsewhere: a sitemap, pictures.

mod picture;
mod share;
mod sitemap;
#[cfg(test)]
mod tests;

use crate::state::AppState;
use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::Hub;
use types::paths;

pub(crate) fn router() -> Router<AppState> {
    Router::new().route("/robots.txt", get(robots)).merge(sitemap::router()).merge(share::router())
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
