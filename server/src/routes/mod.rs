//! The table of routes: what each address of the site is, who it is for, what a request to it costs
//! and what may be kept of its answer. Middleware and `robots.txt` compute from it what they do.
//!
//! A route is looked up by the pattern that the router has matched, so there is no second matcher
//! that could disagree. The tests compare the table with the router: a route that is missing here
//! fails them, and so does one that is gone.

mod api;
mod files;
mod forms;
mod lookup;
mod pages;

pub(crate) use files::list_file;
#[cfg(test)]
pub(crate) mod tests;

#[cfg(test)]
pub(crate) use lookup::of_path;
pub(crate) use lookup::{all, of, secret_folder};

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Route {
    /// `*` is every method.
    pub method: &'static str,
    /// As axum writes it: `/events/{slug}`.
    pub pattern: &'static str,
    pub kind: Kind,
    pub access: Access,
    pub cost: Cost,
    pub cache: Cache,
    /// The largest body, in bytes.
    pub body_max: usize,
    /// The line is a whole area: it also stands for every page below.
    pub is_area: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A page of the Leptos app.
    Page,
    /// A server function of the Leptos app, which plain forms post to as well.
    Form,
    /// What a browser or a crawler fetches besides pages, and forms that are no server functions.
    File,
    /// An operation of the REST API.
    Api,
    /// For what watches the server.
    Probe,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Everybody, search engines too.
    Public,
    /// Everybody who has the address; search engines list no such page.
    Unlisted,
    /// The ways to an account: pages for people without one, or without their password.
    SignIn,
    /// Somebody who is logged in.
    Private,
    /// Whoever knows the path: it is kept out of logs.
    Secret,
    /// A provider, which signs what it sends.
    Signed,
}

/// What a request costs, from the cheapest; the rate limit spends a network's budget by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Cost {
    /// Nothing: a watchdog must always hear from us, and is told what is known already.
    Free,
    /// A file that lies there.
    File,
    /// A page, a list or one's own things: a few rows by their keys.
    Read,
    /// A transaction, and what it leaves to be done.
    Write,
    /// A query over many rows; without a query string it is a [`Cost::Read`].
    Search,
    /// A picture or a document that is drawn, or a picture that is read.
    Drawing,
    /// A secret is guessed, hashed or mailed: a small budget of its own.
    Credentials,
}

/// What may be kept of a good answer; every other answer is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cache {
    /// By the browser, which asks anew each time; the API's answers by nobody.
    Private,
    /// As `Private`, and for a moment by the server for everybody who is not logged in.
    Shared,
    /// By nobody: it holds what somebody would not leave on a borrowed device.
    Never,
    /// By everybody, asked anew each time: page, script and style stay of one release.
    Revalidated,
    Hour,
    Day,
    /// The address is new whenever the content is.
    Forever,
}

/// The largest body of most requests, in bytes: 1 MB, for API and pages alike.
pub(crate) const BODY_MAX: usize = 1_000_000;
/// The page of an event.
pub(crate) const EVENT_PAGE: &str = "/events/{slug}";
/// The page that scans tickets.
pub(crate) const DOOR_PAGE: &str = "/door/{slug}";
/// Bytes of a form with a guest list.
pub(crate) const GUEST_FORM_MAX: usize = 1_016_384;
/// Bytes of a form with an agenda, which may be sent as a file or pasted.
pub(crate) const SCHEDULE_FORM_MAX: usize = types::schedule::FILE_MAX + 16_384;

/// A `permissions-policy`.
pub(crate) const NOTHING: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
const CAMERA: &str = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()";

impl Route {
    const fn new(
        kind: Kind,
        method: &'static str,
        pattern: &'static str,
        access: Access,
        cost: Cost,
    ) -> Self {
        let (cache, body_max, is_area) = (Cache::Private, BODY_MAX, false);
        Self { method, pattern, kind, access, cost, cache, body_max, is_area }
    }

    const fn cached(self, cache: Cache) -> Self {
        Self { cache, ..self }
    }

    const fn with_body(self, body_max: usize) -> Self {
        Self { body_max, ..self }
    }

    /// Search engines are asked not to list it. What a program reads they do not list anyway.
    pub(crate) const fn is_unlisted(&self) -> bool {
        matches!(self.kind, Kind::Page | Kind::File) && !matches!(self.access, Access::Public)
    }

    /// What of the device the page may use.
    pub(crate) fn permissions(&self) -> &'static str {
        if self.pattern == DOOR_PAGE { CAMERA } else { NOTHING }
    }

    /// The `cache-control` of a good answer.
    pub(crate) const fn cache_control(&self) -> &'static str {
        match self.cache {
            Cache::Private | Cache::Shared if matches!(self.kind, Kind::Api) => "no-store",
            Cache::Private | Cache::Shared => "private, no-cache",
            Cache::Never => "private, no-store",
            Cache::Revalidated => "no-cache",
            Cache::Hour => "public, max-age=3600",
            Cache::Day => "public, max-age=86400",
            Cache::Forever => "public, max-age=31536000, immutable",
        }
    }
}
