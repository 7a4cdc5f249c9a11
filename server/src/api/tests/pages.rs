//! What a browser gets: pages, cookies and forms.

use crate::testing::{Client, PASSWORD, Reply, TestApp};
use axum::body::Body;
use axum::http::{Request, header};
use chrono::TimeDelta;
use domain::Clock as _;
use domain::clock::{FixedClock, SystemClock};
use domain::testing::test_hub;
use futures::{StreamExt as _, stream};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The cookies an answer sets, as a browser would send them back.
pub(super) fn cookies(reply: &Reply) -> Vec<String> {
    reply
        .headers
        .get_all(header::SET_COOKIE)
        .iter()
        .map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap().to_owned())
        .collect()
}

async fn get(client: &Client, path: &str, cookies: &[String], language: &str) -> Reply {
    let request = Request::get(path)
        .header(header::COOKIE, cookies.join("; "))
        .header(header::ACCEPT_LANGUAGE, language)
        .body(Body::empty());
    client.send(request.unwrap()).await
}

async fn log_in(app: &TestApp, email: &str) -> Reply {
    let form = format!("email={email}&password={}", PASSWORD.replace(' ', "+"));
    let request = Request::post("/fn/login")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "text/html")
        .header(header::REFERER, "http://localhost:3000/login")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(form));
    app.anonymous().send(request.unwrap()).await
}

#[tokio::test]
async fn a_page_is_html_and_its_policy_names_the_nonce_of_its_scripts() {
    let app = TestApp::new().await;
    let reply = app.anonymous().get("/").await;
    assert_eq!(reply.status, 200);
    let policy = reply.header("content-security-policy").to_owned();
    let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
    let html = reply.text();
    assert!(html.contains(&format!("nonce=\"{nonce}\"")));
    assert_eq!(
        html.matches("<script").count(),
        html.matches(&format!("nonce=\"{nonce}\"")).count()
    );
    assert!(!html.contains(" style=\""), "the policy forbids styles in attributes");
    let again = app.anonymous().get("/").await;
    assert!(!again.header("content-security-policy").contains(nonce), "a nonce is used once");
}

/// A page begins on one thread and ends on another: what it holds must bear that.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn pages_are_made_on_any_thread() {
    let app = TestApp::new().await;
    let pages = ["/", "/events", "/events?search=jazz", "/login", "/register"];
    // Not all at once: a busy machine would be measured by the patience for a connection.
    let mut visits = stream::iter(0..60)
        .map(|number| {
            let (client, path) = (app.anonymous(), pages[number % pages.len()]);
            // Nothing is shared with a cookie that nobody knows.
            let own = ["own=1".to_owned()];
            tokio::spawn(async move { get(&client, path, &own, "en").await.status })
        })
        .buffer_unordered(8);
    while let Some(status) = visits.next().await {
        assert_eq!(status.unwrap(), 200);
    }
}

#[tokio::test]
async fn what_is_not_there_is_a_page_of_the_app_with_status_404() {
    let app = TestApp::new().await;
    for path in ["/nothing", "/events/nothing", "/pkgs/nothing.js"] {
        let reply = app.anonymous().get(path).await;
        assert_eq!(reply.status, 404, "{path}");
        assert!(reply.text().contains("<html lang=\"en\""), "{path}");
    }
    // A file is no page: nothing is drawn for who asks for one that is not there.
    for path in ["/pkg/nothing.js", "/fonts/nothing.woff2", "/icons/nothing.png", "/pkg/"] {
        let reply = app.anonymous().get(path).await;
        assert_eq!((reply.status, &*reply.text()), (404, "There is no such file.\n"), "{path}");
    }
}

#[tokio::test]
async fn logging_in_by_form_sets_cookies_that_scripts_cannot_read() {
    let app = TestApp::new().await;
    let ada = app.attendee().await;
    let reply = log_in(&app, &ada.user().email).await;
    assert_eq!(reply.status, 302);
    let set: Vec<_> = reply.headers.get_all(header::SET_COOKIE).iter().collect();
    for name in ["access=", "refresh="] {
        let cookie = set.iter().find(|cookie| cookie.to_str().unwrap().starts_with(name)).unwrap();
        for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age="] {
            assert!(cookie.to_str().unwrap().contains(part), "{part}");
        }
    }
    let page = get(&app.anonymous(), "/bookings", &cookies(&reply), "en").await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains(&ada.user().display_name));
}

/// Everything that is ever set in a browser, as it is sent.
async fn every_cookie(app: &TestApp) -> Vec<String> {
    let ada = app.attendee().await;
    let mut replies = vec![
        log_in(app, &ada.user().email).await,
        log_in(app, "nobody@people.test").await,
        get(&app.anonymous(), "/?lang=ru", &[], "en").await,
    ];
    let jar = cookies(&replies[0]);
    // Between the two steps of logging in.
    let careful = app.attendee().await;
    super::sign_in::set_up(app, &careful).await;
    replies.push(log_in(app, &careful.user().email).await);
    for (path, form) in [
        ("/fn/set-locale", "locale=ru"),
        ("/fn/set-theme", "theme=dark"),
        ("/fn/set-theme", "theme=system"),
        ("/fn/set-density", "density=compact"),
        ("/fn/set-density", "density=comfortable"),
        ("/fn/set-keys", "keys=off"),
        ("/fn/set-keys", "keys=on"),
        ("/fn/update-me", "display_name="),
        ("/fn/logout", ""),
    ] {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ACCEPT, "text/html")
            .header(header::REFERER, "http://localhost:3000/account")
            .header(header::COOKIE, jar.join("; "))
            .body(Body::from(form));
        replies.push(app.anonymous().send(request.unwrap()).await);
    }
    let all = replies.iter().flat_map(|reply| reply.headers.get_all(header::SET_COOKIE));
    all.map(|cookie| cookie.to_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn every_cookie_is_bound_to_this_very_host_over_tls() {
    use app::ssr::{CookieKind, Jar};
    for (base_url, secure) in [("https://hub.example", true), ("http://localhost:3000", false)] {
        let web = crate::state::WebSettings::default();
        let app = TestApp::with(|settings| settings.base_url = base_url.into(), web).await;
        let set = every_cookie(&app).await;
        let names: BTreeSet<&str> = set.iter().map(|it| it.split('=').next().unwrap()).collect();
        let known = CookieKind::ALL.map(|kept| Jar::new(secure).name(kept));
        assert_eq!(names, BTreeSet::from(known));
        for cookie in &set {
            assert_eq!(cookie.starts_with("__Host-"), secure, "{cookie}");
            assert_eq!(cookie.contains("; Secure"), secure, "{cookie}");
            assert!(!cookie.contains("Domain"), "{cookie}");
            for part in ["; HttpOnly", "; SameSite=Lax", "; Path=/;", "; Max-Age="] {
                assert!(cookie.contains(part), "{cookie}: {part}");
            }
        }
    }
}

#[tokio::test]
async fn over_tls_a_cookie_that_a_neighbour_could_set_means_nothing() {
    let web = crate::state::WebSettings::default();
    let app = TestApp::with(|settings| settings.base_url = "https://hub.example".into(), web).await;
    let page =
        async |cookie: &str| get(&app.anonymous(), "/", &[cookie.to_owned()], "en").await.text();
    let chosen = page("__Host-locale=ru; __Host-theme=dark").await;
    assert!(chosen.contains("<html lang=\"ru\" data-theme=\"dark\""), "{chosen}");
    let planted = page("locale=ru; theme=dark").await;
    assert!(planted.contains("<html lang=\"en\""), "{planted}");
    assert!(!planted.contains("data-theme=\"dark\""));
}

#[tokio::test]
async fn a_lapsed_access_cookie_is_renewed_on_the_way() {
    let (hub, database) = test_hub().await;
    let clock = FixedClock::at(SystemClock.now());
    let hub = hub.with_clock(Arc::new(clock.clone()));
    let app = TestApp::on(hub, database, crate::state::WebSettings::default());
    let ada = app.attendee().await;
    let jar = cookies(&log_in(&app, &ada.user().email).await);
    clock.advance(TimeDelta::minutes(16));
    let page = get(&app.anonymous(), "/bookings", &jar, "en").await;
    assert!(page.text().contains(&ada.user().display_name));
    let renewed = cookies(&page);
    assert!(renewed.iter().any(|cookie| cookie.starts_with("access=")), "{renewed:?}");
    // A second tab with the old cookies is let in as well, and keeps its refresh token.
    let tab = get(&app.anonymous(), "/bookings", &jar, "en").await;
    assert!(tab.text().contains(&ada.user().display_name));
    assert!(!cookies(&tab).iter().any(|cookie| cookie.starts_with("refresh=")));
    // Once the browser has shown its new token, the old one is somebody else's copy: the cookies
    // are taken away.
    clock.advance(TimeDelta::minutes(16));
    let later = get(&app.anonymous(), "/bookings", &renewed, "en").await;
    assert!(later.text().contains(&ada.user().display_name));
    let thief = get(&app.anonymous(), "/bookings", &jar, "en").await;
    assert!(!thief.text().contains(&ada.user().display_name));
    assert!(cookies(&thief).contains(&"refresh=".to_owned()));
}

#[tokio::test]
async fn logging_out_by_form_ends_the_session_and_clears_the_cookies() {
    let app = TestApp::new().await;
    let ada = app.attendee().await;
    let jar = cookies(&log_in(&app, &ada.user().email).await);
    let request = Request::post("/fn/logout")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::COOKIE, jar.join("; "))
        .header(header::ACCEPT, "text/html")
        .body(Body::empty());
    let reply = app.anonymous().send(request.unwrap()).await;
    assert!(cookies(&reply).contains(&"access=".to_owned()));
    let refresh = jar.iter().find_map(|cookie| cookie.strip_prefix("refresh=")).unwrap();
    let spent = domain::accounts::refresh(&app.hub, refresh).await;
    assert!(spent.is_err());
}

#[tokio::test]
async fn another_site_cannot_post_our_forms() {
    let app = TestApp::new().await;
    let request = Request::post("/fn/set-locale")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "cross-site")
        .body(Body::from("locale=ru"));
    let reply = app.anonymous().send(request.unwrap()).await;
    assert_eq!(reply.status, 403);
    assert!(cookies(&reply).is_empty());
}

#[tokio::test]
async fn the_account_says_the_language_then_the_cookie_then_the_browser() {
    let app = TestApp::new().await;
    let client = app.anonymous();
    let russian = |reply: &Reply| reply.text().contains("<html lang=\"ru\"");
    assert!(russian(&get(&client, "/", &[], "ru-RU,en;q=0.5").await));
    assert!(!russian(&get(&client, "/", &["locale=en".into()], "ru").await));
    let ada = app.attendee().await;
    let mut jar = cookies(&log_in(&app, &ada.user().email).await);
    jar.push("locale=ru".into());
    assert!(!russian(&get(&client, "/", &jar, "ru").await));
}

#[tokio::test]
async fn every_filter_has_a_field() {
    let app = TestApp::new().await;
    // It is reached by a link, and its field is hidden.
    let organizer = app.organizer().await.user().id;
    let page = app.anonymous().get(&format!("/events?organizer={organizer}")).await.text();
    let (_, filters) = page.split_once("class=\"filters\"").unwrap();
    for name in types::query::EventParams::NAMES {
        assert!(filters.contains(&format!("name=\"{name}\"")), "{name} cannot be chosen");
    }
}
