//! The pages of the Leptos app and its server functions, and a page for what is not there.

use crate::http::path::is_site_file;
use crate::middleware::page_head::rewrite_head;
use crate::middleware::security_headers::page_policy;
use crate::state::AppState;
use app::{App, shell};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Redirect, Response};
use leptos::context::{provide_context, use_context};
use leptos::nonce::use_nonce;
use leptos_axum::{AxumRouteListing, LeptosRoutes as _, ResponseOptions};
use std::sync::LazyLock;

/// The routes of the app's pages and server functions, listed once: while Leptos lists them, no
/// resource of the process loads, and a page that is rendered meanwhile would wait for ever.
static ROUTES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| {
    #[allow(clippy::disallowed_methods, reason = "the one place, before any page is rendered")]
    leptos_axum::generate_route_list(App)
});

/// The app's pages and server functions; the first call needs a Tokio runtime.
pub(crate) fn routes() -> &'static [AxumRouteListing] {
    &ROUTES
}

/// Pages and server functions, each told who is asking.
pub(super) fn router(state: &AppState) -> Router<AppState> {
    let options = state.leptos_options.clone();
    Router::new()
        .leptos_routes_with_context(state, routes().to_vec(), context(state), move || {
            shell(options.clone())
        })
        .layer(from_fn(rewrite_head))
        .layer(from_fn_with_state(state.hub.clone(), app::ssr::carry_refused))
        .layer(from_fn_with_state(state.hub.clone(), app::ssr::identify))
}

/// What pages and server functions find in their context; the policy names the page's own nonce.
fn context(state: &AppState) -> impl Fn() + Clone + Send + Sync + 'static {
    let (hub, options) = (state.hub.clone(), state.leptos_options.clone());
    let legal = state.legal.clone();
    let health = state.checks.clone();
    move || {
        provide_context(hub.clone());
        provide_context(legal.clone());
        provide_context(health.clone());
        let (Some(response), Some(nonce)) = (use_context::<ResponseOptions>(), use_nonce()) else {
            return;
        };
        let path = app::ssr::uri().map(|uri| uri.path().to_owned()).unwrap_or_default();
        if let Ok(policy) = HeaderValue::from_str(&page_policy(&nonce, &options, &path)) {
            response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
        }
    }
}

/// The page with status 404 for what is not there.
pub(super) async fn not_found(State(state): State<AppState>, request: Request) -> Response {
    if is_site_file(request.uri().path()) {
        return (StatusCode::NOT_FOUND, "There is no such file.\n").into_response();
    }
    if let Some(page) = without_last_slash(request.method(), request.uri()) {
        return Redirect::permanent(&page).into_response();
    }
    let options = state.leptos_options.clone();
    let render =
        leptos_axum::render_app_async_with_context(context(&state), move || shell(options.clone()));
    let mut response = render(request).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}

/// The address of the page that was meant. Never `//…`, which a browser takes for another host.
fn without_last_slash(method: &Method, uri: &Uri) -> Option<String> {
    let page = uri.path().strip_suffix('/')?;
    let local = page.len() > 1 && !page.starts_with("//") && !page.ends_with('/');
    let reads = method == Method::GET || method == Method::HEAD;
    (local && reads).then(|| match uri.query() {
        Some(query) => format!("{page}?{query}"),
        None => page.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_found_with_a_slash_too_and_never_on_another_host() {
        let meant = |path: &'static str| without_last_slash(&Method::GET, &Uri::from_static(path));
        assert_eq!(meant("/events/?search=a%20b").as_deref(), Some("/events?search=a%20b"));
        assert_eq!(meant("/events/jazz/").as_deref(), Some("/events/jazz"));
        for path in ["/", "/events", "//evil.test/", "//", "/events//"] {
            assert_eq!(meant(path), None, "{path}");
        }
        assert_eq!(without_last_slash(&Method::POST, &Uri::from_static("/events/")), None);
    }
}
