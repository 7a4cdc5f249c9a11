//! Router: the whole application, and the order of its middleware.

use crate::middleware::body_memory::{BodyMemory, limit_body_memory};
use crate::middleware::rate_limit::Limits;
use crate::middleware::response_cache::{ResponseCache, cache_responses};
use crate::middleware::{
    client_ip, host, panic, rate_limit, request_limits, same_origin, security_headers, trace,
    trailing_slash, visits,
};
use crate::state::AppState;
use crate::{api, health, metrics, routes, site};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::any;
use std::sync::Arc;
use tower::ServiceExt as _;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate as _, SizeAbove};

/// Bytes: what fits into one packet anyway is not made smaller.
const ONE_PACKET: u64 = 1400;

/// Every route, before anything is done around them; each has a line in the table of [`routes`].
pub(crate) fn routes(state: &AppState, counts: &Arc<metrics::ResponseCounts>) -> Router<AppState> {
    Router::new()
        .merge(api::router())
        .route("/api", any(api::not_found))
        .route("/api/", any(api::not_found))
        .route("/api/{*rest}", any(api::not_found))
        .merge(health::router(state.web.readings))
        .merge(metrics::router(Arc::clone(counts), state.web.readings))
        .merge(site::router(state))
}

pub(crate) fn router(state: AppState) -> Router {
    let counts = Arc::new(metrics::ResponseCounts::default());
    let mut app = routes(&state, &counts)
        .layer(from_fn_with_state(ResponseCache::new(state.clone()), cache_responses))
        // Around the cache: what it answers is a visit too.
        .layer(from_fn_with_state(state.clone(), visits::count_visits))
        .layer(DefaultBodyLimit::max(routes::BODY_MAX))
        .layer(from_fn(request_limits::limit_body))
        .layer(from_fn_with_state(BodyMemory::default(), limit_body_memory))
        .layer(from_fn(request_limits::limit_time))
        .layer(from_fn(panic::catch_panic));
    if state.web.rate_limit {
        app = app.layer(from_fn_with_state(Limits::new(), rate_limit::limit_rate));
    }
    let app = app
        .layer(from_fn_with_state(state.clone(), same_origin::same_origin))
        .layer(from_fn_with_state(state.clone(), host::check_host))
        .layer(
            CompressionLayer::new()
                .quality(CompressionLevel::Fastest)
                .compress_when(DefaultPredicate::new().and(SizeAbove::new(ONE_PACKET))),
        )
        .layer(from_fn_with_state(state.clone(), security_headers::security_headers))
        .layer(from_fn(trace::trace))
        .layer(from_fn_with_state(counts, metrics::count))
        .layer(from_fn_with_state(state.clone(), client_ip::client_ip))
        .with_state(state);
    // Outside the router, which has chosen the route by the time its layers run.
    Router::new().fallback_service(app.map_request(trailing_slash::normalize))
}
