//! Static files: the built front end's, and the page for what is not there as their fallback.

use super::pages;
use crate::http::path::is_below;
use crate::state::AppState;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use leptos::config::LeptosOptions;
use std::path::Path;
use tower::ServiceBuilder;
use tower_http::services::ServeDir;

/// The built front end's files; the app's own page, with status 404, for everything else.
pub(super) fn router(state: &AppState) -> Router<AppState> {
    let missing = Router::new()
        .fallback(pages::not_found)
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
}
