//! One's own things over HTTP: the inbox, pictures, the calendar, data, and leaving.

use crate::testing::{Client, PASSWORD, Reply, TestApp};
use axum::body::Body;
use axum::http::{Method, Request, header};
use domain::testing::EventBuilder;
use serde_json::json;
use std::io::Cursor;
use types::ids::EventId;

fn png() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = image::DynamicImage::new_rgb8(60, 40);
    picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// A form with one file, as a browser sends it.
fn form(file: &[u8]) -> Vec<u8> {
    let head = "--B\r\nContent-Disposition: form-data; name=\"avatar\"; filename=\"me.png\"\r\n\
                Content-Type: image/png\r\n\r\n";
    [head.as_bytes(), file, b"\r\n--B--\r\n"].concat()
}

async fn send(client: &Client, path: &str, body: Vec<u8>) -> Reply {
    let request = client
        .request(Method::POST, path)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=B")
        .body(Body::from(body));
    client.send(request.unwrap()).await
}

/// As the page's plain form does.
async fn send_form(client: &Client, body: Vec<u8>) -> String {
    let request = Request::post("/account/avatar")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=B")
        .header(header::COOKIE, format!("access={}", client.tokens().access))
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body));
    let reply = client.send(request.unwrap()).await;
    assert_eq!(reply.status, 303);
    reply.header("location").to_owned()
}

async fn free_event(app: &TestApp) -> EventId {
    let host = app.organizer().await;
    EventBuilder::new(&app.hub).insert(&app.hub, host.user().id).await
}

async fn booked(client: &Client, event: EventId) -> String {
    let reply = client.post("/api/bookings/", json!({ "event": event, "quantity": 1 })).await;
    reply.json()["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_inbox_lists_counts_and_forgets_nothing_that_was_read() {
    let app = TestApp::new().await;
    let ada = app.attendee().await;
    let booking = booked(&ada, free_event(&app).await).await;
    ada.post(&format!("/api/bookings/{booking}/cancel/"), json!({})).await;
    let inbox = ada.get("/api/notifications/").await.json();
    assert_eq!(inbox["count"], 2);
    let newest = &inbox["results"][0];
    assert_eq!(newest["kind"], "booking_cancelled");
    assert_eq!(newest["booking"], booking.as_str());
    assert_eq!(newest["read_at"], json!(null));
    let path = format!("/api/notifications/{}/read/", newest["id"].as_str().unwrap());
    let read = ada.post(&path, json!({})).await.json();
    assert!(read["read_at"].is_string());
    assert_eq!(ada.get("/api/notifications/?unread=true").await.json()["count"], 1);
    assert_eq!(ada.post("/api/notifications/read/", json!({})).await.json()["marked"], 1);
    assert_eq!(ada.get("/api/notifications/?unread=true").await.json()["count"], 0);
    assert_eq!(ada.get("/api/notifications/").await.json()["count"], 2);
    for query in ["unread=maybe", "page=0", "page_size=1000", "page=x", "page_size=%20"] {
        assert_eq!(ada.get(&format!("/api/notifications/?{query}")).await.status, 422, "{query}");
    }
    assert_eq!(ada.post("/api/notifications/nothing/read/", json!({})).await.status, 404);
}

#[tokio::test]
async fn a_picture_is_drawn_anew_shown_for_good_and_goes_with_its_owner_s_wish() {
    let app = TestApp::new().await;
    let ada = app.attendee().await;
    let reply = send(&ada, "/api/users/me/avatar/", form(&png())).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    let address = reply.json()["avatar"].as_str().unwrap().to_owned();
    let shown = app.anonymous().get(&address).await;
    assert_eq!(shown.status, 200);
    assert_eq!(shown.header("content-type"), "image/webp");
    assert_eq!(shown.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(shown.header("x-content-type-options"), "nosniff");
    for size in [64, 512] {
        let other = address.replace("256", &size.to_string());
        assert_eq!(app.anonymous().get(&other).await.status, 200);
    }
    // A whole profile sent back keeps the picture.
    let kept = ada.put("/api/users/me/", json!({ "avatar": address })).await;
    assert_eq!(kept.status, 200);
    let cleared = ada.delete("/api/users/me/avatar/").await.json();
    assert_eq!(cleared["avatar"], json!(null));
    let jobs: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM graphile_worker.jobs WHERE task_identifier = 'forget_picture'",
    )
    .fetch_one(app.hub.db.pool())
    .await
    .unwrap();
    assert_eq!(jobs, 1, "its files go too");
}

#[tokio::test]
async fn what_is_no_picture_is_refused_with_its_reason_in_the_api_and_in_the_form() {
    let app = TestApp::new().await;
    let ada = app.attendee().await;
    let large = vec![0_u8; crate::adapters::media::upload::PICTURE_MAX + 1];
    for (file, status, word) in [
        (&b"<svg xmlns='http://www.w3.org/2000/svg'/>"[..], 422, "no_picture"),
        (b"", 422, "missing"),
        (&large, 413, "too_large"),
    ] {
        let reply = send(&ada, "/api/users/me/avatar/", form(file)).await;
        assert_eq!(reply.status, status, "{}", reply.text());
        assert!(send_form(&ada, form(file)).await.contains(word));
    }
    assert_eq!(ada.get("/api/users/me/").await.json()["avatar"], json!(null));
    assert!(send_form(&ada, form(&png())).await.contains("saved"));
    assert!(ada.get("/api/users/me/").await.json()["avatar"].is_string());
    // Fields that are not known here are refused, also behind a picture that would do.
    let more = b"\r\n--B\r\nContent-Disposition: form-data; name=\"nick\"\r\n\r\nx\r\n--B--\r\n";
    let mut form = form(&png());
    form.truncate(form.len() - b"\r\n--B--\r\n".len());
    let reply = send(&ada, "/api/users/me/avatar/", [&form, &more[..]].concat()).await;
    assert_eq!((reply.status, reply.code().as_str()), (422, "unknown_field"));
    let broken = send(&ada, "/api/users/me/avatar/", b"--B\r\nnonsense".to_vec()).await;
    assert_eq!(broken.status, 400, "{}", broken.text());
}

#[tokio::test]
async fn another_password_ends_every_other_session_and_needs_the_one_before() {
    let app = TestApp::new().await;
    let ada = app.attendee().await;
    let change = |current: &str| json!({ "current_password": current, "new_password": "a new and long one" });
    let wrong = ada.post("/api/users/me/password/", change("not my password")).await;
    assert_eq!(wrong.status, 422);
    assert_eq!(wrong.json()["errors"]["current_password"][0]["code"], "wrong_password");
    let reply = ada.post("/api/users/me/password/", change(PASSWORD)).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert_eq!(ada.get("/api/users/me/").await.status, 401, "the session before has ended");
    let refresh = json!({ "refresh": ada.tokens().refresh });
    assert_eq!(app.anonymous().post("/api/auth/refresh/", refresh).await.status, 401);
    let fresh = json!({ "refresh": reply.json()["refresh"] });
    assert_eq!(app.anonymous().post("/api/auth/refresh/", fresh).await.status, 200);
    let login = |password: &str| json!({ "email": ada.user().email, "password": password });
    assert_eq!(app.anonymous().post("/api/auth/login/", login(PASSWORD)).await.status, 401);
    let login = login("a new and long one");
    assert_eq!(app.anonymous().post("/api/auth/login/", login).await.status, 200);
}

#[tokio::test]
async fn a_private_calendar_shows_its_owner_s_bookings_until_its_address_is_renewed() {
    let app = TestApp::new().await;
    let (ada, bob) = (app.attendee().await, app.attendee().await);
    assert_eq!(ada.get("/api/users/me/calendar/").await.json()["url"], json!(null));
    let event = free_event(&app).await;
    booked(&ada, event).await;
    booked(&ada, event).await;
    booked(&bob, free_event(&app).await).await;
    let path = |reply: Reply| {
        let url = reply.json()["url"].as_str().unwrap().to_owned();
        url.strip_prefix("http://localhost:3000").unwrap().to_owned()
    };
    let first = path(ada.post("/api/users/me/calendar/", json!({})).await);
    assert_eq!(path(ada.get("/api/users/me/calendar/").await), first);
    let feed = app.anonymous().get(&first).await;
    assert_eq!(feed.status, 200);
    assert_eq!(feed.header("content-type"), "text/calendar; charset=utf-8");
    assert_eq!(feed.text().matches("BEGIN:VEVENT").count(), 1, "one entry an event");
    assert!(feed.text().contains(&format!("{event}@event-hub")));
    let stored: Vec<u8> = sqlx::query_scalar("SELECT token_hash FROM calendar_feeds")
        .fetch_one(app.hub.db.pool())
        .await
        .unwrap();
    assert_eq!(stored.len(), 32, "only its hash is kept");
    let second = path(ada.post("/api/users/me/calendar/", json!({})).await);
    assert_ne!(first, second);
    assert_eq!(app.anonymous().get(&first).await.status, 404);
    assert_eq!(app.anonymous().get(&second).await.status, 200);
    for nonsense in ["/calendar/.ics", "/calendar/x", "/calendar/%00.ics", "/calendar/🎟.ics"] {
        let address = nonsense.replace('🎟', "%F0%9F%8E%9F");
        assert_eq!(app.anonymous().get(&address).await.status, 404, "{nonsense}");
    }
}

#[tokio::test]
async fn everything_we_keep_about_a_person_is_in_one_file_and_nothing_of_others() {
    let app = TestApp::new().await;
    let (ada, bob) = (app.attendee().await, app.attendee().await);
    let event = free_event(&app).await;
    let booking = booked(&ada, event).await;
    booked(&bob, event).await;
    let all = ada.get("/api/users/me/export/").await.json();
    assert_eq!(all["profile"]["email"], ada.user().email);
    assert_eq!(all["bookings"].as_array().unwrap().len(), 1);
    assert_eq!(all["bookings"][0]["id"], booking.as_str());
    assert_eq!(all["bookings"][0]["tickets"].as_array().unwrap().len(), 1);
    assert_eq!(all["notifications"][0]["kind"], "booking_confirmed");
    for part in ["payments", "reviews", "waitlist", "certificates", "agenda", "messages"] {
        assert!(all[part].is_array(), "{part}");
    }
    let text = all.to_string();
    assert!(!text.contains(&bob.user().email) && !text.contains("password_hash"));
    let request = Request::get("/account/export.json")
        .header(header::COOKIE, format!("access={}", ada.tokens().access))
        .body(Body::empty());
    let file = ada.send(request.unwrap()).await;
    assert!(file.header("content-disposition").starts_with("attachment"));
    assert_eq!(file.json()["bookings"][0]["id"], booking.as_str());
}

#[tokio::test]
async fn leaving_cancels_what_is_to_come_takes_the_name_away_and_frees_the_address() {
    let app = TestApp::new().await;
    let ada = app.attendee().await;
    let event = free_event(&app).await;
    booked(&ada, event).await;
    let feed = ada.post("/api/users/me/calendar/", json!({})).await.json();
    let feed = feed["url"].as_str().unwrap().replace("http://localhost:3000", "");
    let wrong = ada.post("/api/users/me/delete/", json!({ "password": "not it at all" })).await;
    assert_eq!(wrong.json()["errors"]["password"][0]["code"], "wrong_password");
    let reply = ada.post("/api/users/me/delete/", json!({ "password": PASSWORD })).await;
    assert_eq!(reply.status, 204, "{}", reply.text());
    assert_eq!(ada.get("/api/users/me/").await.status, 401);
    assert_eq!(app.anonymous().get(&feed).await.status, 404);
    let login = json!({ "email": ada.user().email, "password": PASSWORD });
    assert_eq!(app.anonymous().post("/api/auth/login/", login).await.status, 401);
    let profile = format!("/api/users/{}/", ada.user().id);
    assert_eq!(app.anonymous().get(&profile).await.status, 404);
    let (seats, bookings): (i32, i64) = sqlx::query_as(
        "SELECT e.seats_confirmed, (SELECT count(*) FROM bookings b
             WHERE b.event_id = e.id AND b.status = 'CANCELLED') FROM events e WHERE e.id = $1",
    )
    .bind(event.0)
    .fetch_one(app.hub.db.pool())
    .await
    .unwrap();
    assert_eq!((seats, bookings), (0, 1), "the seat is free and the booking on the books");
    let named: i64 = sqlx::query_scalar(
        "SELECT (SELECT count(*) FROM users WHERE email = $1 OR display_name = $2)
             + (SELECT count(*) FROM tickets WHERE attendee_name = $2)
             + (SELECT count(*) FROM notifications WHERE user_id = $3)
             + (SELECT count(*) FROM mail_messages WHERE recipient = $1 AND status <> 'QUEUED')",
    )
    .bind(&ada.user().email)
    .bind(&ada.user().display_name)
    .bind(ada.user().id.0)
    .fetch_one(app.hub.db.pool())
    .await
    .unwrap();
    assert_eq!(named, 0, "nothing names who left");
    let again = json!({ "email": ada.user().email, "password": PASSWORD, "display_name": "New" });
    assert_eq!(app.anonymous().post("/api/auth/register/", again).await.status, 201);
}

#[tokio::test]
async fn who_runs_events_that_are_to_come_stays_until_their_guests_are_told() {
    let app = TestApp::new().await;
    let host = app.organizer().await;
    let event = EventBuilder::new(&app.hub).insert(&app.hub, host.user().id).await;
    let delete = || host.post("/api/users/me/delete/", json!({ "password": PASSWORD }));
    let reply = delete().await;
    assert_eq!((reply.status, reply.code().as_str()), (409, "account_has_events"));
    host.post(&format!("/api/events/{event}/cancel/"), json!({ "reason": "I leave" })).await;
    assert_eq!(delete().await.status, 204);
}

#[tokio::test]
async fn tickets_at_the_door_are_for_their_owner_and_load_nothing_from_elsewhere() {
    let app = TestApp::new().await;
    let (ada, bob) = (app.attendee().await, app.attendee().await);
    let booking = booked(&ada, free_event(&app).await).await;
    let page = async |client: &Client| {
        let request = Request::get(format!("/bookings/{booking}/tickets"))
            .header(header::COOKIE, format!("access={}", client.tokens().access))
            .body(Body::empty());
        client.send(request.unwrap()).await
    };
    let own = page(&ada).await;
    assert_eq!(own.status, 200);
    assert!(own.header("content-security-policy").starts_with("default-src 'none'"));
    let html = own.text();
    assert!(html.contains("<svg role=\"img\"") && !html.contains("style=\""));
    assert_eq!(page(&bob).await.header("location"), format!("/bookings/{booking}"));
    let nobody = app.anonymous().get(&format!("/bookings/{booking}/tickets")).await;
    assert!(nobody.header("location").starts_with("/login?next="));
    for part in ["/sw.js", "/door.js", "/door.css"] {
        let reply = app.anonymous().get(part).await;
        assert_eq!((reply.status, reply.header("cache-control")), (200, "no-cache"), "{part}");
    }
    assert!(
        app.anonymous()
            .get("/sw.js")
            .await
            .header("content-security-policy")
            .contains("connect-src 'self'")
    );
}
