//! What is written down of a request, and what never is.

use crate::testing::{Log, PASSWORD, TestApp};
use domain::testing::EventBuilder;
use rust_decimal::Decimal;
use serde_json::json;

#[tokio::test]
async fn no_secret_is_ever_logged() {
    let app = TestApp::new().await;
    let log = Log::default();
    let _logging = log.start();
    let ada = app.attendee().await;
    let organizer = app.organizer().await;
    let event = EventBuilder { price: Decimal::from(25), ..EventBuilder::new(&app.hub) }
        .insert(&app.hub, organizer.user().id)
        .await;
    let login = json!({ "email": ada.user().email, "password": PASSWORD });
    let tokens = app.anonymous().post("/api/auth/login/", login).await.json();
    let booking = ada.post("/api/bookings/", json!({ "event": event, "quantity": 1 })).await;
    let pay = json!({ "booking": booking.json()["id"], "payment_method": "MOCK_CARD",
        "card_number": "4111 1111 1111 1111" });
    assert_eq!(ada.post("/api/payments/", pay).await.status, 202);
    let refresh = tokens["refresh"].as_str().unwrap();
    app.anonymous().post("/api/auth/refresh/", json!({ "refresh": refresh })).await;
    app.anonymous().post("/api/auth/refresh/", json!({ "refresh": refresh })).await;
    app.anonymous().get("/reset-password?token=a-very-secret-link").await;
    let text = log.text();
    assert!(text.contains("answered"), "something was logged");
    let access = tokens["access"].as_str().unwrap();
    for secret in [
        PASSWORD,
        access,
        refresh,
        "4111 1111",
        "41111111",
        "a-very-secret-link",
        "$argon2id$",
        "test-secret-test-secret",
    ] {
        assert!(!text.contains(secret), "{secret} is in the log");
    }
}

#[tokio::test]
async fn every_line_of_a_request_carries_its_id() {
    let app = TestApp::new().await;
    let ada = app.attendee().await;
    let log = Log::default();
    let logging = log.start();
    let tokens = json!({ "refresh": ada.tokens().refresh });
    app.anonymous().post("/api/auth/refresh/", tokens.clone()).await;
    // This one is logged in the middle of a transaction, on a task of its own.
    let reply = app.anonymous().post("/api/auth/refresh/", tokens).await;
    drop(logging);
    let text = log.text();
    let line = text.lines().find(|line| line.contains("refresh token reused")).unwrap();
    assert!(line.contains(reply.header("x-request-id")), "{line}");
}
