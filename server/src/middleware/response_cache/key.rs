//! Cache key: which requests have the same response.

use super::origin;
use crate::routes::{self, Cache};
use app::ssr::{CookieKind, Jar};
use app::theme::Theme;
use axum::extract::Request;
use axum::http::{HeaderMap, Method, Uri, header};
use axum_extra::extract::cookie::Cookie;
use types::{Locale, Via};

/// Requests with a longer address are not cached.
const ADDRESS_MAX: usize = 512;

/// What the answer depends on.
pub(super) struct Key {
    pub(super) text: String,
    /// The address that is rendered for everybody, and the origin that it was asked with.
    pub(super) address: Uri,
    pub(super) via: Option<Via>,
}

/// `None` where the answer may be for one person only.
pub(super) fn of(request: &Request, jar: Jar) -> Option<Key> {
    let (uri, via) = origin::take_out(request.uri());
    let headers = request.headers();
    let address = uri.path_and_query()?.as_str();
    let public = request.method() == Method::GET
        && routes::of(request).is_some_and(|route| route.cache == Cache::Shared)
        && address.len() <= ADDRESS_MAX
        && !headers.contains_key(header::AUTHORIZATION);
    if !public {
        return None;
    }
    let (locale, theme) = choices(headers, jar)?;
    Some(Key { text: format!("{locale:?} {theme:?} {address}"), address: uri, via })
}

/// The visitor's language by cookie and by browser, and theme. `None` with any other cookie: it
/// may say who they are or what they did last.
fn choices(headers: &HeaderMap, jar: Jar) -> Option<((Option<Locale>, Locale), Theme)> {
    let (mut locale, mut theme) = (None, Theme::default());
    for line in headers.get_all(header::COOKIE) {
        for cookie in Cookie::split_parse(line.to_str().ok()?) {
            let cookie = cookie.ok()?;
            if cookie.name() == jar.name(CookieKind::Locale) {
                locale = locale.or(Locale::from_tag(cookie.value()));
            } else if cookie.name() == jar.name(CookieKind::Theme) {
                theme = Theme::parse(cookie.value());
            // The device cookie matters only at log-in.
            } else if cookie.name() != jar.name(CookieKind::Device) {
                return None;
            }
        }
    }
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let accepted = accepted.map(Locale::from_accept_language).unwrap_or_default();
    Some(((locale, accepted), theme))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routes::tests::routed;
    use axum::body::Body;

    fn key(path: &str, headers: &[(&str, &str)]) -> Option<String> {
        let mut request = Request::builder().uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        of(&routed(request.body(Body::empty()).unwrap()), Jar::new(false)).map(|key| key.text)
    }

    #[test]
    fn the_same_address_in_the_same_language_and_theme_is_one_answer() {
        let plain = key("/events?search=jazz", &[]);
        assert!(plain.is_some());
        assert_eq!(plain, key("/events?search=jazz", &[("user-agent", "another")]));
        let others: [&[(&str, &str)]; 3] =
            [&[("accept-language", "ru")], &[("cookie", "locale=ru")], &[("cookie", "theme=dark")]];
        for headers in others {
            let other = key("/events?search=jazz", headers);
            assert!(other.is_some() && other != plain, "{headers:?}");
        }
        let tagged = key("/events/jazz?via=news", &[]);
        assert!(tagged.is_some() && tagged == key("/events/jazz?via=poster", &[]));
        assert_ne!(plain, key("/events?search=rock", &[]));
        assert!(key("/privacy", &[]).is_some());
    }

    #[test]
    fn what_may_be_personal_is_never_shared() {
        let personal: [&[(&str, &str)]; 4] = [
            &[("authorization", "Bearer x")],
            &[("cookie", "access=x")],
            &[("cookie", "theme=dark; refresh=x")],
            &[("cookie", "flash=x")],
        ];
        for headers in personal {
            assert_eq!(key("/events", headers), None, "{headers:?}");
        }
        for path in ["/bookings", "/fn/me", "/api/bookings/", "/api/events/x/live/", "/healthz"] {
            assert_eq!(key(path, &[]), None, "{path}");
        }
        let post = Request::builder().method("POST").uri("/events").body(Body::empty()).unwrap();
        assert!(of(&routed(post), Jar::new(false)).is_none());
    }

    #[test]
    fn over_tls_only_cookies_of_this_very_host_choose() {
        let key = |cookie: &str| {
            let request = Request::get("/events").header(header::COOKIE, cookie);
            of(&routed(request.body(Body::empty()).unwrap()), Jar::new(true)).map(|key| key.text)
        };
        assert!(key("__Host-locale=ru; __Host-theme=dark").is_some());
        for planted in ["locale=ru", "theme=dark", "flash=x", "__Host-access=x"] {
            assert_eq!(key(planted), None, "{planted}");
        }
    }
}
