//! Exchanges over the API and in the app's forms.

use crate::testing::{Client, Reply, TestApp};
use axum::body::Body;
use axum::http::{Method, Request, header};
use domain::testing::EventBuilder;
use serde_json::{Value, json};

/// An organizer's event with a dear and a cheap type, and somebody's two paid tickets of the dear one.
pub(super) struct Scene {
    pub(super) organizer: Client,
    pub(super) ada: Client,
    pub(super) event: String,
    pub(super) booking: String,
    pub(super) tickets: Vec<String>,
    pub(super) adult: String,
    student: String,
}

pub(super) async fn scene(app: &TestApp) -> Scene {
    let (organizer, ada) = (app.organizer().await, app.attendee().await);
    let id = EventBuilder::new(&app.hub).insert(&app.hub, organizer.user().id).await;
    let event = id.to_string();
    let make = async |name: &str, price: &str| {
        let body = json!({ "name": name, "price": price, "quota": 5 });
        let made = organizer.post(&format!("/api/events/{event}/ticket-types/"), body).await;
        made.json()["id"].as_str().unwrap().to_owned()
    };
    let (adult, student) = (make("Adult", "25.00").await, make("Student", "10.00").await);
    sqlx::query("INSERT INTO ticket_rules (event_id, exchanges) VALUES ($1, true)")
        .bind(id)
        .execute(app.hub.db.pool())
        .await
        .unwrap();
    let items = json!([{ "ticket_type": adult, "quantity": 2 }]);
    let booked = ada.post("/api/bookings/", json!({ "event": event, "items": items })).await.json();
    let booking = booked["id"].as_str().unwrap().to_owned();
    let pay = json!({ "booking": booking, "payment_method": "MOCK_PAYPAL" });
    let payment = ada.post("/api/payments/", pay).await.json();
    let settle = format!("/api/payments/{}/simulate-webhook/", payment["id"].as_str().unwrap());
    ada.post(&settle, json!({ "status": "COMPLETED" })).await;
    let own = ada.get(&format!("/api/bookings/{booking}/")).await.json();
    let tickets = own["tickets"].as_array().unwrap();
    let tickets = tickets.iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect();
    Scene { organizer, ada, event, booking, tickets, adult, student }
}

impl Scene {
    pub(super) fn own(&self, ticket: usize) -> String {
        format!("/api/bookings/{}/tickets/{}/exchange/", self.booking, self.tickets[ticket])
    }

    fn by_team(&self, ticket: usize) -> String {
        let (event, booking, ticket) = (&self.event, &self.booking, &self.tickets[ticket]);
        format!("/api/events/{event}/bookings/{booking}/tickets/{ticket}/exchange/")
    }
}

/// As a browser without JavaScript asks.
pub(super) async fn browse(client: &Client, method: Method, path: &str, form: String) -> Reply {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::COOKIE, format!("access={}", client.tokens().access))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "text/html")
        .header(header::REFERER, "http://localhost:3000/bookings")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(form));
    client.send(request.unwrap()).await
}

pub(super) fn option<'a>(offered: &'a Value, of: &str) -> &'a Value {
    let options = offered["options"].as_array().unwrap();
    options.iter().find(|option| option["ticket_type"] == of).unwrap()
}

#[tokio::test]
async fn a_holder_sees_what_a_type_gives_back_and_gets_it_once() {
    let app = TestApp::new().await;
    let it = scene(&app).await;
    let offered = it.ada.get(&it.own(0)).await.json();
    assert_eq!((&offered["price"], &offered["refused"]), (&json!("25.00"), &Value::Null));
    let student = option(&offered, &it.student);
    assert_eq!((&student["less"], &student["refund"]), (&json!("15.00"), &json!("15.00")));
    let body = json!({ "ticket_type": it.student }).to_string();
    for replayed in [false, true] {
        let request = it
            .ada
            .request(Method::POST, &it.own(0))
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", "once")
            .body(Body::from(body.clone()))
            .unwrap();
        let done = it.ada.send(request).await;
        assert_eq!(done.status, 200, "{}", done.text());
        assert_eq!(done.headers.contains_key("idempotent-replayed"), replayed);
        assert_eq!(done.json()["total_price"], "35.00");
        assert_eq!(done.json()["tickets"][0]["ticket_type"], it.student.as_str());
    }
    let own = it.ada.get(&format!("/api/bookings/{}/", it.booking)).await.json();
    assert_eq!(own["payment"]["refunded"], "15.00");
    let unknown = it.ada.post(&it.own(0), json!({ "ticket_type": it.booking })).await;
    assert_eq!((unknown.status, unknown.json()["errors"]["ticket_type"].is_array()), (422, true));
}

#[tokio::test]
async fn the_team_gives_a_dearer_one_as_a_present_and_chooses_what_goes_back() {
    let app = TestApp::new().await;
    let it = scene(&app).await;
    let cheap = json!({ "ticket_type": it.student, "reason": "A student.", "refund": "5.50" });
    let dry = format!("{}?dry_run=true", it.by_team(0));
    let told = it.organizer.post(&dry, cheap.clone()).await.json();
    let done = it.organizer.post(&it.by_team(0), cheap).await;
    assert_eq!(done.status, 200, "{}", done.text());
    assert_eq!(
        (&done.json()["effect"], &told["effect"]["refund"]),
        (&told["effect"], &json!("5.50"))
    );
    let much = json!({ "ticket_type": it.student, "reason": "A student.", "refund": "15.01" });
    let much = it.organizer.post(&it.by_team(1), much).await;
    assert_eq!((much.status, much.json()["errors"]["refund"].is_array()), (422, true));
    let back = json!({ "ticket_type": it.adult, "reason": "Not a student." });
    let asked = it.organizer.post(&it.by_team(0), back.clone()).await;
    assert_eq!((asked.status, asked.code()), (409, "exchange_costs_more".to_owned()));
    let mut present = back;
    present["waive"] = json!(true);
    let given = it.organizer.post(&it.by_team(0), present).await.json();
    assert_eq!(
        (&given["booking"]["total_price"], &given["booking"]["discount"]),
        (&json!("35.00"), &json!("15.00"))
    );
    let offered = it.organizer.get(&it.by_team(0)).await.json();
    assert_eq!(offered["price"], "10.00", "it has cost what was paid for it");
    let page = format!("/organize/events/{}/bookings/{}", it.event, it.booking);
    let step = format!("{page}?do=exchange&ticket={}&to={}", it.tickets[1], it.student);
    let shown = browse(&it.organizer, Method::GET, &step, String::new()).await.text();
    assert!(shown.contains("Exchange for") && shown.contains("15.00 less"), "{shown}");
}

#[tokio::test]
async fn the_booking_s_page_offers_it_beside_each_ticket_without_a_script() {
    let app = TestApp::new().await;
    let it = scene(&app).await;
    let path = format!("/bookings/{}", it.booking);
    let page = browse(&it.ada, Method::GET, &path, String::new()).await.text();
    assert!(page.contains("Exchange ticket 1") && page.contains("Exchange ticket 2"), "{page}");
    assert!(page.contains("comes back"), "{page}");
    let form =
        format!("booking={}&ticket={}&ticket_type={}", it.booking, it.tickets[1], it.student);
    let sent = browse(&it.ada, Method::POST, "/fn/exchange-ticket", form).await;
    assert!(sent.status < 400, "{}", sent.text());
    let own = it.ada.get(&format!("/api/bookings/{}/", it.booking)).await.json();
    assert_eq!(own["tickets"][1]["ticket_type"], it.student.as_str());
}
