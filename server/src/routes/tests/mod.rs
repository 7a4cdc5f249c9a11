//! Nothing is forgotten: the table of routes beside the router itself, beside what the app lists,
//! and beside what is written elsewhere about addresses.

mod elsewhere;

use super::{Access, Cache, Cost, Kind, Route, all, of_path};
use crate::state::AppState;
use crate::testing::TestApp;
use axum::Router;
use axum::extract::Request;
use axum::http::Method;
use axum::routing::any;
use futures::FutureExt as _;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tower::ServiceExt as _;
use types::paths;

impl Route {
    /// `GET /events/{slug}`.
    pub(crate) fn entrance(&self) -> String {
        format!("{} {}", self.method, self.pattern)
    }
}

/// Every route with its methods, as the router describes itself: however it was registered, it is
/// here. axum has no other list of them.
fn registered(router: &Router<AppState>) -> BTreeSet<String> {
    let text = format!("{router:?}");
    let (nodes, rest) = text.split_once("node: Node { paths: {").expect("axum's list of paths");
    let (paths, _) = rest.split_once("} }").unwrap();
    let id = |text: &str| text.split_once(')').unwrap().0.to_owned();
    let paths: BTreeMap<String, String> = paths
        .split("RouteId(")
        .skip(1)
        .map(|path| (id(path), path.split('"').nth(1).unwrap().to_owned()))
        .collect();
    let mut found = BTreeSet::new();
    for route in nodes.split("RouteId(").skip(1) {
        let path = &paths[&id(route)];
        let methods = match route.split_once("allow_header: Bytes(b\"") {
            Some((_, methods)) => methods.split('"').next().unwrap(),
            None => "*",
        };
        let methods = methods.split(',').filter(|method| *method != "HEAD");
        found.extend(methods.map(|method| format!("{method} {path}")));
    }
    assert!(found.len() > 150, "{found:#?}");
    found
}

/// A request as middleware sees it, with the pattern that the router has matched.
pub(crate) fn routed(request: Request) -> Request {
    let (give, take) = std::sync::mpsc::channel();
    let handler = move |request: Request| {
        let sent = give.send(request).is_ok();
        std::future::ready(sent.to_string())
    };
    let patterns: BTreeSet<&str> = all().map(|route| route.pattern).collect();
    let router = patterns
        .into_iter()
        .fold(Router::new(), |router, pattern| router.route(pattern, any(handler.clone())));
    let answered = router.fallback(handler).oneshot(request).now_or_never();
    assert!(answered.is_some(), "nothing is waited for");
    take.recv().unwrap()
}

fn of_kind(kinds: &[Kind]) -> BTreeSet<String> {
    all().filter(|route| kinds.contains(&route.kind)).map(Route::entrance).collect()
}

#[tokio::test]
async fn every_route_of_the_router_is_in_the_table_and_every_line_is_a_route() {
    let app = TestApp::new().await;
    let registered = registered(&crate::router::routes(&app.state, &Arc::default()));
    let listed: BTreeSet<String> = all().map(Route::entrance).collect();
    assert_eq!(listed.len(), all().count(), "a line is there twice");
    let pages: BTreeSet<String> = pages().collect();
    let in_an_area = |entrance: &String| {
        let pattern = entrance.strip_prefix("GET ");
        pages.contains(entrance)
            && pattern.is_some_and(|pattern| of_path(&Method::GET, pattern).is_some())
    };
    let missing: Vec<_> = registered.difference(&listed).filter(|it| !in_an_area(it)).collect();
    assert!(missing.is_empty(), "say in server/src/routes/ what these are: {missing:#?}");
    let gone: Vec<_> = listed.difference(&registered).collect();
    assert!(gone.is_empty(), "these are no routes any more: {gone:#?}");
}

/// The pages that the app lists; it needs a runtime for that.
pub(crate) fn pages() -> impl Iterator<Item = String> {
    let functions: BTreeSet<_> =
        leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path).collect();
    let routes = crate::site::pages::routes().iter();
    routes
        .filter(move |route| !functions.contains(route.path()))
        .map(|route| format!("GET {}", route.path()))
}

#[tokio::test]
async fn a_line_is_of_the_kind_that_its_route_is() {
    let pages: BTreeSet<String> = pages().collect();
    for page in &pages {
        let route = of_path(&Method::GET, page.strip_prefix("GET ").unwrap());
        assert_eq!(route.map(|route| route.kind), Some(Kind::Page), "{page}");
    }
    assert!(of_kind(&[Kind::Page]).is_subset(&pages));
    let functions: BTreeSet<String> = leptos::server_fn::axum::server_fn_paths()
        .map(|(path, method)| format!("{method} {path}"))
        .collect();
    assert_eq!(of_kind(&[Kind::Form]), functions);
    for route in all() {
        let of_api = crate::http::path::is_api(route.pattern);
        assert_eq!(route.kind == Kind::Api, of_api, "{}", route.entrance());
    }
}

#[test]
fn what_changes_something_costs_as_much() {
    for route in all().filter(|route| route.method != "*") {
        let reads = route.method == "GET";
        let right = match route.cost {
            Cost::Free | Cost::File | Cost::Read | Cost::Search => reads,
            Cost::Write | Cost::Credentials => !reads,
            Cost::Drawing => true,
        };
        assert!(right, "{} costs {:?}", route.entrance(), route.cost);
        if route.cache == Cache::Shared {
            assert!(route.access == Access::Public && route.method == "GET", "{route:?}");
        }
        if matches!(route.cache, Cache::Hour | Cache::Day | Cache::Forever) {
            assert_eq!(route.access, Access::Public, "{}: everybody keeps it", route.entrance());
        }
    }
    // Whatever asks for a password or mails a secret.
    for word in ["login", "register", "password", "verif", "email", "delete-account", "me/delete"] {
        let named = all().filter(|it| it.pattern.contains(word) && it.method == "POST");
        for route in named.filter(|route| route.kind != Kind::Page) {
            assert_eq!(route.cost, Cost::Credentials, "{}", route.entrance());
        }
    }
}

/// The patterns of all routes.
pub(crate) struct Patterns(BTreeSet<String>);

impl Patterns {
    pub(crate) fn new() -> Self {
        let listed = all().map(|route| route.pattern.to_owned());
        Self(listed.chain(pages().map(|page| page.replace("GET ", ""))).collect())
    }

    /// The pattern that a path fits; literal segments come before parameters.
    pub(crate) fn of(&self, path: &str) -> Option<&str> {
        let path: Vec<&str> = path.split(['?', '#']).next()?.split('/').collect();
        let fits = |pattern: &&String| {
            let named: Vec<&str> = pattern.split('/').collect();
            let parameter = |named: &str| named.starts_with('{') && !named.starts_with("{*");
            named.len() == path.len()
                && path.iter().zip(named).all(|(part, named)| *part == named || parameter(named))
        };
        let fitting = self.0.iter().filter(fits);
        fitting.min_by_key(|pattern| pattern.matches('{').count()).map(String::as_str)
    }
}

#[tokio::test]
async fn every_address_that_is_built_leads_to_its_route() {
    let patterns = Patterns::new();
    for (path, pattern) in [
        (paths::login("/x"), "/login"),
        (paths::register("/x"), "/register"),
        (paths::REGISTER_ORGANIZER.into(), "/register"),
        (paths::reset_password("x"), "/reset-password"),
        (paths::verify_email("x"), "/verify-email"),
        (paths::event("x"), "/events/{slug}"),
        (paths::review("x"), "/events/{slug}/review"),
        (paths::reviews("x"), "/events/{slug}"),
        (paths::events_of_category("x"), "/events"),
        (paths::events_at("x"), "/events"),
        (paths::events_matching("x"), "/events"),
        (paths::booking(&"x"), "/bookings/{id}"),
        (paths::certificate("x"), "/certificates/{number}"),
        (paths::person(&"x"), "/people/{id}"),
        (paths::tickets(&"x"), "/bookings/{id}/tickets"),
        (paths::tickets_pdf(&"x"), "/bookings/{id}/tickets.pdf"),
        (paths::booking_ics(&"x"), "/bookings/{id}/calendar.ics"),
        (paths::certificate_pdf("x"), "/certificates/{number}/certificate.pdf"),
        (paths::agenda_ics("x"), "/events/{slug}/agenda.ics"),
        (paths::schedule_json("x"), "/events/{slug}/schedule.json"),
        (paths::picks_ics("x"), "/events/{slug}/picks.ics"),
        (paths::calendar_feed("x"), "/calendar/{file}"),
        (paths::guest_ticket("x"), "/guest/{secret}"),
        (paths::guest_ticket_pdf("x"), "/guest/{secret}/ticket.pdf"),
        (paths::guest_ticket_ics("x"), "/guest/{secret}/calendar.ics"),
        (paths::guest_ticket_confirm("x"), "/guest/{secret}/confirm"),
        (paths::guest_ticket_name("x"), "/guest/{secret}/name"),
        (paths::guest_ticket_account("x"), "/guest/{secret}/account"),
        (paths::share_picture(&"x", 1), "/share/{file}"),
        (paths::SITE_PICTURE.into(), "/share/{file}"),
        (format!("{}x/256.webp", paths::AVATARS), "/media/avatars/{folder}/{file}"),
        (paths::sitemap_part("x"), "/sitemaps/{file}"),
        (paths::event_ics(&"x"), "/api/events/{id}/calendar.ics"),
        (paths::event_live(&"x"), "/api/events/{id}/live/"),
        (paths::MY_LIVE.into(), "/api/users/me/live/"),
        (paths::API_DOCS.into(), "/api/docs"),
        (paths::FORGOT_PASSWORD.into(), "/forgot-password"),
        (paths::page(paths::NOTIFICATIONS, 2), "/notifications"),
    ] {
        assert_eq!(patterns.of(&path), Some(pattern), "{path}");
    }
}
