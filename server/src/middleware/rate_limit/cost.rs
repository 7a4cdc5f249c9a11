//! Request cost: the class of work a request causes, told by its method and path before it runs.

use crate::http::path::{is_below_any, is_site_file};
use axum::http::{Method, Uri};
use std::path::Path;

/// Kinds of work, from the cheapest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Work {
    /// A file that lies there.
    File,
    /// A page, a list or one's own things: a few rows by their keys.
    Read,
    /// A transaction, and what it leaves to be done.
    Write,
    /// A query over many rows.
    Search,
    /// A picture or a document that is drawn, or a picture that is read.
    Drawing,
}

impl Work {
    /// In units of a file: how much of a network's budget it takes.
    pub(super) const fn units(self) -> u32 {
        match self {
            Self::File => 1,
            Self::Read => 4,
            Self::Write => 8,
            Self::Search => 16,
            Self::Drawing => 40,
        }
    }

    /// Whether requests of this class wait in the search queue. Drawings have pools of their own.
    pub(super) const fn is_queued(self) -> bool {
        matches!(self, Self::Search)
    }
}

/// Lists and their like: with a query they are searched.
const LISTS: [&str; 9] = [
    "/events",
    "/fn/events",
    "/fn/near",
    "/fn/suggest",
    "/api/events/",
    "/api/events/calendar.ics",
    "/api/admin/users/",
    "/api/promotions/",
    "/api/stats/",
];
/// Folders of what is drawn anew for who asks.
const DRAWN: [&str; 1] = ["/share"];
/// Pictures that are sent are decoded and drawn in three sizes.
const SENT_PICTURES: [&str; 2] = ["/account/avatar", "/api/users/me/avatar/"];

/// `None` is free: a watchdog must always hear from us, and is told what is known already.
pub(super) fn of(method: &Method, uri: &Uri) -> Option<Work> {
    let path = uri.path();
    if matches!(path, "/healthz" | "/readyz" | "/metrics") {
        return None;
    }
    if !matches!(*method, Method::GET | Method::HEAD) {
        let picture = *method == Method::POST && SENT_PICTURES.contains(&path);
        return Some(if picture { Work::Drawing } else { Work::Write });
    }
    let document = path.trim_end_matches('/');
    let drawn =
        Path::new(document).extension().is_some_and(|it| it == "pdf") || document.ends_with("/pdf");
    Some(if drawn || is_below_any(path, &DRAWN) {
        Work::Drawing
    } else if is_site_file(path) {
        Work::File
    } else if LISTS.contains(&path) && uri.query().is_some_and(|query| !query.is_empty()) {
        Work::Search
    } else {
        Work::Read
    })
}

/// Where secrets are guessed, hashed and mailed: the API's resources and the app's forms.
pub(super) fn is_auth(method: &Method, path: &str) -> bool {
    const RESOURCES: [&str; 3] =
        ["/api/users/me/password/", "/api/users/me/email/", "/api/users/me/delete/"];
    const FORMS: [&str; 9] = [
        "/fn/login",
        "/fn/verify-email",
        "/fn/resend-verification",
        "/fn/change-email",
        "/fn/register",
        "/fn/request-password-reset",
        "/fn/confirm-password-reset",
        "/fn/change-password",
        "/fn/delete-account",
    ];
    method == Method::POST
        && (path.starts_with("/api/auth/") || RESOURCES.contains(&path) || FORMS.contains(&path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work(method: &str, uri: &'static str) -> Option<Work> {
        of(&method.parse().unwrap(), &Uri::from_static(uri))
    }

    #[test]
    fn only_the_watchdogs_own_addresses_are_free() {
        for free in ["/healthz", "/readyz", "/metrics", "/metrics?x=1"] {
            assert_eq!(work("GET", free), None, "{free}");
        }
        for counted in ["/healthz/", "/healthz-nothing", "/metricsx", "/readyz/x", "/metrics/"] {
            assert_eq!(work("GET", counted), Some(Work::Read), "{counted}");
        }
        assert_eq!(work("GET", "/pkg/event-hub.css"), Some(Work::File));
        assert_eq!(work("GET", "/pkgs/event-hub.css"), Some(Work::Read));
    }

    #[test]
    fn what_costs_more_counts_more() {
        use Work::{Drawing, Read, Search, Write};
        for (method, uri, expected) in [
            ("GET", "/events", Read),
            ("GET", "/events?search=jazz", Search),
            ("HEAD", "/events?search=jazz", Search),
            ("GET", "/fn/events?query=", Search),
            ("GET", "/fn/suggest?text=ja", Search),
            ("GET", "/api/events/?location=be", Search),
            ("GET", "/api/events/calendar.ics?category=x", Search),
            ("GET", "/events/jazz?lang=ru", Read),
            ("GET", "/api/events/jazz/", Read),
            ("GET", "/share/site.png", Drawing),
            ("GET", "/bookings/x/tickets.pdf", Drawing),
            ("GET", "/api/bookings/x/tickets.pdf", Drawing),
            ("GET", "/api/certificates/x/pdf/", Drawing),
            ("GET", "/certificates/x/certificate.pdf", Drawing),
            ("POST", "/api/users/me/avatar/", Drawing),
            ("DELETE", "/api/users/me/avatar/", Write),
            ("POST", "/api/bookings/", Write),
            ("POST", "/fn/book", Write),
            ("PUT", "/events?search=x", Write),
        ] {
            assert_eq!(work(method, uri), Some(expected), "{method} {uri}");
        }
    }

    #[test]
    fn passwords_are_guessed_slowly_wherever_they_are_asked_for() {
        for path in
            ["/api/auth/login/", "/api/users/me/password/", "/fn/login", "/fn/delete-account"]
        {
            assert!(is_auth(&Method::POST, path), "{path}");
            assert!(!is_auth(&Method::GET, path), "{path}");
        }
        assert!(!is_auth(&Method::POST, "/fn/loginx") && !is_auth(&Method::POST, "/api/authx/"));
    }
}
