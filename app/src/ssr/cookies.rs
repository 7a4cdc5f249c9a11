//! The three cookies: both tokens, which scripts never see, and the language.

use axum_extra::extract::cookie::{Cookie, SameSite};
use domain::Hub;
use http::{HeaderMap, HeaderValue, header};
use std::time::Duration;
use types::Locale;

pub const LOCALE_COOKIE: &str = "locale";
const YEAR: Duration = Duration::from_hours(365 * 24);

/// How cookies are named and sent. `__Host-` binds them to this host over TLS; browsers refuse it
/// on plain http, which only development uses.
#[derive(Clone, Copy, Debug)]
pub(super) struct Session {
    secure: bool,
}

impl Session {
    pub(super) fn of(hub: &Hub) -> Self {
        Self { secure: hub.settings.base_url.starts_with("https://") }
    }

    pub(super) fn access_name(self) -> &'static str {
        if self.secure { "__Host-access" } else { "access" }
    }

    pub(super) fn refresh_name(self) -> &'static str {
        if self.secure { "__Host-refresh" } else { "refresh" }
    }

    pub(super) fn access(self, hub: &Hub, token: &str) -> Option<HeaderValue> {
        self.build(self.access_name(), token, hub.settings.access_token_ttl)
    }

    pub(super) fn refresh(self, hub: &Hub, token: &str) -> Option<HeaderValue> {
        self.build(self.refresh_name(), token, hub.settings.refresh_token_ttl)
    }

    pub(super) fn clear(self) -> [Option<HeaderValue>; 2] {
        [self.access_name(), self.refresh_name()].map(|name| self.build(name, "", Duration::ZERO))
    }

    pub(super) fn locale(self, locale: Locale) -> Option<HeaderValue> {
        self.build(LOCALE_COOKIE, locale.as_str(), YEAR)
    }

    fn build(self, name: &str, value: &str, max_age: Duration) -> Option<HeaderValue> {
        let cookie = Cookie::build((name, value))
            .path("/")
            .http_only(true)
            .secure(self.secure)
            .same_site(SameSite::Lax)
            .build();
        HeaderValue::from_str(&format!("{cookie}; Max-Age={}", max_age.as_secs())).ok()
    }
}

/// The access token among a browser's cookies, for requests that are neither a page nor a server
/// function. It is not renewed here.
pub fn access_token(hub: &Hub, headers: &HeaderMap) -> Option<String> {
    read(headers, Session::of(hub).access_name())
}

/// The value of the first cookie of this name.
pub(super) fn read(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(Cookie::split_parse)
        .filter_map(Result::ok)
        .find(|cookie| cookie.name() == name)
        .map(|cookie| cookie.value().to_owned())
        .filter(|value| !value.is_empty())
}
