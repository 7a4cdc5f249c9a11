//! What an organizer makes and changes, over HTTP: versions, addresses, venues, pictures, copies.

use crate::testing::{Client, Reply, TestApp};
use axum::body::Body;
use axum::http::{Method, Request, header};
use domain::testing::{EventBuilder, category};
use serde_json::{Value, json};
use std::io::Cursor;

async fn event(app: &TestApp, organizer: &Client) -> String {
    category(&app.hub, "rust").await;
    let host = organizer.user().id;
    EventBuilder::new(&app.hub).insert(&app.hub, host).await.to_string()
}

async fn change(client: &Client, at: &str, if_match: Option<&str>, body: &Value) -> Reply {
    matching(client, Method::PATCH, at, if_match, body).await
}

async fn matching(
    client: &Client,
    method: Method,
    at: &str,
    if_match: Option<&str>,
    body: &Value,
) -> Reply {
    let mut request = client.request(method, at).header(header::CONTENT_TYPE, "application/json");
    if let Some(tag) = if_match {
        request = request.header(header::IF_MATCH, tag);
    }
    client.send(request.body(Body::from(body.to_string())).unwrap()).await
}

#[tokio::test]
async fn a_change_from_an_older_version_is_answered_with_the_event_as_it_is() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    let at = format!("/api/events/{}/", event(&app, &organizer).await);
    let first = organizer.get(&at).await.header("etag").to_owned();
    assert!(first.starts_with('"'), "a strong one: {first}");
    for who in [app.anonymous(), app.attendee().await, app.organizer().await] {
        assert_eq!(who.get(&at).await.header("etag"), "", "it is for who may change it");
    }
    let mine = json!({ "title": "Mine" });
    let done = change(&organizer, &at, Some(&first), &mine).await;
    assert_eq!(done.status, 200, "{}", done.text());
    let second = done.header("etag").to_owned();
    assert_ne!(first, second);
    assert_eq!(organizer.get(&at).await.header("etag"), second);
    let late = change(&organizer, &at, Some(&first), &json!({ "title": "Late" })).await;
    assert_eq!((late.status, &*late.code()), (412, "changed_meanwhile"));
    assert_eq!(late.header("content-type"), "application/problem+json");
    assert_eq!(late.json()["event"]["title"], "Mine");
    assert_eq!(late.header("etag"), second);
    for bad in ["W/\"1\"", "x", "\"\"", "\"999999999999\""] {
        let refused = change(&organizer, &at, Some(bad), &mine).await;
        assert_eq!(refused.status, 412, "{bad}");
    }
    for good in [Some(&*second), Some("*"), None] {
        assert_eq!(change(&organizer, &at, good, &mine).await.status, 200, "{good:?}");
    }
    let stranger = app.organizer().await;
    assert_eq!(change(&stranger, &at, Some("\"1\""), &mine).await.status, 403);
}

#[tokio::test]
async fn a_session_is_changed_and_deleted_only_from_the_version_that_was_seen() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    let id = event(&app, &organizer).await;
    let begins = organizer.get(&format!("/api/events/{id}/")).await.json();
    let begins: chrono::DateTime<chrono::Utc> =
        begins["start_date"].as_str().unwrap().parse().unwrap();
    let talk = |title: &str| {
        json!({ "title": title, "description": "", "room": "Hall", "capacity": 5,
            "start_time": begins, "end_time": begins + chrono::TimeDelta::minutes(30) })
    };
    let made = organizer.post(&format!("/api/events/{id}/sessions/"), talk("First")).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let at = made.header("location").to_owned();
    let first = organizer.get(&at).await.header("etag").to_owned();
    assert!(first.starts_with('"'), "a strong one: {first}");
    for who in [app.anonymous(), app.attendee().await, app.organizer().await] {
        assert_eq!(who.get(&at).await.header("etag"), "", "it is for who may change it");
    }
    let put = async |tag: Option<&str>, title: &str| {
        matching(&organizer, Method::PUT, &at, tag, &talk(title)).await
    };
    let done = put(Some(&first), "Mine").await;
    assert_eq!(done.status, 200, "{}", done.text());
    let second = done.header("etag").to_owned();
    assert_ne!(first, second);
    assert_eq!(organizer.get(&at).await.header("etag"), second);
    let delete = async |tag: Option<&str>| {
        matching(&organizer, Method::DELETE, &at, tag, &Value::Null).await
    };
    for late in [put(Some(&first), "Late").await, delete(Some(&first)).await] {
        assert_eq!((late.status, &*late.code()), (412, "changed_meanwhile"));
        assert_eq!(late.header("content-type"), "application/problem+json");
        assert_eq!(late.json()["current"]["title"], "Mine");
        assert_eq!(late.header("etag"), second);
    }
    assert_eq!(organizer.get(&at).await.json()["title"], "Mine", "nothing was overwritten");
    for good in [Some(&*second), Some("*"), None] {
        assert_eq!(put(good, "Mine").await.status, 200, "{good:?}");
    }
    let stranger = app.organizer().await;
    let theirs = matching(&stranger, Method::DELETE, &at, Some("\"1\""), &Value::Null).await;
    assert_eq!(theirs.status, 403);
    let now = organizer.get(&at).await.header("etag").to_owned();
    assert_eq!(delete(Some(&now)).await.status, 204);
    assert_eq!(delete(Some(&now)).await.status, 404);
}

#[tokio::test]
async fn an_old_address_leads_to_the_new_one_for_pages_and_clients() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    let id = event(&app, &organizer).await;
    let at = format!("/api/events/{id}/");
    for slug in ["rust-by-the-river", "rust-by-the-lake"] {
        assert_eq!(change(&organizer, &at, None, &json!({ "slug": slug })).await.status, 200);
    }
    let old = app.anonymous().get("/api/events/rust-by-the-river/").await.json();
    assert_eq!((&old["id"], &old["slug"]), (&json!(id), &json!("rust-by-the-lake")));
    let page = app.anonymous().get("/events/rust-by-the-river?via=poster").await;
    assert_eq!(page.status, 301);
    assert_eq!(page.header("location"), "/events/rust-by-the-lake?via=poster");
    assert_eq!(app.anonymous().get("/events/rust-by-the-lake").await.status, 200);
    let other = event(&app, &organizer).await;
    let at = format!("/api/events/{other}/");
    let taken = change(&organizer, &at, None, &json!({ "slug": "rust-by-the-river" })).await;
    assert_eq!((taken.status, &*taken.code()), (409, "slug_taken"));
    let bad = change(&organizer, &at, None, &json!({ "slug": "calendar" })).await;
    assert_eq!(bad.json()["errors"]["slug"][0]["code"], "not_allowed");
}

#[tokio::test]
async fn a_venue_that_is_used_names_its_events() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    let id = event(&app, &organizer).await;
    let venue = json!({ "name": "Boat", "address": "Quay 1", "notes": "Ring twice" });
    let made = organizer.post("/api/venues/", venue.clone()).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let at = made.header("location").to_owned();
    assert_eq!(made.json()["events_count"], 0);
    let (path, boat) = (format!("/api/events/{id}/"), json!({ "venue": "Boat" }));
    assert_eq!(change(&organizer, &path, None, &boat).await.status, 200);
    let used = organizer.delete(&at).await;
    assert_eq!((used.status, &*used.code()), (409, "venue_in_use"));
    assert_eq!(used.json()["events"][0]["id"], json!(id));
    assert_eq!(organizer.get("/api/venues/").await.json()["results"][0]["events_count"], 1);
    let twice = organizer.post("/api/venues/", venue).await;
    assert_eq!((twice.status, &*twice.code()), (409, "venue_taken"));
    let unknown = json!({ "name": "Boat", "address": "Quay 1", "capacity": 5 });
    assert_eq!(organizer.put(&at, unknown).await.code(), "unknown_field");
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = image::DynamicImage::new_rgb8(width, height);
    picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// A form as a browser sends it: texts, then one file.
fn form(name: &str, file: &[u8], texts: &[(&str, &str)]) -> Vec<u8> {
    let part = |(name, text): &(&str, &str)| {
        format!("--B\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n")
    };
    let texts = texts.iter().map(part).collect::<Vec<_>>().concat();
    let head = format!(
        "--B\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"me.png\"\r\n\
         Content-Type: image/png\r\n\r\n"
    );
    [texts.as_bytes(), head.as_bytes(), file, b"\r\n--B--\r\n"].concat()
}

async fn send(client: &Client, body: Vec<u8>) -> Reply {
    let request = client
        .request(Method::POST, "/api/uploads/")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=B")
        .body(Body::from(body));
    client.send(request.unwrap()).await
}

#[tokio::test]
async fn a_picture_is_uploaded_cut_and_shown_by_an_event() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    let crop = [("x", "10"), ("y", "0.4"), ("width", "40.6"), ("height", "20")];
    let sent = send(&organizer, form("file", &png(60, 40), &crop)).await;
    assert_eq!(sent.status, 201, "{}", sent.text());
    let upload = sent.json();
    assert_eq!((&upload["width"], &upload["height"]), (&json!(40), &json!(20)));
    let url = upload["url"].as_str().unwrap();
    assert_eq!(sent.header("location"), url);
    for file in ["480.webp", "960.webp", "1920.webp"] {
        let shown = app.anonymous().get(&url.replace("1920.webp", file)).await;
        assert_eq!((shown.status, shown.header("content-type")), (200, "image/webp"));
        assert_eq!(shown.header("cache-control"), "public, max-age=31536000, immutable");
    }
    for file in ["481.webp", "..%2f1920.webp", "1920.png"] {
        assert_eq!(
            app.anonymous().get(&url.replace("1920.webp", file)).await.status,
            404,
            "{file}"
        );
    }
    let id = event(&app, &organizer).await;
    let at = format!("/api/events/{id}/");
    let shown = change(&organizer, &at, None, &json!({ "image": url })).await;
    assert_eq!(shown.json()["image"], json!(url));
    // Not another's event.
    let other = app.organizer().await;
    let theirs = format!("/api/events/{}/", event(&app, &other).await);
    let refused = change(&other, &theirs, None, &json!({ "image": url })).await;
    assert_eq!(refused.json()["errors"]["image"][0]["code"], "not_allowed");
}

#[tokio::test]
async fn what_is_no_picture_is_refused_by_its_field() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    let small = png(60, 40);
    let large = vec![0_u8; types::uploads::PICTURE_MAX + 1];
    for (what, body, status, field, code) in [
        ("no picture", form("file", b"GIF89a", &[]), 422, "file", "invalid"),
        ("nothing", form("file", b"", &[]), 422, "file", "required"),
        ("another field", form("avatar", &small, &[]), 422, "avatar", "unknown_field"),
        ("half a cut", form("file", &small, &[("x", "1")]), 422, "y", "required"),
        ("no number", form("file", &small, &[("x", "a")]), 422, "x", "invalid"),
        (
            "a cut outside",
            form("file", &small, &[("x", "50"), ("y", "0"), ("width", "20"), ("height", "5")]),
            422,
            "width",
            "outside_picture",
        ),
        ("too large", form("file", &large, &[]), 413, "", ""),
        ("no form", b"--B--".to_vec(), 422, "file", "required"),
    ] {
        let refused = send(&organizer, body).await;
        assert_eq!(refused.status, status, "{what}: {}", refused.text());
        if !field.is_empty() {
            assert_eq!(refused.json()["errors"][field][0]["code"], code, "{what}");
        }
    }
    assert_eq!(send(&app.attendee().await, form("file", &small, &[])).await.status, 403);
    assert_eq!(send(&app.anonymous(), form("file", &small, &[])).await.status, 401);
}

/// The plain form of a page: where it leads says how it went.
#[tokio::test]
async fn a_page_s_plain_form_puts_the_picture_into_the_event_s_form() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    let id = event(&app, &organizer).await;
    let send = async |body: Vec<u8>| {
        let request = Request::post("/organize/pictures")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=B")
            .header(header::COOKIE, format!("access={}", organizer.tokens().access))
            .header(header::ACCEPT, "text/html")
            .header(header::REFERER, "http://localhost/organize/events/x/edit?a=b")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body));
        let reply = organizer.send(request.unwrap()).await;
        assert_eq!(reply.status, 303);
        reply.header("location").to_owned()
    };
    let event = [("event", &*id)];
    let good = send(form("file", &png(60, 40), &event)).await;
    assert_eq!(good, "/organize/events/x/edit?picture=saved#picture");
    let bad = send(form("file", b"x", &event)).await;
    assert_eq!(bad, "/organize/events/x/edit?picture=no_picture#picture");
    let typed: Option<String> = sqlx::query_scalar("SELECT form ->> 'image' FROM event_drafts")
        .fetch_one(app.hub.db.pool())
        .await
        .unwrap();
    assert!(typed.unwrap().starts_with("/media/pictures/"));
}

#[tokio::test]
async fn a_copy_is_planned_before_it_is_made() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    let id = event(&app, &organizer).await;
    let at = format!("/api/events/{id}/duplicate/");
    let body = json!({ "start_date": "2030-06-01T16:00:00Z", "title": "Again" });
    let plan = organizer.post(&format!("{at}?dry_run=true"), body.clone()).await;
    assert_eq!(plan.status, 200, "{}", plan.text());
    let plan = plan.json();
    assert_eq!(plan["dates"][0]["kind"], "event_start");
    assert_eq!(plan["dates"][0]["after"], "2030-06-01T16:00:00Z");
    assert_eq!(plan["dates"][0]["name"], "An evening of Rust");
    let made = organizer.post(&at, body).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let copy = made.json();
    assert_eq!((&copy["status"], &copy["title"]), (&json!("DRAFT"), &json!("Again")));
    assert_eq!(copy["end_date"], plan["dates"][1]["after"]);
    for (query, body, field) in [
        ("?dry_run=maybe", json!({ "start_date": "2030-06-01T16:00:00Z" }), "dry_run"),
        ("", json!({ "start_date": "1990-06-01T16:00:00Z" }), "start_date"),
        ("", json!({ "start_date": "2030-06-01T16:00:00Z", "title": " " }), "title"),
    ] {
        let refused = organizer.post(&format!("{at}{query}"), body).await;
        assert_eq!(refused.status, 422, "{field}");
        assert!(refused.json()["errors"][field].is_array(), "{}", refused.text());
    }
    let odd = json!({ "start_date": "2030-06-01T16:00:00Z", "include": ["everything"] });
    assert_eq!(organizer.post(&at, odd).await.status, 422);
}

#[tokio::test]
async fn a_cancellation_tells_how_far_it_is() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    let id = event(&app, &organizer).await;
    let attendee = app.attendee().await;
    attendee.post("/api/bookings/", json!({ "event": id, "quantity": 2 })).await;
    let at = format!("/api/events/{id}");
    let cost = organizer.get(&format!("{at}/cancellation/cost/")).await.json();
    assert_eq!(
        (&cost["people"], &cost["seats"], &cost["refunds"]),
        (&json!(1), &json!(2), &json!([]))
    );
    organizer.post(&format!("{at}/cancel/"), json!({ "reason": "Rain" })).await;
    let begun = organizer.get(&format!("{at}/cancellation/")).await.json();
    assert_eq!((&begun["bookings"], &begun["bookings_cancelled"]), (&json!(1), &json!(0)));
    let again = organizer.post(&format!("{at}/cancellation/retry/"), json!({})).await;
    assert_eq!(again.status, 200, "{}", again.text());
}
