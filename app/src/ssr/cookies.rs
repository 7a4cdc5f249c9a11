//! Cookies: the only place that names, reads and sets them. Over TLS each is bound to this host
//! (`__Host-`), so that no other subdomain can set one; browsers refuse that on plain http, which
//! only development uses.

use axum_extra::extract::cookie::{Cookie, SameSite};
use domain::{Hub, Settings};
use http::{HeaderMap, HeaderValue, header};
use std::time::Duration;

const YEAR: Duration = Duration::from_hours(365 * 24);

/// The cookies of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CookieKind {
    /// The access token, which scripts never see.
    Access,
    /// The refresh token, which scripts never see.
    Refresh,
    /// What a browser is known by that was logged in before; scripts never see it.
    Device,
    /// That the password was right, until the code is typed; scripts never see it.
    Challenge,
    Locale,
    Theme,
    /// How close together the rows of lists stand.
    Density,
    /// Whether single keys are shortcuts.
    Keys,
    /// What the last form left for the page that is shown next.
    Flash,
}

impl CookieKind {
    pub const ALL: [Self; 9] = [
        Self::Access,
        Self::Refresh,
        Self::Device,
        Self::Challenge,
        Self::Locale,
        Self::Theme,
        Self::Density,
        Self::Keys,
        Self::Flash,
    ];

    /// How long it is kept by the browser.
    pub fn max_age(self, settings: &Settings) -> Duration {
        match self {
            Self::Access => settings.access_token_ttl,
            Self::Refresh => settings.refresh_token_ttl,
            Self::Device | Self::Locale | Self::Theme | Self::Density | Self::Keys => YEAR,
            Self::Challenge => Duration::from_mins(5),
            Self::Flash => Duration::from_mins(1),
        }
    }

    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Access => ("access", "__Host-access"),
            Self::Refresh => ("refresh", "__Host-refresh"),
            Self::Device => ("device", "__Host-device"),
            Self::Challenge => ("challenge", "__Host-challenge"),
            Self::Locale => ("locale", "__Host-locale"),
            Self::Theme => ("theme", "__Host-theme"),
            Self::Density => ("density", "__Host-density"),
            Self::Keys => ("keys", "__Host-keys"),
            Self::Flash => ("flash", "__Host-flash"),
        }
    }
}

/// How cookies are named and sent.
#[derive(Clone, Copy, Debug)]
pub struct Jar {
    secure: bool,
}

impl Jar {
    pub fn new(secure: bool) -> Self {
        Self { secure }
    }

    pub fn of(hub: &Hub) -> Self {
        Self::new(hub.settings.base_url.starts_with("https://"))
    }

    pub fn name(self, kept: CookieKind) -> &'static str {
        let (plain, bound) = kept.names();
        if self.secure { bound } else { plain }
    }

    /// Sets a cookie that scripts cannot read.
    pub(crate) fn set(
        self,
        kept: CookieKind,
        value: &str,
        settings: &Settings,
    ) -> Option<HeaderValue> {
        self.cookie(kept, value, kept.max_age(settings))
    }

    pub(crate) fn remove(self, kept: CookieKind) -> Option<HeaderValue> {
        self.cookie(kept, "", Duration::ZERO)
    }

    fn cookie(self, kept: CookieKind, value: &str, max_age: Duration) -> Option<HeaderValue> {
        let cookie = Cookie::build((self.name(kept), value))
            .path("/")
            .http_only(true)
            .secure(self.secure)
            .same_site(SameSite::Lax)
            .build();
        HeaderValue::from_str(&format!("{cookie}; Max-Age={}", max_age.as_secs())).ok()
    }

    /// The value of the first cookie of this name, if it has one.
    pub(crate) fn read(self, headers: &HeaderMap, kept: CookieKind) -> Option<String> {
        let name = self.name(kept);
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
}

/// The access token among a browser's cookies, for requests that are neither a page nor a server
/// function. It is not renewed here.
pub fn access_token(hub: &Hub, headers: &HeaderMap) -> Option<String> {
    Jar::of(hub).read(headers, CookieKind::Access)
}
