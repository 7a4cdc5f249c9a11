//! A database that is busy or away is told as such, and nothing is half done.

use crate::testing::TestApp;
use domain::testing::EventBuilder;
use rust_decimal::Decimal;
use serde_json::json;

#[tokio::test]
async fn who_waits_too_long_for_a_lock_is_asked_to_come_again_and_finds_all_as_it_was() {
    let app = TestApp::new().await;
    let host = app.organizer().await;
    let event = EventBuilder { price: Decimal::TEN, ..EventBuilder::new(&app.hub) };
    let event = event.insert(&app.hub, host.user().id).await;
    let ada = app.attendee().await;
    let wanted = json!({ "event": event, "quantity": 2 });
    let held = ada.post("/api/bookings/", wanted.clone()).await.json();
    let cancel = format!("/api/bookings/{}/cancel/", held["id"].as_str().unwrap());

    let mut busy = app.hub.db.pool().begin().await.unwrap();
    sqlx::query("SELECT FROM events FOR UPDATE").execute(&mut *busy).await.unwrap();
    let line = format!("/api/events/{event}/waitlist/");
    let (booked, cancelled, joined) = tokio::join!(
        ada.post("/api/bookings/", wanted.clone()),
        ada.post(&cancel, json!({})),
        ada.post(&line, json!({ "quantity": 1 })),
    );
    for reply in [booked, cancelled, joined] {
        assert_eq!((reply.status, reply.code().as_str()), (503, "unavailable"), "{}", reply.text());
        assert_eq!(reply.header("retry-after"), "1");
    }
    busy.rollback().await.unwrap();

    let seats = app.anonymous().get(&format!("/api/events/{event}/")).await.json();
    assert_eq!(seats["seats_available"], 8, "only what was booked before");
    assert_eq!(ada.post("/api/bookings/", wanted).await.status, 201);
    assert_eq!(ada.post(&cancel, json!({})).await.json()["status"], "CANCELLED");
    assert_eq!(domain::bookings::reconcile(&app.hub).await.unwrap(), []);
}

#[tokio::test]
async fn without_its_database_the_server_is_alive_but_not_ready_and_says_so() {
    let app = TestApp::new().await;
    let ada = app.attendee().await;
    assert_eq!(app.anonymous().get("/readyz").await.status, 200);
    app.hub.db.pool().close().await;
    assert_eq!(app.anonymous().get("/healthz").await.status, 200);
    assert_eq!(app.anonymous().get("/readyz").await.status, 503);
    let login = json!({ "email": ada.user().email, "password": "correct horse battery" });
    for reply in [
        app.anonymous().post("/api/auth/login/", login).await,
        app.anonymous().get("/api/events/?search=rust").await,
        app.anonymous().get("/api/categories/").await,
        ada.get("/api/bookings/").await,
    ] {
        assert_eq!((reply.status, reply.code().as_str()), (503, "unavailable"), "{}", reply.text());
        assert_eq!(reply.header("retry-after"), "1");
    }
}
