//! Request cost: the class of work a request causes, told by its route before it runs.

use crate::http::path::{is_below, is_site_file};
use crate::routes::{self, Cost};
use axum::extract::Request;
use axum::http::Method;

impl Cost {
    /// In units of a file: how much of a network's budget it takes.
    pub(super) const fn units(self) -> u32 {
        match self {
            Self::Free => 0,
            Self::File => 1,
            Self::Read => 4,
            Self::Write | Self::Credentials => 8,
            Self::Search => 16,
            Self::Drawing => 40,
        }
    }

    /// Whether requests of this class wait in the search queue. Drawings have pools of their own.
    pub(super) const fn is_queued(self) -> bool {
        matches!(self, Self::Search)
    }
}

pub(super) fn of(request: &Request) -> Cost {
    let (path, query) = (request.uri().path(), request.uri().query());
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    match routes::of(request).map(|route| route.cost) {
        Some(Cost::Search) if query.is_none_or(str::is_empty) => Cost::Read,
        Some(cost) => cost,
        // A form that the table lacks may do anything, with a password too.
        None if !reads && is_below(path, "/fn") => Cost::Credentials,
        None if reads && is_site_file(path) => Cost::File,
        None if reads => Cost::Read,
        None => Cost::Write,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn cost(method: &str, uri: &str) -> Cost {
        let request = Request::builder().method(method).uri(uri).body(Body::empty());
        of(&routes::tests::routed(request.unwrap()))
    }

    #[test]
    fn only_the_watchdogs_own_addresses_are_free() {
        for free in ["/healthz", "/readyz", "/metrics", "/metrics?x=1"] {
            assert_eq!(cost("GET", free), Cost::Free, "{free}");
        }
        for counted in ["/healthz/", "/healthz-nothing", "/metricsx", "/readyz/x", "/metrics/"] {
            assert_eq!(cost("GET", counted), Cost::Read, "{counted}");
        }
        assert_eq!(cost("POST", "/metrics"), Cost::Write);
        assert_eq!(cost("GET", "/pkg/event-hub.css"), Cost::File);
        assert_eq!(cost("GET", "/pkgs/event-hub.css"), Cost::Read);
    }

    #[test]
    fn what_costs_more_counts_more() {
        use Cost::{Drawing, Read, Search, Write};
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
            ("GET", "/api/nothing/", Read),
        ] {
            assert_eq!(cost(method, uri), expected, "{method} {uri}");
        }
    }

    #[test]
    fn passwords_are_guessed_slowly_wherever_they_are_asked_for() {
        for path in
            ["/api/auth/login/", "/api/users/me/password/", "/fn/login", "/fn/delete-account"]
        {
            assert_eq!(cost("POST", path), Cost::Credentials, "{path}");
            assert_eq!(cost("GET", path), Cost::Read, "{path}");
        }
        assert_eq!(cost("POST", "/fn/not-in-the-table"), Cost::Credentials);
        assert_ne!(cost("POST", "/api/authx/"), Cost::Credentials);
    }
}
