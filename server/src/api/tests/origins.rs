//! Origins of visits: counted, shared pages and all, and carried to the booking without a cookie.

use super::pages::cookies;
use crate::testing::{Client, Reply, TestApp};
use axum::body::Body;
use axum::http::{Request, header};
use domain::testing::EventBuilder;
use flate2::read::GzDecoder;
use std::io::Read as _;
use types::ids::EventId;

async fn event(app: &TestApp) -> (EventId, String) {
    let host = app.organizer().await;
    let event = EventBuilder::new(&app.hub).insert(&app.hub, host.user().id).await;
    let slug = sqlx::query_scalar("SELECT slug FROM events WHERE id = $1").bind(event.0);
    (event, slug.fetch_one(app.hub.db.pool()).await.unwrap())
}

async fn visits(app: &TestApp) -> Vec<(String, i64)> {
    domain::visits::write_visits(&app.hub).await.unwrap();
    sqlx::query_as("SELECT origin, visits FROM event_visits ORDER BY origin")
        .fetch_all(app.hub.db.pool())
        .await
        .unwrap()
}

async fn open(client: &Client, path: &str, headers: &[(&str, &str)]) -> Reply {
    let mut request = Request::get(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    client.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn visits_are_counted_also_where_the_page_is_shared() {
    let app = TestApp::new().await;
    let (_, slug) = event(&app).await;
    let (anyone, page) = (app.anonymous(), format!("/events/{slug}"));
    for via in ["", "?via=news", "?via=News", "?reviews=1&via=poster", "?via=%3Cscript%3E"] {
        assert_eq!(open(&anyone, &format!("{page}{via}"), &[]).await.status, 200);
    }
    // In the browser of somebody who is logged in, from a robot, ahead of time, of what is not there.
    let ada = format!("access={}", app.attendee().await.tokens().access);
    assert_eq!(open(&anyone, &page, &[("cookie", &ada)]).await.status, 200);
    open(&anyone, &page, &[("user-agent", "SomeBot/1.0")]).await;
    open(&anyone, &page, &[("sec-purpose", "prefetch")]).await;
    assert_eq!(open(&anyone, "/events/nothing-here?via=news", &[]).await.status, 404);
    // From one page of the site to another.
    open(&anyone, &format!("/fn/event?slug={slug}&reviews=&shown=true"), &[]).await;
    open(&anyone, &format!("/fn/event?slug={slug}&reviews=&shown=false"), &[]).await;
    let counted = [("", 3), ("*", 1), ("news", 2), ("poster", 1)];
    assert_eq!(visits(&app).await, counted.map(|(origin, count)| (origin.to_owned(), count)));
}

#[tokio::test]
async fn one_page_is_made_for_every_origin_and_each_gets_their_own() {
    let app = TestApp::new().await;
    let (_, slug) = event(&app).await;
    let (anyone, page) = (app.anonymous(), format!("/events/{slug}"));
    let title = async |title: &'static str| {
        let set = sqlx::query("UPDATE events SET title = $1").bind(title);
        set.execute(app.hub.db.pool()).await.unwrap();
    };
    title("Made once").await;
    assert!(open(&anyone, &format!("{page}?via=first"), &[]).await.text().contains("Made once"));
    title("Made again").await;
    for n in 0..20 {
        let html = open(&anyone, &format!("{page}?via=made-up-{n}"), &[]).await.text();
        assert!(html.contains("Made once"), "it was rendered for an origin of its own");
        let next = format!("/login?next=/events/{slug}%3Fvia%3Dmade-up-{n}\"");
        assert!(html.contains(&next), "{next} is not in the page");
        assert!(!html.contains("whoever-asks") && !html.contains("first"));
    }
    let zipped = open(&anyone, &format!("{page}?via=zipped"), &[("accept-encoding", "gzip")]).await;
    assert_eq!(zipped.header("content-encoding"), "gzip");
    let mut html = String::new();
    GzDecoder::new(&*zipped.body).read_to_string(&mut html).unwrap();
    assert!(html.contains("%3Fvia%3Dzipped") && !html.contains("whoever-asks"));
    // What is no origin is not written anywhere.
    let html = open(&anyone, &format!("{page}?via=%22%3E%3Cb%3Ezq"), &[]).await.text();
    assert!(!html.contains("via%3D") && !html.contains("zq"));
}

/// The value of a field that is not shown.
fn hidden(html: &str, name: &str) -> Option<String> {
    let field = html.split("<input").find(|it| it.contains(&format!("name=\"{name}\"")))?;
    Some(field.split("value=\"").nth(1)?.split('"').next()?.to_owned())
}

async fn post(client: &Client, path: &str, form: &str, cookies: &[String]) -> Reply {
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "text/html")
        .header(header::REFERER, "http://localhost:3000/login")
        .header("sec-fetch-site", "same-origin")
        .header(header::COOKIE, cookies.join("; "))
        .body(Body::from(form.to_owned()));
    client.send(request.unwrap()).await
}

/// Without JavaScript: link, log-in, form.
#[tokio::test]
async fn an_origin_survives_the_log_in() {
    let app = TestApp::new().await;
    let (event, slug) = event(&app).await;
    let (anyone, ada) = (app.anonymous(), app.attendee().await);
    let page = open(&anyone, &format!("/events/{slug}?via=poster"), &[]).await.text();
    let link = page.split("href=\"/login?next=").find(|it| it.contains("poster")).unwrap();
    let login = format!("/login?next={}", link.split('"').next().unwrap());
    let next = hidden(&open(&anyone, &login, &[]).await.text(), "next").unwrap();
    assert_eq!(next, format!("/events/{slug}?via=poster"));
    let form = |pairs: &[(&str, &str)]| {
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(pairs);
        form.finish()
    };
    let credentials = form(&[
        ("email", &ada.user().email),
        ("password", crate::testing::PASSWORD),
        ("next", &next),
    ]);
    let logged_in = post(&anyone, "/fn/login", &credentials, &[]).await;
    assert_eq!(logged_in.header("location"), next);
    let cookies = cookies(&logged_in);
    let page = open(&anyone, &next, &[("cookie", &cookies.join("; "))]).await.text();
    let (key, via) = (hidden(&page, "key").unwrap(), hidden(&page, "via").unwrap());
    assert_eq!(via, "poster");
    let booking =
        form(&[("event", &event.to_string()), ("quantity", "1"), ("key", &key), ("via", &via)]);
    let booked = post(&anyone, "/fn/book", &booking, &cookies).await;
    assert!(booked.header("location").contains("/bookings/"), "{}", booked.text());
    let kept: Option<String> =
        sqlx::query_scalar("SELECT via FROM bookings").fetch_one(app.hub.db.pool()).await.unwrap();
    assert_eq!(kept.as_deref(), Some("poster"));
}

#[tokio::test]
async fn a_hidden_field_that_was_meddled_with_spoils_no_booking() {
    let app = TestApp::new().await;
    let (event, _) = event(&app).await;
    let ada = app.attendee().await;
    let cookie = format!("access={}", ada.tokens().access);
    let form = format!("event={event}&quantity=1&key=abc.0.1&via=%3Cb%3E");
    let booked = post(&app.anonymous(), "/fn/book", &form, &[cookie]).await;
    assert!(booked.header("location").contains("/bookings/"), "{}", booked.text());
    let kept: Option<String> =
        sqlx::query_scalar("SELECT via FROM bookings").fetch_one(app.hub.db.pool()).await.unwrap();
    assert_eq!(kept, None);
}
