//! The Leptos app: its pages, its server functions, its files, and a page for what is not there.

use crate::http::path::{is_below, is_site_file};
use crate::middleware::page_head::rewrite_head;
use crate::middleware::security_headers::page_policy;
use crate::state::AppState;
use app::{App, shell};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Redirect, Response};
use leptos::config::LeptosOptions;
use leptos::context::{provide_context, use_context};
use leptos::nonce::use_nonce;
use leptos_axum::{LeptosRoutes as _, ResponseOptions, generate_route_list};
use std::path::Path;
use tower::ServiceBuilder;
use tower_http::services::ServeDir;

/// Pages and server functions, each told who is asking.
pub(crate) fn router(state: &AppState) -> Router<AppState> {
    let options = state.leptos_options.clone();
    Router::new()
        .leptos_routes_with_context(state, generate_route_list(App), context(state), move || {
            shell(options.clone())
        })
        .layer(from_fn(rewrite_head))
        .layer(from_fn_with_state(state.hub.clone(), app::ssr::identify))
}

/// The built front end's files; the app's own page, with status 404, for everything else.
pub(crate) fn files(state: &AppState) -> Router<AppState> {
    let missing = Router::new()
        .fallback(not_found)
        .layer(from_fn_with_state(state.hub.clone(), app::ssr::identify))
        .with_state(state.clone());
    let files = ServeDir::new(&*state.leptos_options.site_root)
        .append_index_html_on_directories(false)
        .call_fallback_on_method_not_allowed(true)
        .precompressed_br()
        .precompressed_gzip()
        .fallback(missing);
    Router::new().fallback_service(
        ServiceBuilder::new()
            .layer(from_fn_with_state(state.leptos_options.clone(), cache))
            .service(files),
    )
}

/// What pages and server functions find in their context; the policy names the page's own nonce.
fn context(state: &AppState) -> impl Fn() + Clone + Send + Sync + 'static {
    let (hub, options) = (state.hub.clone(), state.leptos_options.clone());
    move || {
        provide_context(hub.clone());
        let (Some(response), Some(nonce)) = (use_context::<ResponseOptions>(), use_nonce()) else {
            return;
        };
        if let Ok(policy) = HeaderValue::from_str(&page_policy(&nonce, &options)) {
            response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
        }
    }
}

async fn not_found(State(state): State<AppState>, request: Request) -> Response {
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

/// A file whose name has its hash in it never changes, fonts among them; the others may tomorrow.
async fn cache(State(options): State<LeptosOptions>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let built = options.hash_files && is_below(path, &options.site_pkg_dir_route_base());
    let hashed = built
        || (is_below(path, "/fonts")
            && Path::new(path).extension().is_some_and(|it| it == "woff2"));
    let mut response = next.run(request).await;
    let found = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    if found {
        let value =
            if hashed { "public, max-age=31536000, immutable" } else { "public, max-age=3600" };
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest as _, Sha256};
    use std::path::Path;

    /// They are kept for a year: another font needs another name.
    #[test]
    fn a_font_has_its_hash_in_its_name() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let styles = std::fs::read_to_string(root.join("style/fonts.css")).unwrap();
        let mut fonts = 0;
        for entry in std::fs::read_dir(root.join("public/fonts")).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let Some(stem) = name.strip_suffix(".woff2") else { continue };
            let hash = Sha256::digest(std::fs::read(&path).unwrap());
            let hash = u32::from_be_bytes(hash[..4].try_into().unwrap());
            assert_eq!(stem.rsplit('.').next(), Some(&*format!("{hash:08x}")), "{name}");
            assert!(styles.contains(&format!("/fonts/{name}\"")), "{name} is not used");
            fonts += 1;
        }
        assert_eq!(styles.matches("url(\"/fonts/").count(), fonts, "and no other is");
    }

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
