//! Cross-site request check: every request that changes something must come from the site's own
//! pages, or from a program that sends no cookies of a browser.

use crate::http::ErrorResponder;
use crate::routes::{self, Access, Kind};
use crate::state::AppState;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use types::ErrorCode;

pub async fn same_origin(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS)
        || stands_by_itself(&request)
        || is_ours(request.headers(), &state.hub.settings.base_url)
    {
        return next.run(request).await;
    }
    tracing::warn!(method = %request.method(), "cross-site request refused");
    ErrorResponder::of(&request).refuse(ErrorCode::CrossSite)
}

/// A bearer token is not sent by a browser on its own, and a provider signs what it sends.
fn stands_by_itself(request: &Request) -> bool {
    routes::of(request).is_some_and(|route| {
        let bears = request.headers().contains_key(header::AUTHORIZATION);
        route.access == Access::Signed || (route.kind == Kind::Api && bears)
    })
}

fn is_ours(headers: &HeaderMap, base_url: &str) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    match (text("sec-fetch-site"), text("origin")) {
        // "none": the person did it themselves, without any page.
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => {
            origin == base_url
                || origin.split_once("://").is_some_and(|(_, host)| Some(host) == text("host"))
        }
        // Browsers send one of the two with everything that changes something.
        (None, None) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(pairs: &[(&'static str, &str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(*name, value.parse().unwrap());
        }
        is_ours(&headers, "https://hub.example")
    }

    #[test]
    fn other_sites_are_told_by_what_browsers_say_of_them() {
        assert!(ours(&[("sec-fetch-site", "same-origin"), ("origin", "https://hub.example")]));
        assert!(ours(&[("sec-fetch-site", "none")]));
        assert!(!ours(&[("sec-fetch-site", "cross-site")]));
        assert!(!ours(&[("sec-fetch-site", "same-site"), ("origin", "https://hub.example")]));
    }

    #[test]
    fn an_old_browser_is_told_by_its_origin() {
        assert!(ours(&[("origin", "https://hub.example")]));
        assert!(ours(&[("origin", "http://localhost:3000"), ("host", "localhost:3000")]));
        assert!(!ours(&[("origin", "https://evil.example"), ("host", "hub.example")]));
        assert!(!ours(&[("origin", "null"), ("host", "hub.example")]));
        assert!(ours(&[]));
    }
}
