//! Host check: requests are served under known names only. A page of another site could otherwise
//! be made to speak with a server on the visitor's own machine or network, by a name that leads
//! there (DNS rebinding).

use crate::http::ErrorResponder;
use crate::state::AppState;
use axum::extract::{Request, State};
use axum::http::header;
use axum::http::uri::Authority;
use axum::middleware::Next;
use axum::response::Response;
use std::net::IpAddr;
use types::ErrorCode;

pub async fn check_host(State(state): State<AppState>, request: Request, next: Next) -> Response {
    // Watchdogs ask by address, and learn nothing there that a name would protect.
    if matches!(request.uri().path(), "/healthz" | "/readyz" | "/metrics") {
        return next.run(request).await;
    }
    // No browser leaves it out.
    let Some(named) = named(&request) else { return next.run(request).await };
    let base_url = &state.hub.settings.base_url;
    if named.is_some_and(|host| is_ours(&host, base_url, &state.web.allowed_hosts)) {
        return next.run(request).await;
    }
    tracing::warn!("host check: unknown Host refused; ALLOWED_HOSTS lists more");
    ErrorResponder::of(&request).refuse(ErrorCode::MisdirectedRequest)
}

/// The name without its port; inside `None` for what cannot be one.
#[expect(clippy::option_option, reason = "not there, and there but no name")]
fn named(request: &Request) -> Option<Option<String>> {
    let host = |authority: &Authority| {
        let host = authority.host().trim_end_matches('.').to_ascii_lowercase();
        (!host.is_empty()).then_some(host)
    };
    if let Some(authority) = request.uri().authority() {
        return Some(host(authority));
    }
    let mut all = request.headers().get_all(header::HOST).iter();
    let first = all.next()?;
    let one = all.next().is_none();
    let authority = first.to_str().ok().and_then(|text| text.parse::<Authority>().ok());
    Some(authority.as_ref().and_then(host).filter(|_| one))
}

fn is_ours(host: &str, base_url: &str, allowed: &[String]) -> bool {
    let base = url::Url::parse(base_url).ok();
    base.and_then(|url| url.host_str().map(|base| base == host)).unwrap_or_default()
        || allowed.iter().any(|name| name == host)
        || is_loopback(host)
}

/// This machine, whatever it is called.
fn is_loopback(host: &str) -> bool {
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    host == "localhost"
        || host.ends_with(".localhost")
        || bare.parse::<IpAddr>().is_ok_and(|address| address.to_canonical().is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn served(host: &str) -> bool {
        let request = Request::get("/").header(header::HOST, host).body(Body::empty()).unwrap();
        let allowed = ["hub.internal".to_owned(), "192.0.2.7".to_owned()];
        let host = named(&request).unwrap();
        host.is_some_and(|host| is_ours(&host, "https://hub.example", &allowed))
    }

    #[test]
    fn only_our_own_names_are_answered_to() {
        for ours in [
            "hub.example",
            "HUB.example:443",
            "hub.example.",
            "hub.internal:8080",
            "192.0.2.7",
            "localhost:3000",
            "app.localhost",
            "127.0.0.1:3000",
            "127.8.8.8",
            "[::1]:3000",
        ] {
            assert!(served(ours), "{ours}");
        }
        for foreign in [
            "evil.test",
            "hub.example.evil.test",
            "xhub.example",
            "localhost.evil.test",
            "127.0.0.1.evil.test",
            "192.0.2.8",
            "[2001:db8::1]",
            "",
            ":80",
            "a b",
            "evil.test/hub.example",
        ] {
            assert!(!served(foreign), "{foreign}");
        }
    }
}
