//! What an organizer does with one booking over the API, and the way of a guest to the ticket.

use crate::testing::{Client, TestApp};
use axum::body::Body;
use axum::http::{Method, header};
use domain::testing::EventBuilder;
use serde_json::{Value, json};

/// An organizer's paid event, and somebody's two confirmed seats of it.
struct Scene {
    organizer: Client,
    ada: Client,
    event: String,
    booking: String,
}

async fn scene(app: &TestApp) -> Scene {
    let (organizer, ada) = (app.organizer().await, app.attendee().await);
    let event = EventBuilder { price: 25.into(), ..EventBuilder::new(&app.hub) }
        .insert(&app.hub, organizer.user().id)
        .await
        .to_string();
    let booked = ada.post("/api/bookings/", json!({ "event": event, "quantity": 2 })).await.json();
    let booking = booked["id"].as_str().unwrap().to_owned();
    let pay = json!({ "booking": booking, "payment_method": "MOCK_PAYPAL" });
    let payment = ada.post("/api/payments/", pay).await.json();
    let settle = format!("/api/payments/{}/simulate-webhook/", payment["id"].as_str().unwrap());
    ada.post(&settle, json!({ "status": "COMPLETED" })).await;
    Scene { organizer, ada, event, booking }
}

impl Scene {
    fn at(&self, action: &str) -> String {
        format!("/api/events/{}/bookings/{}/{action}", self.event, self.booking)
    }
}

#[tokio::test]
async fn a_dry_run_says_what_the_action_then_does() {
    let app = TestApp::new().await;
    let scene = scene(&app).await;
    let body = json!({ "amount": "20.00", "reason": "We are sorry." });
    let told = scene.organizer.post(&scene.at("refund/?dry_run=true"), body.clone()).await;
    assert_eq!(told.status, 200, "{}", told.text());
    let told = told.json();
    assert_eq!(
        (&told["effect"]["refund"], &told["effect"]["refundable"]),
        (&json!("20.00"), &json!("30.00"))
    );
    let own = format!("/api/bookings/{}/", scene.booking);
    assert_eq!(scene.ada.get(&own).await.json()["payment"]["refunded"], "0.00");
    let done = scene.organizer.post(&scene.at("refund/"), body).await.json();
    assert_eq!(done["effect"], told["effect"]);
    assert_eq!(scene.ada.get(&own).await.json()["payment"]["refunded"], "20.00");
    let more = json!({ "amount": "30.01", "reason": "We are very sorry." });
    let refused = scene.organizer.post(&scene.at("refund/"), more).await;
    assert_eq!((refused.status, refused.code().as_str()), (409, "refund_exceeds_charge"));
    assert!(refused.json()["errors"]["amount"].is_array());
    let asked = scene.organizer.post(&scene.at("refund/?dry_run=perhaps"), json!({})).await;
    assert_eq!((asked.status, asked.json()["errors"]["dry_run"].is_array()), (422, true));
    let cancel = json!({ "reason": "The hall is small.", "refund": "full" });
    let cancelled = scene.organizer.post(&scene.at("cancel/"), cancel).await.json();
    assert_eq!(cancelled["effect"]["refund"], "30.00", "what is left of it");
    assert_eq!(cancelled["booking"]["cancel_reason"], "by_organizer");
}

#[tokio::test]
async fn a_click_that_is_repeated_refunds_once() {
    let app = TestApp::new().await;
    let scene = scene(&app).await;
    let body = json!({ "amount": "20.00", "reason": "We are sorry." }).to_string();
    let mut answers = Vec::new();
    for _ in 0..2 {
        let request = scene
            .organizer
            .request(Method::POST, &scene.at("refund/"))
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", "one click");
        answers.push(scene.organizer.send(request.body(Body::from(body.clone())).unwrap()).await);
    }
    assert_eq!(answers[1].header("idempotent-replayed"), "true");
    assert_eq!(answers[0].json(), answers[1].json());
    let own = format!("/api/bookings/{}/", scene.booking);
    assert_eq!(scene.ada.get(&own).await.json()["payment"]["refunded"], "20.00");
}

#[tokio::test]
async fn a_booking_moves_a_ticket_is_renamed_and_the_mail_goes_out_again() {
    let app = TestApp::new().await;
    let scene = scene(&app).await;
    let there = EventBuilder { title: "Another evening".into(), ..EventBuilder::new(&app.hub) }
        .insert(&app.hub, scene.organizer.user().id)
        .await
        .to_string();
    let body = json!({ "event": there, "reason": "The first is full." });
    let moved = scene.organizer.post(&scene.at("move/"), body).await;
    assert_eq!(moved.status, 200, "{}", moved.text());
    let moved = moved.json();
    assert_eq!(
        (&moved["effect"]["seats_freed"], &moved["effect"]["seats_taken"]),
        (&json!(2), &json!(2))
    );
    assert_eq!(moved["booking"]["event"]["title"], "Another evening");
    assert_eq!(scene.organizer.post(&scene.at("resend/"), json!({})).await.status, 404, "it left");
    let scene = Scene { event: there, ..scene };
    let ticket = moved["booking"]["tickets"][0]["id"].as_str().unwrap();
    let path = scene.at(&format!("tickets/{ticket}/"));
    let renamed = scene.organizer.patch(&path, json!({ "attendee_name": "Eve" })).await;
    assert_eq!((renamed.status, &renamed.json()["attendee_name"]), (200, &json!("Eve")));
    let sent = scene.organizer.post(&scene.at("resend/"), json!({})).await;
    assert_eq!((sent.status, &sent.json()["left"]), (202, &json!(2)), "{}", sent.text());
    let noted = scene.organizer.put(&scene.at("note/"), json!({ "note": "Front row." })).await;
    assert_eq!((noted.status, &noted.json()["note"]), (200, &json!("Front row.")));
    let own = scene.ada.get(&format!("/api/bookings/{}/", scene.booking)).await;
    assert!(!own.text().contains("Front row."), "the note is the team's");
}

async fn link(app: &TestApp, booking: &str) -> String {
    let message = sqlx::query_scalar(
        "SELECT id FROM mail_messages WHERE booking_id = $1::uuid AND kind = 'guest_ticket'",
    )
    .bind(booking)
    .fetch_one(app.hub.db.pool())
    .await
    .unwrap();
    // As the mail has it, to an address that nobody has proved yet.
    let letter = domain::mail::letter(&app.hub, message).await.unwrap().unwrap();
    let text = crate::mail::render(&letter, &app.hub.settings.base_url).unwrap().text;
    assert!(!text.contains("Eve Adler"), "{text}");
    let start = text.find("/guest/").expect("the mail leads to the ticket");
    text[start..].split_whitespace().next().unwrap().to_owned()
}

#[tokio::test]
async fn a_guest_sees_the_ticket_without_an_account() {
    let app = TestApp::new().await;
    let scene = scene(&app).await;
    let path = format!("/api/events/{}/bookings/", scene.event);
    let body = json!({ "guests": [{ "name": "Eve Adler", "email": "eve@guests.test" }] });
    let told = scene.organizer.post(&format!("{path}?dry_run=true"), body.clone()).await;
    assert_eq!((told.status, &told.json()["seats_free"]), (200, &json!(7)), "{}", told.text());
    let invited = scene.organizer.post(&path, body.clone()).await;
    assert_eq!(invited.status, 201, "{}", invited.text());
    let again = scene.organizer.post(&path, body).await.json();
    assert_eq!(
        again["skipped"],
        json!([{ "row": 1, "email": "eve@guests.test", "reason": "already_invited" }])
    );
    let booking = invited.json()["created"][0]["booking"].as_str().unwrap().to_owned();
    let page = link(&app, &booking).await;
    let anyone = app.anonymous();
    let shown = anyone.get(&page).await;
    assert_eq!(shown.status, 200);
    assert!(shown.text().contains("Eve Adler"));
    assert_eq!(shown.header("referrer-policy"), "same-origin");
    for (file, kind) in [("ticket.pdf", "application/pdf"), ("calendar.ics", "text/calendar")] {
        let file = anyone.get(&format!("{page}/{file}")).await;
        assert_eq!(file.status, 200);
        assert!(file.header("content-type").starts_with(kind));
    }
    let confirmed = anyone.post(&format!("{page}/confirm"), Value::Null).await;
    assert_eq!((confirmed.status, confirmed.header("location")), (303, page.as_str()));
    let verified: bool = sqlx::query_scalar(
        "SELECT email_verified_at IS NOT NULL FROM users WHERE email = 'eve@guests.test'",
    )
    .fetch_one(app.hub.db.pool())
    .await
    .unwrap();
    assert!(verified);
    let asked = anyone.post(&format!("{page}/account"), Value::Null).await;
    assert_eq!(asked.status, 303);
    let cancel = json!({ "reason": "The hall is small.", "refund": "none" });
    let of = format!("/api/events/{}/bookings/{booking}/cancel/", scene.event);
    assert_eq!(scene.organizer.post(&of, cancel).await.status, 200);
    let shown = anyone.get(&page).await.text();
    assert!(!shown.contains("<svg"), "a ticket that is cancelled has no code");
    assert_eq!(anyone.get(&format!("{page}/ticket.pdf")).await.status, 409);
}
