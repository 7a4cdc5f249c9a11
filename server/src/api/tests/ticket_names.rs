//! A ticket that is handed on, over the API and by its guest's link.

use crate::testing::{Client, Reply, TestApp};
use axum::body::Body;
use axum::http::{Method, header};
use domain::testing::EventBuilder;
use serde_json::json;

async fn link(app: &TestApp) -> String {
    let message = sqlx::query_scalar(
        "SELECT id FROM mail_messages WHERE kind = 'ticket_handed_on' ORDER BY created_at LIMIT 1",
    )
    .fetch_one(app.hub.db.pool())
    .await
    .unwrap();
    // As the mail has it, to an address that nobody has proved.
    let letter = domain::mail::letter(&app.hub, message).await.unwrap().unwrap();
    let mail = crate::mail::render(&letter, &app.hub.settings.base_url).unwrap();
    assert_eq!(mail.attachments.len(), 2, "the ticket and a calendar entry");
    for private in ["Eve Adler", "Ada", "25.00", "50.00"] {
        assert!(!mail.text.contains(private), "{private}: {}", mail.text);
    }
    let start = mail.text.find("/guest/").expect("the mail leads to the ticket");
    mail.text[start..].split_whitespace().next().unwrap().to_owned()
}

async fn post_form(client: &Client, path: &str, body: &'static str) -> Reply {
    let request = client
        .request(Method::POST, path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "text/html");
    client.send(request.body(Body::from(body)).unwrap()).await
}

#[tokio::test]
async fn a_ticket_goes_to_its_guest_and_back() {
    let app = TestApp::new().await;
    let (organizer, ada) = (app.organizer().await, app.attendee().await);
    let event = EventBuilder::new(&app.hub).insert(&app.hub, organizer.user().id).await;
    let booked = ada.post("/api/bookings/", json!({ "event": event, "quantity": 2 })).await.json();
    let path = |rest: &str| {
        let (booking, ticket) = (&booked["id"], &booked["tickets"][0]["id"]);
        let (booking, ticket) = (booking.as_str().unwrap(), ticket.as_str().unwrap());
        format!("/api/bookings/{booking}/tickets/{ticket}/{rest}")
    };
    let body = json!({ "name": "Eve Adler", "email": "eve@guests.test" });
    let sent = ada.post(&path("hand-on/"), body.clone()).await;
    assert_eq!(sent.status, 200, "{}", sent.text());
    let ticket = sent.json()["tickets"][0].clone();
    assert_eq!((&ticket["code"], &ticket["sent_to"]), (&json!(""), &json!("eve@guests.test")));
    let twice = ada.post(&path("hand-on/"), body).await;
    assert_eq!((twice.status, twice.code().as_str()), (409, "ticket_handed_on"));
    let again = ada.post(&path("hand-on/resend/"), json!({})).await;
    assert_eq!(again.status, 200, "{}", again.text());

    let (guest, page) = (app.anonymous(), link(&app).await);
    let shown = guest.get(&page).await;
    assert_eq!(shown.status, 200, "{}", shown.text());
    assert!(shown.text().contains("Eve Adler") && shown.text().contains("<svg"));
    assert!(!shown.text().contains("<script"), "it works without");
    for file in ["/ticket.pdf", "/calendar.ics"] {
        assert_eq!(guest.get(&format!("{page}{file}")).await.status, 200, "{file}");
    }
    let wrong = post_form(&guest, &format!("{page}/name"), "attendee_name=See+evil.example").await;
    assert_eq!((wrong.status, wrong.text().contains("See evil.example")), (422, true));
    let named = post_form(&guest, &format!("{page}/name"), "attendee_name=E.+Adler").await;
    assert_eq!(named.status, 303, "{}", named.text());
    let own = ada.get(&format!("/api/bookings/{}/", booked["id"].as_str().unwrap())).await.json();
    assert_eq!(own["tickets"][0]["attendee_name"], "E. Adler");
    assert!(own["tickets"][0]["opened_at"].is_string());

    let back = ada.delete(&path("hand-on/")).await;
    assert_eq!(back.status, 200, "{}", back.text());
    let ticket = back.json()["tickets"][0].clone();
    assert_eq!(ticket["sent_to"], json!(null));
    assert_ne!(ticket["code"], booked["tickets"][0]["code"]);
    assert_eq!(guest.get(&page).await.status, 404);
    let rules = json!({ "exchanges": false, "changes_close_hours": 0, "changes_closed": true });
    let closed = organizer.put(&format!("/api/events/{event}/ticket-rules/"), rules).await;
    assert_eq!(closed.status, 200, "{}", closed.text());
    let late = ada.patch(&path(""), json!({ "attendee_name": "Grace" })).await;
    assert_eq!((late.status, late.code().as_str()), (409, "changes_closed"));
}
