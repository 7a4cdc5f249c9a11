//! Exchanges for a dearer type, over the API and in the app's forms: paid for, or given up.

use super::exchange::{Scene, browse, option, scene};
use crate::testing::{Reply, TestApp};
use axum::http::Method;
use serde_json::{Value, json};

/// A type that costs 15.00 more than the tickets of the scene.
async fn dearer(it: &Scene) -> String {
    let path = format!("/api/events/{}/ticket-types/", it.event);
    let body = json!({ "name": "Patron", "price": "40.00", "quota": 5 });
    it.organizer.post(&path, body).await.json()["id"].as_str().unwrap().to_owned()
}

async fn pay(it: &Scene) -> Reply {
    let body = json!({ "booking": it.booking, "payment_method": "MOCK_PAYPAL" });
    it.ada.post("/api/payments/", body).await
}

async fn settle(it: &Scene, payment: &Value, status: &str) {
    let path = format!("/api/payments/{}/simulate-webhook/", payment["id"].as_str().unwrap());
    let settled = it.ada.post(&path, json!({ "status": status })).await;
    assert_eq!(settled.json()["status"], status, "{}", settled.text());
}

async fn own(it: &Scene) -> Value {
    it.ada.get(&format!("/api/bookings/{}/", it.booking)).await.json()
}

#[tokio::test]
async fn a_dearer_type_waits_for_its_difference_and_is_given_up_or_paid() {
    let app = TestApp::new().await;
    let it = scene(&app).await;
    let (patron, path) = (dearer(&it).await, it.own(0));
    let offered = it.ada.get(&path).await.json();
    let offered = option(&offered, &patron);
    assert_eq!((&offered["more"], &offered["refused"]), (&json!("15.00"), &Value::Null));
    let open = async || it.ada.post(&path, json!({ "ticket_type": patron })).await.json();
    let (first, again) = (open().await, open().await);
    assert_eq!(first["exchange"]["amount"], "15.00", "{first}");
    assert_eq!(first["exchange"], again["exchange"], "twice is once");
    assert_eq!(first["tickets"][0]["ticket_type"], it.adult.as_str(), "it is what it was");
    let kept = it.ada.delete(&path).await;
    assert_eq!((kept.status, &kept.json()["exchange"]), (200, &Value::Null));
    assert_eq!(it.ada.delete(&path).await.status, 404, "nothing waits any more");
    assert_eq!(pay(&it).await.code(), "already_paid");

    assert_ne!(open().await["exchange"]["id"], first["exchange"]["id"]);
    let failed = pay(&it).await;
    assert_eq!((failed.status, &failed.json()["amount"]), (202, &json!("15.00")));
    let meanwhile = it.ada.delete(&path).await;
    assert_eq!((meanwhile.status, meanwhile.code()), (409, "payment_in_progress".to_owned()));
    settle(&it, &failed.json(), "FAILED").await;
    assert_eq!(own(&it).await["exchange"]["payment"]["status"], "FAILED");
    settle(&it, &pay(&it).await.json(), "COMPLETED").await;
    let done = own(&it).await;
    assert_eq!((&done["exchange"], &done["total_price"]), (&Value::Null, &json!("65.00")));
    assert_eq!(done["tickets"][0]["ticket_type"], patron.as_str());
    assert_eq!(done["payment"]["amount"], "50.00", "that of the booking itself");
    let desk = format!("/api/events/{}/bookings/{}/", it.event, it.booking);
    let desk = it.organizer.get(&desk).await.json();
    assert_eq!(desk["payments"].as_array().unwrap().len(), 3, "{desk}");
    assert_eq!(desk["money"]["net"], "65.00");
}

#[tokio::test]
async fn the_booking_s_page_takes_the_difference_without_a_script() {
    let app = TestApp::new().await;
    let it = scene(&app).await;
    let patron = dearer(&it).await;
    let path = format!("/bookings/{}", it.booking);
    let page = async || browse(&it.ada, Method::GET, &path, String::new()).await.text();
    let send = async |form: &str, fields: &str| {
        let body = format!("booking={}&ticket={}&{fields}", it.booking, it.tickets[0]);
        let sent = browse(&it.ada, Method::POST, form, body).await;
        assert!(sent.status < 400, "{}", sent.text());
    };
    assert!(page().await.contains("€15.00 more, to be paid"));
    send("/fn/exchange-ticket", &format!("ticket_type={patron}")).await;
    let shown = page().await;
    for said in ["Pay for the exchange", "Ticket 1 becomes “Patron”", "Pay €15.00"] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    assert!(
        shown.contains("Keep the ticket as it is") && shown.contains("A ticket of the new kind")
    );
    let desk = format!("/organize/events/{}/bookings/{}", it.event, it.booking);
    let desk = browse(&it.organizer, Method::GET, &desk, String::new()).await.text();
    assert!(desk.contains("Ticket 1 becomes “Patron” once €15.00 are paid"), "{desk}");

    let fields = "method=MOCK_PAYPAL&key=0190a1b2-0000-7000-8000-000000000001";
    let paying = format!("booking={}&{fields}", it.booking);
    let paid = browse(&it.ada, Method::POST, "/fn/pay", paying).await;
    assert!(paid.status < 400, "{}", paid.text());
    let shown = page().await;
    assert!(shown.contains("Your payment is under way") && shown.contains("http-equiv"), "{shown}");
    assert!(!shown.contains("Keep the ticket as it is") && !shown.contains("Exchange ticket"));
    let payment = own(&it).await["exchange"]["payment"].clone();
    settle(&it, &payment, "FAILED").await;
    let shown = page().await;
    assert!(shown.contains("The payment was declined"), "{shown}");
    assert!(shown.contains("one of the new kind is still held"), "{shown}");
    send("/fn/give-up-exchange", "").await;
    let shown = page().await;
    assert!(!shown.contains("Pay for the exchange") && shown.contains("Exchange ticket 1"));
}
