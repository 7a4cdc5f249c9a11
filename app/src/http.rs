//! The request and response at hand, for server-side rendering and server functions.

use axum_extra::extract::cookie::{Cookie, SameSite};
use http::request::Parts;
use http::{HeaderValue, StatusCode, header};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

fn header_text(name: header::HeaderName) -> Option<String> {
    use_context::<Parts>()?.headers.get(name)?.to_str().ok().map(str::to_owned)
}

/// Whether the browser itself navigates or posts a form, not the app's code.
pub fn is_plain_navigation() -> bool {
    header_text(header::ACCEPT).is_some_and(|accept| accept.contains("text/html"))
}

/// The page that the form was on: its path and query, so that it never leads to another site.
pub fn referer() -> Option<String> {
    let uri: http::Uri = header_text(header::REFERER)?.parse().ok()?;
    crate::paths::local(uri.path_and_query()?.as_str()).map(str::to_owned)
}

pub fn set_status(status: u16) {
    if let (Some(response), Ok(status)) =
        (use_context::<ResponseOptions>(), StatusCode::from_u16(status))
    {
        response.set_status(status);
    }
}

pub fn cookie(name: &str) -> Option<String> {
    let parts = use_context::<Parts>()?;
    parts
        .headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(Cookie::split_parse)
        .filter_map(Result::ok)
        .find(|cookie| cookie.name() == name)
        .map(|cookie| cookie.value().to_owned())
}

/// Sets a cookie that scripts cannot read; `max_age` in seconds, 0 removes it.
pub fn set_cookie(name: &'static str, value: &str, max_age: i64) {
    let Some(response) = use_context::<ResponseOptions>() else { return };
    let secure = crate::ssr::hub().is_ok_and(|hub| hub.settings.base_url.starts_with("https://"));
    let mut cookie = Cookie::build((name, value.to_owned()))
        .path("/")
        .http_only(true)
        .secure(secure)
        .same_site(SameSite::Lax)
        .build()
        .to_string();
    cookie.push_str("; Max-Age=");
    cookie.push_str(&max_age.to_string());
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.append_header(header::SET_COOKIE, value);
    }
}
