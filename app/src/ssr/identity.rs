//! Authentication of browsers: the actor and locale of a request are read once from its cookies,
//! before a page or a server function runs.

use super::cookies::{CookieKind, Jar};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use domain::accounts::{self, Identity, RefreshError};
use domain::{Actor, Hub};
use http::{HeaderMap, HeaderValue, header};
use std::net::IpAddr;
use types::{ErrorCode, Locale};

/// The peer's address, or what a trusted proxy says of it; put into the request by the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientIp(pub IpAddr);

/// Puts the [`Actor`] and the [`Locale`] into the request's extensions. A lapsed access cookie
/// beside a good refresh cookie is renewed on the way.
pub async fn identify(State(hub): State<Hub>, mut request: Request, next: Next) -> Response {
    let jar = Jar::of(&hub);
    let (identity, renewed) = who(&hub, jar, request.headers()).await;
    let asked = identity.is_none().then(|| lang_of(request.uri())).flatten();
    let locale = identity
        .map(|known| known.locale)
        .or(asked)
        .unwrap_or_else(|| locale_of(&hub, request.headers()));
    request.extensions_mut().insert(identity.map_or(Actor::Anonymous, |known| known.actor));
    if let Some(known) = identity {
        request.extensions_mut().insert(known.session);
    }
    request.extensions_mut().insert(locale);
    let mut response = next.run(request).await;
    // A visitor who follows a link to a language stays with it.
    if let Some(cookie) = asked.and_then(|asked| keep_locale(&hub, asked)) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    // A log-in or log-out that the request itself did is newer than what was renewed before it.
    if !sets(response.headers(), jar.name(CookieKind::Access)) {
        for cookie in renewed {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    response
}

async fn who(hub: &Hub, jar: Jar, headers: &HeaderMap) -> (Option<Identity>, Vec<HeaderValue>) {
    if let Some(access) = jar.read(headers, CookieKind::Access) {
        match accounts::identify(hub, &access).await {
            Ok(identity) => return (Some(identity), Vec::new()),
            Err(failure) if failure.code == ErrorCode::TokenInvalid => {}
            // The database is busy: nothing is known of the cookies, so they stay.
            Err(_) => return (None, Vec::new()),
        }
    }
    let Some(refresh) = jar.read(headers, CookieKind::Refresh) else {
        return (None, Vec::new());
    };
    match accounts::resume(hub, &refresh).await {
        Ok(resumed) => {
            let access = keep_access(hub, &resumed.access);
            let refresh = resumed.refresh.and_then(|token| keep_refresh(hub, &token));
            (Some(resumed.identity), access.into_iter().chain(refresh).collect())
        }
        Err(RefreshError::Invalid | RefreshError::Reused) => {
            (None, forget_tokens(jar).into_iter().flatten().collect())
        }
        Err(_) => (None, Vec::new()),
    }
}

/// `?lang=ru`: the address of a page in one language, which search engines are told of.
pub(super) fn lang_of(uri: &http::Uri) -> Option<Locale> {
    uri.query()?.split('&').find_map(|pair| Locale::from_tag(pair.strip_prefix("lang=")?))
}

/// The language of a browser without a log-in.
pub fn locale_of(hub: &Hub, headers: &HeaderMap) -> Locale {
    let kept = Jar::of(hub).read(headers, CookieKind::Locale);
    kept.as_deref().and_then(Locale::from_tag).unwrap_or_else(|| {
        let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        accepted.map(Locale::from_accept_language).unwrap_or_default()
    })
}

pub(super) fn keep_locale(hub: &Hub, locale: Locale) -> Option<HeaderValue> {
    keep(hub, CookieKind::Locale, locale.as_str())
}

pub(super) fn keep_access(hub: &Hub, token: &str) -> Option<HeaderValue> {
    keep(hub, CookieKind::Access, token)
}

pub(super) fn keep_challenge(hub: &Hub, challenge: &str) -> Option<HeaderValue> {
    keep(hub, CookieKind::Challenge, challenge)
}

pub(super) fn keep_device(hub: &Hub, known: &str) -> Option<HeaderValue> {
    keep(hub, CookieKind::Device, known)
}

pub(super) fn keep_refresh(hub: &Hub, token: &str) -> Option<HeaderValue> {
    keep(hub, CookieKind::Refresh, token)
}

fn keep(hub: &Hub, kept: CookieKind, value: &str) -> Option<HeaderValue> {
    Jar::of(hub).set(kept, value, &hub.settings)
}

pub(super) fn forget_tokens(jar: Jar) -> [Option<HeaderValue>; 2] {
    [CookieKind::Access, CookieKind::Refresh].map(|kept| jar.remove(kept))
}

fn sets(headers: &HeaderMap, name: &str) -> bool {
    headers
        .get_all(header::SET_COOKIE)
        .iter()
        .any(|cookie| cookie.as_bytes().starts_with(format!("{name}=").as_bytes()))
}
