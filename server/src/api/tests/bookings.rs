//! Booking, paying and cancelling as a caller of the API sees it.

use crate::testing::{Client, Reply, TestApp};
use axum::body::Body;
use axum::http::{Method, header};
use domain::testing::{EventBuilder, callback};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use types::ids::EventId;

async fn event(app: &TestApp, change: impl FnOnce(EventBuilder) -> EventBuilder) -> EventId {
    let organizer = app.organizer().await;
    let event = EventBuilder { price: Decimal::from(25), ..EventBuilder::new(&app.hub) };
    change(event).insert(&app.hub, organizer.user().id).await
}

async fn keyed(client: &Client, path: &str, key: &str, body: Value) -> Reply {
    let request = client
        .request(Method::POST, path)
        .header(header::CONTENT_TYPE, "application/json")
        .header("Idempotency-Key", key)
        .body(Body::from(body.to_string()))
        .unwrap();
    client.send(request).await
}

#[tokio::test]
async fn a_booking_is_made_paid_and_cancelled() {
    let app = TestApp::new().await;
    let (ada, event) = (app.attendee().await, event(&app, |event| event).await);
    let reply = ada.post("/api/bookings/", json!({ "event": event, "quantity": 2 })).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    let booking = reply.json();
    assert_eq!(booking["status"], "PENDING");
    assert_eq!(booking["unit_price"], "25.00");
    assert_eq!(booking["total_price"], "50.00");
    assert_eq!(booking["event"]["id"], event.to_string());
    assert_eq!((&booking["payment"], &booking["tickets"]), (&json!(null), &json!([])));
    let path = format!("/api/bookings/{}/", booking["id"].as_str().unwrap());
    assert_eq!(ada.get(&path).await.json(), booking);
    let list = ada.get("/api/bookings/?page_size=1").await.json();
    assert_eq!((&list["count"], &list["results"][0]), (&json!(1), &booking));
    assert_eq!(ada.get(&format!("{path}tickets.pdf")).await.code(), "booking_not_confirmed");

    let pay = json!({ "booking": booking["id"], "payment_method": "MOCK_CARD",
        "card_number": "4111 1111 1111 1111" });
    let reply = ada.post("/api/payments/", pay.clone()).await;
    assert_eq!(reply.status, 202, "{}", reply.text());
    let payment = reply.json();
    assert_eq!((&payment["status"], &payment["amount"]), (&json!("PENDING"), &json!("50.00")));
    assert_eq!(payment["processed_at"], json!(null));
    let again = ada.post("/api/payments/", pay.clone()).await;
    assert_eq!((again.status, again.code().as_str()), (409, "payment_in_progress"));

    let simulate = format!("/api/payments/{}/simulate-webhook/", payment["id"].as_str().unwrap());
    let done = ada.post(&simulate, json!({ "status": "COMPLETED", "event_id": "one" })).await;
    assert_eq!((done.status, &done.json()["status"]), (200, &json!("COMPLETED")));
    let late = ada.post(&simulate, json!({ "status": "FAILED" })).await;
    assert_eq!(late.json()["status"], "COMPLETED");
    assert_eq!(ada.post("/api/payments/", pay).await.code(), "already_paid");

    let booking = ada.get(&path).await.json();
    assert_eq!(booking["status"], "CONFIRMED");
    assert_eq!(booking["tickets"].as_array().unwrap().len(), 2);
    let pdf = ada.get(&format!("{path}tickets.pdf")).await;
    assert_eq!((pdf.status, pdf.header("content-type")), (200, "application/pdf"));
    assert!(pdf.body.starts_with(b"%PDF-"));

    let cancelled = ada.post(&format!("{path}cancel/"), json!({})).await;
    assert_eq!((cancelled.status, &cancelled.json()["status"]), (200, &json!("CANCELLED")));
    assert_eq!(cancelled.json()["cancel_reason"], "by_attendee");
    assert_eq!(cancelled.json()["payment"]["status"], "REFUNDED");
    let twice = ada.post(&format!("{path}cancel/"), json!({})).await;
    assert_eq!(twice.json(), cancelled.json());
}

#[tokio::test]
async fn a_repeat_under_a_key_is_the_first_answer() {
    let app = TestApp::new().await;
    let (ada, event) = (app.attendee().await, event(&app, |event| event).await);
    let body = json!({ "event": event, "quantity": 1 });
    let first = keyed(&ada, "/api/bookings/", "k", body.clone()).await;
    let second = keyed(&ada, "/api/bookings/", "k", body).await;
    assert_eq!((first.status, second.status), (201, 201));
    assert_eq!(first.json(), second.json());
    assert_eq!(first.header("idempotent-replayed"), "");
    assert_eq!(second.header("idempotent-replayed"), "true");
    let other = keyed(&ada, "/api/bookings/", "k", json!({ "event": event, "quantity": 2 })).await;
    assert_eq!((other.status, other.code().as_str()), (422, "idempotency_key_reused"));
    let bad = keyed(&ada, "/api/bookings/", &"k".repeat(256), json!({})).await;
    assert_eq!(bad.status, 422, "{}", bad.text());

    let many = json!({ "event": event, "quantity": 10 });
    for (key, replayed) in [("full", ""), ("full", "true")] {
        let refused = keyed(&ada, "/api/bookings/", key, many.clone()).await;
        assert_eq!((refused.status, refused.code().as_str()), (409, "sold_out"));
        assert_eq!(refused.json()["seats_available"], 9);
        assert_eq!(refused.header("idempotent-replayed"), replayed);
    }
}

#[tokio::test]
async fn every_refusal_is_clear() {
    let app = TestApp::new().await;
    let ada = app.attendee().await;
    let open = event(&app, |event| event).await;
    let draft = event(&app, |event| EventBuilder { status: "DRAFT", ..event }).await;
    let nothing = domain::ids::new_id();
    for (body, status, code) in [
        (json!({ "event": nothing, "quantity": 1 }), 404, "not_found"),
        (json!({ "event": draft, "quantity": 1 }), 409, "event_not_bookable"),
        (json!({ "event": open, "quantity": 11 }), 422, "validation_failed"),
        (json!({ "event": open, "quantity": 0 }), 422, "validation_failed"),
        (json!({ "event": open, "quantity": i64::MAX }), 422, "validation_failed"),
        (json!({ "event": open, "quantity": "2" }), 422, "validation_failed"),
        (json!({ "event": open, "quantity": 1.5 }), 422, "validation_failed"),
        (json!({ "event": "🎉", "quantity": 1 }), 422, "validation_failed"),
        (json!({ "event": open, "quantity": 1, "seat": 3 }), 422, "unknown_field"),
        (json!({ "event": open, "quantity": 1, "promo_code": "NONE" }), 422, "invalid_promo_code"),
        (json!({ "event": open, "quantity": 1, "promo_code": "\0" }), 422, "validation_failed"),
        (json!([]), 422, "validation_failed"),
    ] {
        let reply = ada.post("/api/bookings/", body.clone()).await;
        assert_eq!((reply.status, reply.code().as_str()), (status, code), "{body}");
        assert_eq!(reply.header("content-type"), "application/problem+json");
    }
    let booking = ada.post("/api/bookings/", json!({ "event": open, "quantity": 1 })).await.json();
    for (card, code) in [
        (json!("4111 1111 1111 1112"), "validation_failed"),
        (json!(null), "validation_failed"),
        (json!("9".repeat(10_000)), "validation_failed"),
        (json!(4111), "validation_failed"),
    ] {
        let body =
            json!({ "booking": booking["id"], "payment_method": "MOCK_CARD", "card_number": card });
        let reply = ada.post("/api/payments/", body).await;
        assert_eq!((reply.status, reply.code().as_str()), (422, code), "{card}");
    }
    let simulate = json!({ "status": "COMPLETED", "event_id": "x".repeat(10_000) });
    let path = format!("/api/payments/{nothing}/simulate-webhook/");
    assert_eq!(ada.post(&path, simulate).await.status, 404);
}

#[tokio::test]
async fn a_signed_callback_counts_once() {
    let app = TestApp::new().await;
    let (ada, event) = (app.attendee().await, event(&app, |event| event).await);
    let booking = ada.post("/api/bookings/", json!({ "event": event, "quantity": 1 })).await.json();
    let pay = json!({ "booking": booking["id"], "payment_method": "MOCK_PAYPAL" });
    let payment = ada.post("/api/payments/", pay).await.json();
    let (signature, body) = callback(&app.hub, "evt_1", payment["reference_id"].as_str().unwrap());
    for _ in 0..2 {
        let request = app.anonymous().request(Method::POST, "/api/webhooks/mock/");
        let request = request.header(app.hub.payments.signature_header(), &signature);
        let reply = app.anonymous().send(request.body(Body::from(body.clone())).unwrap()).await;
        assert_eq!(reply.status, 204, "{}", reply.text());
    }
    let path = format!("/api/bookings/{}/", booking["id"].as_str().unwrap());
    let booking = ada.get(&path).await.json();
    assert_eq!(
        (&booking["status"], &booking["payment"]["status"]),
        (&json!("CONFIRMED"), &json!("COMPLETED"))
    );
}

#[tokio::test]
async fn a_callback_without_its_signature_is_refused() {
    let app = TestApp::new().await;
    let nobody = app.anonymous();
    let body = json!({ "id": "evt_1", "reference_id": "mock_1", "status": "COMPLETED" });
    let reply = nobody.post("/api/webhooks/mock/", body.clone()).await;
    assert_eq!((reply.status, reply.code().as_str()), (400, "signature_invalid"));
    let reply = nobody.post("/api/webhooks/nobody/", body).await;
    assert_eq!(reply.status, 404);
}

#[tokio::test]
async fn sent_mail_is_shown_to_who_develops_and_to_nobody_in_production() {
    let app = TestApp::new().await;
    let id = domain::ids::new_id();
    sqlx::query(
        "INSERT INTO mail_messages (id, unique_key, kind, recipient, locale, subject, body_text,
             body_html, attachments, status, sent_at)
         VALUES ($1, 'one', 'booking_confirmed', 'ada@example.org', 'en', 'Hi <b>', 'text',
             '<p>html</p>', '[\"tickets.pdf\"]', 'SENT', clock_timestamp())",
    )
    .bind(id)
    .execute(app.hub.db.pool())
    .await
    .unwrap();
    let nobody = app.anonymous();
    let ask = |path: &str| {
        nobody
            .request(Method::GET, path)
            .header(header::ACCEPT, "application/json")
            .body(Body::empty())
            .unwrap()
    };
    let mails = nobody.send(ask("/dev/mail?to=ADA@example.org")).await.json();
    let mail = &mails[0];
    assert_eq!(mail["id"], id.to_string());
    assert_eq!((&mail["to"], &mail["subject"]), (&json!("ada@example.org"), &json!("Hi <b>")));
    assert_eq!(mail["attachments"], json!(["tickets.pdf"]));
    assert_eq!((&mail["text"], &mail["html"]), (&json!("text"), &json!("<p>html</p>")));
    assert!(mail["sent_at"].is_string() && mail["kind"] == "booking_confirmed");
    assert_eq!(nobody.send(ask("/dev/mail?to=eve@example.org")).await.json(), json!([]));

    let page = nobody.get("/dev/mail").await;
    assert!(page.text().contains("Hi &#60;b&#62;") || page.text().contains("Hi &lt;b&gt;"));
    let html = nobody.get(&format!("/dev/mail/{id}/html")).await;
    assert_eq!(html.text(), "<p>html</p>");
    assert!(html.header("content-security-policy").starts_with("sandbox;"));
    for path in ["attachments/tickets.pdf", "attachments/..%2f..%2fsecret", "nothing"] {
        assert_eq!(nobody.get(&format!("/dev/mail/{id}/{path}")).await.status, 404, "{path}");
    }

    let web = crate::state::WebSettings { production: true, ..Default::default() };
    let live = TestApp::with(|_| {}, web).await;
    assert_eq!(live.anonymous().get("/dev/mail").await.status, 404);
}
