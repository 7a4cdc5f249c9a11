//! Waiting for seats as a caller of the API sees it, and as the pages show it.

use crate::testing::{Client, Reply, TestApp};
use axum::body::Body;
use axum::http::{Method, header};
use domain::testing::EventBuilder;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use types::ids::EventId;

/// An event with one seat, and the booking that has it.
async fn sold_out(app: &TestApp, buyer: &Client, price: i64) -> (EventId, String) {
    let organizer = app.organizer().await;
    let event =
        EventBuilder { price: Decimal::from(price), capacity: 1, ..EventBuilder::new(&app.hub) };
    let event = event.insert(&app.hub, organizer.user().id).await;
    let booking = buyer.post("/api/bookings/", json!({ "event": event, "quantity": 1 })).await;
    assert_eq!(booking.status, 201, "{}", booking.text());
    (event, booking.json()["id"].as_str().unwrap().to_owned())
}

async fn join(client: &Client, event: EventId, quantity: Value) -> Reply {
    client.post(&format!("/api/events/{event}/waitlist/"), json!({ "quantity": quantity })).await
}

async fn cancel(client: &Client, booking: &str) {
    let reply = client.post(&format!("/api/bookings/{booking}/cancel/"), json!({})).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
}

#[tokio::test]
async fn an_entry_says_everything_the_contract_names() {
    let app = TestApp::new().await;
    let (ada, eve) = (app.attendee().await, app.attendee().await);
    let (event, booking) = sold_out(&app, &ada, 25).await;
    let path = format!("/api/events/{event}/waitlist/");
    let nobody = eve.get(&path).await;
    assert_eq!((nobody.status, nobody.code().as_str()), (404, "not_on_waitlist"));
    let joined = join(&eve, event, json!(1)).await;
    assert_eq!(joined.status, 201, "{}", joined.text());
    let entry = joined.json();
    for (field, value) in [
        ("position", json!(1)),
        ("parties_ahead", json!(0)),
        ("quantity", json!(1)),
        ("status", json!("WAITING")),
        ("notified", json!(false)),
        ("offer_expires_at", json!(null)),
        ("booking", json!(null)),
    ] {
        assert_eq!(entry[field], value, "{field}");
    }
    assert!(entry["created_at"].as_str().unwrap().ends_with('Z'));
    assert_eq!(entry.as_object().unwrap().len(), 8);
    assert_eq!(eve.get(&path).await.json(), entry);
    let event_now = app.anonymous().get(&format!("/api/events/{event}/")).await.json();
    assert_eq!(event_now["waitlist_count"], 1);

    cancel(&ada, &booking).await;
    let entry = eve.get(&path).await.json();
    assert_eq!((&entry["status"], &entry["notified"]), (&json!("OFFERED"), &json!(true)));
    assert_eq!((&entry["position"], &entry["parties_ahead"]), (&json!(null), &json!(null)));
    let offer = format!("/api/bookings/{}/", entry["booking"].as_str().unwrap());
    let booking = eve.get(&offer).await.json();
    assert_eq!((&booking["status"], &booking["total_price"]), (&json!("PENDING"), &json!("25.00")));
    assert_eq!(booking["hold_expires_at"], entry["offer_expires_at"]);
    assert_eq!(ada.get(&offer).await.status, 404, "it is nobody else's");
    let event_now = app.anonymous().get(&format!("/api/events/{event}/")).await.json();
    assert_eq!(
        (&event_now["waitlist_count"], &event_now["seats_available"]),
        (&json!(0), &json!(0))
    );

    let refused = ada.post("/api/bookings/", json!({ "event": event, "quantity": 1 })).await;
    assert_eq!((refused.status, refused.code().as_str()), (409, "waitlist_first"));
    let paid = eve.post(&format!("{offer}confirm/"), json!({})).await;
    assert_eq!((paid.status, paid.code().as_str()), (409, "booking_not_confirmable"));
    let pay = json!({ "booking": booking["id"], "payment_method": "MOCK_PAYPAL" });
    let payment = eve.post("/api/payments/", pay).await.json();
    let simulate = format!("/api/payments/{}/simulate-webhook/", payment["id"].as_str().unwrap());
    eve.post(&simulate, json!({ "status": "COMPLETED" })).await;
    assert_eq!(eve.get(&path).await.json()["status"], "ACCEPTED");
    assert_eq!(eve.get(&offer).await.json()["tickets"].as_array().unwrap().len(), 1);
    assert_eq!(eve.delete(&path).await.code(), "not_on_waitlist", "it is a booking now");
}

#[tokio::test]
async fn leaving_and_declining_hand_the_seats_on() {
    let app = TestApp::new().await;
    let (ada, eve, bob) = (app.attendee().await, app.attendee().await, app.attendee().await);
    let (event, booking) = sold_out(&app, &ada, 0).await;
    let path = format!("/api/events/{event}/waitlist/");
    assert_eq!(join(&eve, event, json!(1)).await.status, 201);
    let second = join(&bob, event, json!(1)).await.json();
    assert_eq!((&second["position"], &second["parties_ahead"]), (&json!(2), &json!(1)));
    cancel(&ada, &booking).await;
    assert_eq!(eve.delete(&path).await.status, 204);
    assert_eq!(eve.get(&path).await.json()["status"], "LEFT");
    assert_eq!(eve.delete(&path).await.status, 404);
    let offered = bob.get(&path).await.json();
    assert_eq!(offered["status"], "OFFERED");
    let confirm = format!("/api/bookings/{}/confirm/", offered["booking"].as_str().unwrap());
    for _ in 0..2 {
        let accepted = bob.post(&confirm, json!({})).await;
        assert_eq!((accepted.status, &accepted.json()["status"]), (200, &json!("CONFIRMED")));
    }
    assert_eq!(bob.get(&path).await.json()["status"], "ACCEPTED");
}

#[tokio::test]
async fn every_refusal_is_clear() {
    let app = TestApp::new().await;
    let (ada, eve) = (app.attendee().await, app.attendee().await);
    let (event, booking) = sold_out(&app, &ada, 25).await;
    for (quantity, code) in [
        (json!(0), "validation_failed"),
        (json!(11), "validation_failed"),
        (json!(i64::MAX), "validation_failed"),
        (json!("1"), "validation_failed"),
        (json!(1.5), "validation_failed"),
        (json!(null), "validation_failed"),
    ] {
        let reply = join(&eve, event, quantity.clone()).await;
        assert_eq!((reply.status, reply.code().as_str()), (422, code), "{quantity}");
    }
    let path = format!("/api/events/{event}/waitlist/");
    let unknown = eve.post(&path, json!({ "quantity": 1, "seat": 3 })).await;
    assert_eq!((unknown.status, unknown.code().as_str()), (422, "unknown_field"));
    for name in ["nothing", "%F0%9F%8E%89", "a%00b", &"x".repeat(10_000)] {
        let path = format!("/api/events/{name}/waitlist/");
        assert_eq!(eve.get(&path).await.status, 404, "{name}");
        assert_eq!(eve.post(&path, json!({ "quantity": 1 })).await.status, 404, "{name}");
        assert_eq!(eve.delete(&path).await.status, 404, "{name}");
    }
    assert_eq!(
        join(&eve, event, json!(2)).await.status,
        201,
        "a party may be larger than the room"
    );
    assert_eq!(join(&eve, event, json!(1)).await.code(), "already_waiting");
    cancel(&ada, &booking).await;
    let free = join(&ada, event, json!(1)).await;
    assert_eq!((free.status, free.code().as_str()), (409, "seats_available"));
    assert_eq!(free.json()["seats_available"], 1);
}

#[tokio::test]
async fn joining_again_under_its_key_is_the_first_answer() {
    let app = TestApp::new().await;
    let (ada, eve) = (app.attendee().await, app.attendee().await);
    let (event, _) = sold_out(&app, &ada, 25).await;
    let keyed = async |quantity: i64| {
        let request = eve
            .request(Method::POST, &format!("/api/events/{event}/waitlist/"))
            .header(header::CONTENT_TYPE, "application/json")
            .header("Idempotency-Key", "k")
            .body(Body::from(json!({ "quantity": quantity }).to_string()))
            .unwrap();
        eve.send(request).await
    };
    let (first, second) = (keyed(1).await, keyed(1).await);
    assert_eq!((first.status, second.status), (201, 201));
    assert_eq!(second.header("idempotent-replayed"), "true");
    assert_eq!(first.json(), second.json());
    assert_eq!(keyed(2).await.code(), "idempotency_key_reused");
}

#[tokio::test]
async fn the_organizer_sees_the_line_and_offers_seats_by_hand() {
    let app = TestApp::new().await;
    let (ada, eve, bob) = (app.attendee().await, app.attendee().await, app.attendee().await);
    let (event, _) = sold_out(&app, &ada, 25).await;
    let admin = app.admin().await;
    join(&eve, event, json!(2)).await;
    join(&bob, event, json!(1)).await;
    let at = format!("/api/events/{event}/waitlist/entries/");
    let list = admin.get(&at).await.json();
    assert_eq!((&list["count"], &list["results"][0]["position"]), (&json!(2), &json!(1)));
    let second = &list["results"][1];
    assert_eq!(second["user"]["email"], bob.user().email);
    assert_eq!((&second["quantity"], &second["status"]), (&json!(1), &json!("WAITING")));
    assert_eq!(second["moves"][0]["cause"], "joined");
    let offer = format!("{at}{}/offer/", second["id"].as_str().unwrap());
    let refused = admin.post(&offer, json!({ "reason": "From far" })).await;
    assert_eq!((refused.status, refused.code().as_str()), (409, "sold_out"));
    assert_eq!(refused.json()["seats_available"], 0);
    assert_eq!(admin.post(&offer, json!({ "reason": "" })).await.status, 422);
    let given = admin.post(&offer, json!({ "reason": "From far", "add_seats": true })).await;
    assert_eq!(
        (given.status, &given.json()["status"]),
        (200, &json!("OFFERED")),
        "{}",
        given.text()
    );
    let own = bob.get(&format!("/api/events/{event}/waitlist/")).await.json();
    assert_eq!(own["status"], "OFFERED");
    let grown = admin.get(&format!("/api/events/{event}/")).await.json();
    assert_eq!((&grown["max_capacity"], &grown["seats_available"]), (&json!(2), &json!(0)));
    let again = admin.post(&offer, json!({ "reason": "From far", "add_seats": true })).await;
    assert_eq!((again.status, again.code().as_str()), (409, "not_waiting"));
    // Closed: nobody new.
    let closed = json!({ "waitlist_open": false });
    admin.patch(&format!("/api/events/{event}/"), closed).await;
    let late = join(&app.attendee().await, event, json!(1)).await;
    assert_eq!((late.status, late.code().as_str()), (409, "waitlist_closed"));
}
