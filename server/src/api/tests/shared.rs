//! Pages and lists that are made once for everybody: shared, never stale, never somebody's own.

use crate::testing::{Client, Reply, TestApp};
use axum::body::Body;
use axum::http::{Request, header};
use domain::testing::EventBuilder;
use flate2::read::GzDecoder;
use serde_json::json;
use std::io::Read as _;
use std::sync::atomic::{AtomicI64, Ordering};
use types::ids::EventId;

async fn free_event(app: &TestApp) -> EventId {
    let organizer = app.organizer().await;
    EventBuilder::new(&app.hub).insert(&app.hub, organizer.user().id).await
}

async fn zipped(client: &Client, path: &str) -> (Reply, String) {
    let request =
        Request::get(path).header(header::ACCEPT_ENCODING, "gzip, br").body(Body::empty());
    let reply = client.send(request.unwrap()).await;
    assert_eq!(reply.header("content-encoding"), "gzip");
    let mut text = String::new();
    GzDecoder::new(&*reply.body).read_to_string(&mut text).unwrap();
    (reply, text)
}

fn nonce(reply: &Reply) -> String {
    let policy = reply.header("content-security-policy");
    policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned()
}

async fn seats(client: &Client, event: EventId) -> i64 {
    let reply = client.get(&format!("/api/events/{event}/")).await;
    reply.json()["seats_available"].as_i64().unwrap()
}

#[tokio::test]
async fn an_answer_is_kept_until_something_is_written() {
    let app = TestApp::new().await;
    let (ada, event) = (app.attendee().await, free_event(&app).await);
    let (anyone, path) = (app.anonymous(), format!("/api/events/{event}/"));
    // What goes past the server is seen a little later: so it was the kept answer that came.
    for (title, shown) in [("One", "One"), ("Two", "One")] {
        sqlx::query("UPDATE events SET title = $1")
            .bind(title)
            .execute(app.hub.db.pool())
            .await
            .unwrap();
        assert_eq!(anyone.get(&path).await.json()["title"], shown);
    }
    let reply = ada.post("/api/bookings/", json!({ "event": event, "quantity": 1 })).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    assert_eq!(anyone.get(&path).await.json()["title"], "Two");
}

#[tokio::test]
async fn looking_and_guessing_empties_nothing_that_is_kept() {
    let app = TestApp::new().await;
    let (anyone, event) = (app.anonymous(), free_event(&app).await);
    let path = format!("/api/events/{event}/");
    let before = anyone.get(&path).await.json()["title"].clone();
    let set = sqlx::query("UPDATE events SET title = 'Another'");
    set.execute(app.hub.db.pool()).await.unwrap();
    for path in ["/api/events/?search=qwxzvb", "/events?search=qwxzvb", "/fn/suggest?text=qwxzvb"] {
        assert_eq!(anyone.get(path).await.status, 200, "{path}");
    }
    for (path, body) in [
        ("login", json!({ "email": "a@people.test", "password": "wrong" })),
        ("refresh", json!({ "refresh": "wrong" })),
        ("logout", json!({ "refresh": "wrong" })),
        ("password-reset", json!({ "email": "a@people.test" })),
        (
            "password-reset/confirm",
            json!({ "token": "wrong", "password": "correct horse battery" }),
        ),
    ] {
        let reply = anyone.post(&format!("/api/auth/{path}/"), body).await;
        assert!(reply.status < 500, "{path}: {}", reply.text());
    }
    assert_eq!(anyone.get(&path).await.json()["title"], before, "the kept answer is gone");
}

#[tokio::test]
async fn words_that_were_left_out_are_named_each_time() {
    let app = TestApp::new().await;
    free_event(&app).await;
    for _ in 0..2 {
        let reply = app.anonymous().get("/api/events/?search=evening+qqq+%C3%A9tt").await;
        assert_eq!(
            (&reply.json()["count"], reply.header("ignored-words")),
            (&json!(1), "qqq, %C3%A9tt")
        );
    }
    let all = app.anonymous().get("/api/events/?search=evening").await;
    assert_eq!(all.header("ignored-words"), "");
}

#[tokio::test]
async fn what_was_answered_before_somebody_asks_is_in_what_they_are_told() {
    let app = TestApp::new().await;
    let (ada, event) = (app.attendee().await, free_event(&app).await);
    let before = seats(&app.anonymous(), event).await;
    let answered = AtomicI64::new(0);
    let visits = (0..24).map(|number| {
        let (ada, anyone, answered) = (ada.clone(), app.anonymous(), &answered);
        async move {
            if number % 3 == 0 {
                let body = json!({ "event": event, "quantity": 1 });
                let reply = ada.post("/api/bookings/", body).await;
                assert_eq!(reply.status, 201, "{}", reply.text());
                answered.fetch_add(1, Ordering::SeqCst);
            }
            let booked = answered.load(Ordering::SeqCst);
            let left = seats(&anyone, event).await;
            assert!(left <= before - booked, "{left} left after {booked} of {before} were booked");
        }
    });
    futures::future::join_all(visits).await;
    assert_eq!(seats(&app.anonymous(), event).await, before - 8);
}

#[tokio::test]
async fn a_shared_page_has_a_nonce_of_its_own_and_reads_the_same_zipped() {
    let app = TestApp::new().await;
    free_event(&app).await;
    let anyone = app.anonymous();
    let plain = anyone.get("/events").await;
    let (first, one) = zipped(&anyone, "/events").await;
    let (second, two) = zipped(&anyone, "/events").await;
    let nonces = [nonce(&plain), nonce(&first), nonce(&second)];
    assert!(nonces[0] != nonces[1] && nonces[1] != nonces[2] && nonces[0] != nonces[2]);
    assert!(plain.text().contains(&format!("nonce=\"{}\"", nonces[0])));
    assert_eq!(plain.text().replace(&nonces[0], "-"), one.replace(&nonces[1], "-"));
    assert_eq!(one.replace(&nonces[1], "-"), two.replace(&nonces[2], "-"));
    assert_eq!(first.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(first.header("vary"), "accept-encoding");
    assert_eq!(plain.header("vary"), "accept-encoding");
}

#[tokio::test]
async fn who_is_logged_in_neither_gets_nor_leaves_a_shared_answer() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    let event = EventBuilder::new(&app.hub);
    let event = EventBuilder { status: "DRAFT", ..event };
    let event = event.insert(&app.hub, organizer.user().id).await;
    let path = format!("/api/events/{event}/");
    assert_eq!(app.anonymous().get(&path).await.status, 404);
    assert_eq!(organizer.get(&path).await.status, 200);
    assert_eq!(app.anonymous().get(&path).await.status, 404);

    let page = format!("/events/{event}");
    let cookie = format!("access={}", organizer.tokens().access);
    let own = Request::get(&page).header(header::COOKIE, cookie).body(Body::empty()).unwrap();
    assert_eq!(app.anonymous().get(&page).await.status, 404);
    assert_eq!(app.anonymous().send(own).await.status, 200);
    assert_eq!(app.anonymous().get(&page).await.status, 404);
}
