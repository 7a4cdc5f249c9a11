//! Request context of pages and server functions: hub, actor, locale and cookies, which the server
//! provides through Leptos' context and the request's extensions.

mod cookies;
mod health;
pub(crate) mod hydration;
mod identity;
pub mod json_ld;
pub mod legal;
pub mod local_time;
pub mod page_meta;
mod refused;
pub mod zones;

pub use cookies::{CookieKind, Jar, access_token};
pub use health::{HealthChecks, HealthLook, Looked, Said};
pub use hydration::preloading;
pub use identity::{ClientIp, identify, locale_of};
pub(crate) use page_meta::escaped;
pub use refused::carry_refused;
pub(crate) use refused::{leave, left};

use domain::{Actor, Hub};
use http::header::{HeaderName, HeaderValue, SET_COOKIE, USER_AGENT};
use http::request::Parts;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use std::net::{IpAddr, Ipv4Addr};
use types::accounts::Tokens;
use types::ids::LoginSessionId;
use types::{ErrorCode, Failure, Locale};

/// The hub of the use cases, with the client address of this request.
///
/// # Errors
/// Outside a request there is none.
pub fn hub() -> Result<Hub, Failure> {
    let hub = use_context::<Hub>().ok_or_else(|| Failure::new(ErrorCode::Internal))?;
    Ok(match extension::<ClientIp>() {
        Some(ClientIp(client)) => hub.for_client(client),
        None => hub,
    })
}

/// The actor of the request.
pub fn actor() -> Actor {
    extension().unwrap_or(Actor::Anonymous)
}

/// The language to answer in: the account's, else the cookie's, else the browser's.
pub fn locale() -> Locale {
    extension().unwrap_or_default()
}

/// The client address of the request, for limits by address.
pub fn client_ip() -> IpAddr {
    extension().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ClientIp(address)| address)
}

/// The log-in that the request goes back to.
pub fn session() -> Option<LoginSessionId> {
    extension()
}

/// The hub of a request in which a session may begin, which is known by its browser.
///
/// # Errors
/// Outside a request there is none.
pub fn hub_of_browser() -> Result<Hub, Failure> {
    let parts = use_context::<Parts>();
    let said = parts.as_ref().and_then(|parts| parts.headers.get(USER_AGENT)?.to_str().ok());
    Ok(hub()?.for_device(said))
}

/// What the first step of logging in left.
pub fn challenge() -> Option<String> {
    cookie(CookieKind::Challenge)
}

/// Leaves it for the second step.
pub fn set_challenge(challenge: &str) {
    let Ok(hub) = hub() else { return };
    append(identity::keep_challenge(&hub, challenge));
}

/// The browser's refresh token, for logging out.
pub fn refresh_token() -> Option<String> {
    let hub = hub().ok()?;
    Jar::of(&hub).read(&use_context::<Parts>()?.headers, CookieKind::Refresh)
}

/// What the browser is known by among those that were logged in before.
pub fn device() -> Option<String> {
    let hub = hub().ok()?;
    Jar::of(&hub).read(&use_context::<Parts>()?.headers, CookieKind::Device)
}

/// Logs the browser in, and knows it from now on.
pub fn set_session(tokens: &Tokens) {
    let Ok(hub) = hub() else { return };
    let known = domain::accounts::remember_device(&hub, tokens, device().as_deref());
    append(known.and_then(|known| identity::keep_device(&hub, &known)));
    append(identity::keep_access(&hub, &tokens.access));
    append(identity::keep_refresh(&hub, &tokens.refresh));
    if challenge().is_some() {
        remove_cookie(CookieKind::Challenge);
    }
}

/// Logs the browser out, and has it forget the tickets that it keeps for when there is no network.
pub fn clear_session() {
    let Ok(hub) = hub() else { return };
    identity::forget_tokens(Jar::of(&hub)).into_iter().for_each(append);
    if let Some(response) = use_context::<ResponseOptions>() {
        let name = HeaderName::from_static("clear-site-data");
        response.insert_header(name, HeaderValue::from_static("\"storage\""));
    }
}

/// Remembers the language of a browser that is not logged in.
pub fn set_locale_cookie(locale: Locale) {
    let Ok(hub) = hub() else { return };
    append(identity::keep_locale(&hub, locale));
}

/// What we remember of this browser.
pub(crate) fn cookie(kept: CookieKind) -> Option<String> {
    Jar::of(&hub().ok()?).read(&use_context::<Parts>()?.headers, kept)
}

/// Remembers it in this browser.
pub(crate) fn set_cookie(kept: CookieKind, value: &str) {
    let Ok(hub) = hub() else { return };
    append(Jar::of(&hub).set(kept, value, &hub.settings));
}

/// Forgets it.
pub(crate) fn remove_cookie(kept: CookieKind) {
    let Ok(hub) = hub() else { return };
    append(Jar::of(&hub).remove(kept));
}

/// The path and query that were asked for.
pub fn uri() -> Option<http::Uri> {
    Some(use_context::<Parts>()?.uri)
}

fn extension<T: Clone + Send + Sync + 'static>() -> Option<T> {
    use_context::<Parts>()?.extensions.get::<T>().cloned()
}

fn append(cookie: Option<HeaderValue>) {
    if let (Some(response), Some(cookie)) = (use_context::<ResponseOptions>(), cookie) {
        response.append_header(SET_COOKIE, cookie);
    }
}
