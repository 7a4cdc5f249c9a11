//! Promo codes, refund rules and single tickets as a caller of the API sees them.

use crate::testing::{Client, TestApp};
use domain::testing::EventBuilder;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use types::ids::EventId;

async fn event(app: &TestApp, organizer: &Client) -> EventId {
    let event = EventBuilder { price: Decimal::from(25), ..EventBuilder::new(&app.hub) };
    event.insert(&app.hub, organizer.user().id).await
}

fn promotion(code: &str, event: Option<EventId>) -> Value {
    json!({ "code": code, "kind": "PERCENT", "value": "10", "event": event,
        "valid_from": "2026-01-01T00:00:00Z", "valid_until": "2099-01-01T00:00:00Z",
        "max_uses": 2 })
}

#[tokio::test]
async fn a_code_is_made_used_up_changed_and_deleted() {
    let app = TestApp::new().await;
    let (olga, ada) = (app.organizer().await, app.attendee().await);
    let event = event(&app, &olga).await;
    let made = olga.post("/api/promotions/", promotion(" spring ", Some(event))).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let made = made.json();
    assert_eq!(
        (&made["code"], &made["value"], &made["uses"]),
        (&json!("SPRING"), &json!("10.00"), &json!(0))
    );
    assert_eq!((&made["event"], &made["max_uses_per_user"]), (&json!(event), &json!(null)));
    let path = format!("/api/promotions/{}/", made["id"].as_str().unwrap());
    assert_eq!(olga.get(&path).await.json(), made);
    assert_eq!(olga.get("/api/promotions/").await.json()["results"], json!([made]));

    let book = json!({ "event": event, "quantity": 2, "promo_code": "Spring" });
    for _ in 0..2 {
        let reply = ada.post("/api/bookings/", book.clone()).await;
        assert_eq!(reply.status, 201, "{}", reply.text());
        let booking = reply.json();
        assert_eq!(
            (&booking["discount"], &booking["total_price"]),
            (&json!("5.00"), &json!("45.00"))
        );
        assert_eq!(
            (&booking["unit_price"], &booking["promo_code"]),
            (&json!("25.00"), &json!("SPRING"))
        );
    }
    let refused = ada.post("/api/bookings/", book.clone()).await;
    assert_eq!((refused.status, refused.code().as_str()), (422, "invalid_promo_code"));
    assert_eq!(refused.json()["errors"]["promo_code"][0]["code"], "promo_code_invalid");
    assert_eq!(olga.get(&path).await.json()["uses"], 2);

    let mut wider = promotion("SPRING", Some(event));
    wider["max_uses"] = json!(1);
    let fewer = olga.put(&path, wider.clone()).await;
    assert_eq!((fewer.status, fewer.code().as_str()), (422, "validation_failed"));
    wider["max_uses"] = json!(null);
    wider["value"] = json!("100");
    assert_eq!(olga.put(&path, wider).await.json()["value"], "100.00");
    let free = ada.post("/api/bookings/", book.clone()).await.json();
    assert_eq!((&free["status"], &free["total_price"]), (&json!("CONFIRMED"), &json!("0.00")));
    assert_eq!(free["tickets"].as_array().unwrap().len(), 2);

    let again = olga.post("/api/promotions/", promotion("spring", Some(event))).await;
    assert_eq!((again.status, again.code().as_str()), (409, "promo_code_taken"));
    assert_eq!(olga.delete(&path).await.status, 204);
    assert_eq!(olga.get(&path).await.status, 404);
    assert_eq!(ada.post("/api/bookings/", book).await.code(), "invalid_promo_code");
    assert_eq!(olga.post("/api/promotions/", promotion("spring", Some(event))).await.status, 201);
}

#[tokio::test]
async fn a_code_for_everything_is_an_admins_and_a_field_too_many_is_told() {
    let app = TestApp::new().await;
    let (olga, admin) = (app.organizer().await, app.admin().await);
    let refused = olga.post("/api/promotions/", promotion("ALL", None)).await;
    assert_eq!((refused.status, refused.code().as_str()), (403, "forbidden"));
    assert_eq!(admin.post("/api/promotions/", promotion("ALL", None)).await.status, 201);
    let mut odd = promotion("ODD", None);
    odd["uses"] = json!(0);
    let refused = admin.post("/api/promotions/", odd).await;
    assert_eq!((refused.status, refused.code().as_str()), (422, "unknown_field"));
}

#[tokio::test]
async fn one_ticket_goes_back_and_a_code_can_be_changed_while_the_seats_are_held() {
    let app = TestApp::new().await;
    let (olga, ada) = (app.organizer().await, app.attendee().await);
    let event = event(&app, &olga).await;
    olga.post("/api/promotions/", promotion("TEN", Some(event))).await;
    let held = ada.post("/api/bookings/", json!({ "event": event, "quantity": 2 })).await.json();
    let path = format!("/api/bookings/{}/", held["id"].as_str().unwrap());
    let code = format!("{path}promo-code/");
    let with = ada.post(&code, json!({ "promo_code": "ten" })).await;
    assert_eq!((with.status, &with.json()["total_price"]), (200, &json!("45.00")));
    let bad = ada.post(&code, json!({ "promo_code": "eleven" })).await;
    assert_eq!((bad.status, bad.code().as_str()), (422, "invalid_promo_code"));
    let without = ada.post(&code, json!({ "promo_code": null })).await;
    assert_eq!(without.json()["total_price"], "50.00");

    let pay = json!({ "booking": held["id"], "payment_method": "MOCK_PAYPAL" });
    let payment = ada.post("/api/payments/", pay).await.json();
    let simulate = format!("/api/payments/{}/simulate-webhook/", payment["id"].as_str().unwrap());
    ada.post(&simulate, json!({ "status": "COMPLETED" })).await;
    let booking = ada.get(&path).await.json();
    let cancel =
        |ticket: &Value| format!("{path}tickets/{}/cancel/", ticket["id"].as_str().unwrap());
    let less = ada.post(&cancel(&booking["tickets"][0]), json!({})).await;
    assert_eq!((less.status, &less.json()["quantity"]), (200, &json!(1)));
    assert_eq!(less.json()["tickets"], json!([booking["tickets"][1]]));
    assert_eq!(
        (&less.json()["payment"]["refunded"], &less.json()["payment"]["status"]),
        (&json!("25.00"), &json!("COMPLETED"))
    );
    let same = ada.post(&cancel(&booking["tickets"][0]), json!({})).await;
    assert_eq!(same.json(), less.json());
    let last = ada.post(&cancel(&booking["tickets"][1]), json!({})).await.json();
    assert_eq!(
        (&last["status"], &last["payment"]["refunded"]),
        (&json!("CANCELLED"), &json!("50.00"))
    );
    for odd in ["nothing", "00000000-0000-0000-0000-000000000000"] {
        let unknown = ada.post(&format!("{path}tickets/{odd}/cancel/"), json!({})).await;
        assert_eq!(unknown.status, 404);
    }
}

#[tokio::test]
async fn an_event_says_what_comes_back_and_a_booking_keeps_it() {
    let app = TestApp::new().await;
    let (olga, ada) = (app.organizer().await, app.attendee().await);
    domain::testing::category(&app.hub, "rust").await;
    let input = |policy: Value| {
        let mut input = json!({ "title": "Talks", "description": "", "category": "rust",
            "location": "Berlin", "start_date": "2040-01-01T10:00:00Z",
            "end_date": "2040-01-01T12:00:00Z", "timezone": "Europe/Berlin", "max_capacity": 20,
            "price": "25.00", "currency": "EUR", "status": "PUBLISHED" });
        if !policy.is_null() {
            input["refund_policy"] = policy;
        }
        input
    };
    let usual = json!({ "full_until_hours": 24, "late_percent": 0 });
    let made = olga.post("/api/events/", input(Value::Null)).await.json();
    assert_eq!(made["refund_policy"], usual);
    let path = format!("/api/events/{}/", made["id"].as_str().unwrap());
    let half = json!({ "full_until_hours": 48, "late_percent": 50 });
    let patched = olga.patch(&path, json!({ "refund_policy": half })).await;
    assert_eq!(patched.json()["refund_policy"], half, "{}", patched.text());
    let booking = ada.post("/api/bookings/", json!({ "event": made["id"], "quantity": 1 })).await;
    let booking = booking.json();
    assert_eq!(booking["refund_policy"], half);
    assert_eq!(olga.put(&path, input(Value::Null)).await.json()["refund_policy"], half);
    let never = json!({ "full_until_hours": null, "late_percent": 0 });
    assert_eq!(olga.put(&path, input(never.clone())).await.json()["refund_policy"], never);
    let kept = ada.get(&format!("/api/bookings/{}/", booking["id"].as_str().unwrap())).await;
    assert_eq!(kept.json()["refund_policy"], half);
    for (bad, status, code) in [
        (json!({ "full_until_hours": -1, "late_percent": 0 }), 422, "validation_failed"),
        (json!({ "full_until_hours": 8761, "late_percent": 0 }), 422, "validation_failed"),
        (json!({ "full_until_hours": 1, "late_percent": 101 }), 422, "validation_failed"),
        (json!({ "full_until_hours": i64::MAX, "late_percent": 0 }), 422, "validation_failed"),
        (json!({ "full_until_hours": 1, "late": 1 }), 422, "unknown_field"),
        (json!("none"), 422, "validation_failed"),
    ] {
        let refused = olga.put(&path, input(bad.clone())).await;
        assert_eq!((refused.status, refused.code().as_str()), (status, code), "{bad}");
    }
}

#[tokio::test]
async fn one_person_has_so_many_seats_and_is_told_how_many() {
    let app = TestApp::new().await;
    let (olga, ada) = (app.organizer().await, app.attendee().await);
    let event = event(&app, &olga).await;
    let path = format!("/api/events/{event}/");
    assert_eq!(olga.get(&path).await.json()["max_per_person"], json!(null));
    for (wrong, code) in [(json!(0), "too_small"), (json!(1_000_001), "too_large")] {
        let refused = olga.patch(&path, json!({ "max_per_person": wrong })).await;
        assert_eq!(refused.json()["errors"]["max_per_person"][0]["code"], code);
    }
    let three = olga.patch(&path, json!({ "max_per_person": 3 })).await;
    assert_eq!(three.json()["max_per_person"], 3, "{}", three.text());
    let kept = olga.patch(&path, json!({ "title": "Another one" })).await;
    assert_eq!(kept.json()["max_per_person"], 3);
    let book = |quantity: i32| json!({ "event": event, "quantity": quantity });
    assert_eq!(ada.post("/api/bookings/", book(2)).await.status, 201);
    let refused = ada.post("/api/bookings/", book(2)).await;
    assert_eq!((refused.status, refused.code().as_str()), (409, "per_person_limit"));
    assert_eq!(refused.json()["limit"], 3);
    let any = olga.patch(&path, json!({ "max_per_person": null })).await;
    assert_eq!(any.json()["max_per_person"], json!(null));
    for _ in 0..2 {
        assert_eq!(app.attendee().await.post("/api/bookings/", book(1)).await.status, 201);
    }
    assert_eq!(ada.post("/api/bookings/", book(2)).await.status, 201);
}

#[tokio::test]
async fn a_booking_says_until_when_everything_comes_back() {
    let app = TestApp::new().await;
    let (olga, ada) = (app.organizer().await, app.attendee().await);
    let event = event(&app, &olga).await;
    let path = format!("/api/events/{event}/");
    let made = ada.post("/api/bookings/", json!({ "event": event, "quantity": 1 })).await;
    let booking = made.json();
    let start = olga.get(&path).await.json()["start_date"].clone();
    assert_eq!(booking["event_start_at_booking"], start);
    assert_eq!(booking["moved_refund_until"], json!(null));
    let at =
        |value: &Value| value.as_str().unwrap().parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    let day_before = at(&start) - chrono::TimeDelta::days(1);
    assert_eq!(at(&booking["full_refund_until"]), day_before);
    let soon = at(&start) - chrono::TimeDelta::hours(100);
    let moved = json!({ "start_date": soon, "end_date": soon + chrono::TimeDelta::hours(3) });
    let moved = olga.patch(&path, moved).await;
    assert_eq!(moved.status, 200, "{}", moved.text());
    let id = booking["id"].as_str().unwrap();
    let booking = ada.get(&format!("/api/bookings/{id}/")).await.json();
    assert_eq!(booking["event_start_at_booking"], start);
    assert_eq!(booking["event"]["start_date"], moved.json()["start_date"]);
    for until in ["full_refund_until", "moved_refund_until"] {
        assert_eq!(booking[until], booking["event"]["start_date"], "{until}");
    }
}
