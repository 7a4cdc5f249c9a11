//! An event's bookings as lists, as files and one by one.

use crate::testing::{Client, Reply, TestApp};
use axum::body::Body;
use axum::http::{Request, header};
use domain::testing::EventBuilder;
use serde_json::{Value, json};
use std::io::{Cursor, Read as _};

/// An event of this organizer with a booking of three seats.
async fn booked(app: &TestApp, organizer: &Client, guest: &Client) -> (String, Value) {
    let event = EventBuilder::new(&app.hub).insert(&app.hub, organizer.user().id).await;
    let body = json!({ "event": event, "quantity": 3, "via": "news" });
    let booking = guest.post("/api/bookings/", body).await;
    assert_eq!(booking.json()["status"], "CONFIRMED", "{}", booking.text());
    (event.to_string(), booking.json())
}

/// As a browser asks that is logged in.
async fn download(client: &Client, path: &str) -> Reply {
    let cookie = format!("access={}", client.tokens().access);
    let request = Request::get(path).header(header::COOKIE, cookie).body(Body::empty());
    client.send(request.unwrap()).await
}

fn sheet(reply: &Reply) -> String {
    let mut book = zip::ZipArchive::new(Cursor::new(reply.body.clone())).unwrap();
    let mut text = String::new();
    book.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut text).unwrap();
    text
}

#[tokio::test]
async fn the_bookings_come_by_their_filter_with_a_count_a_state() {
    let app = TestApp::new().await;
    let (organizer, ada) = (app.organizer().await, app.attendee().await);
    let (event, booking) = booked(&app, &organizer, &ada).await;
    let list = format!("/api/events/{event}/bookings/");
    let found = organizer.get(&format!("{list}?origin=news&search=EH-")).await;
    assert_eq!(found.status, 200, "{}", found.text());
    let all = organizer.get(&list).await.json();
    let first = &all["results"][0];
    assert_eq!((&first["id"], &first["reference"]), (&booking["id"], &booking["reference"]));
    assert_eq!((&first["origin"], &first["channel"]), (&json!("news"), &json!("direct")));
    let counts = json!({ "confirmed": 1, "held": 0, "offered": 0, "cancelled": 0 });
    assert_eq!((&all["count"], &all["counts"]), (&json!(1), &counts));
    let none = organizer.get(&format!("{list}?status=CANCELLED")).await.json();
    assert_eq!((&none["count"], &none["counts"]), (&json!(0), &counts));
    let wrong = organizer.get(&format!("{list}?status=SOLD&page=0&booked_after=soon")).await;
    let errors = wrong.json()["errors"].clone();
    let fields: Vec<_> = errors.as_object().unwrap().keys().cloned().collect();
    assert_eq!(
        (wrong.status, fields),
        (422, ["booked_after", "page", "status"].map(String::from).to_vec())
    );
}

#[tokio::test]
async fn a_list_and_its_file_hold_the_same() {
    let app = TestApp::new().await;
    let (organizer, ada) = (app.organizer().await, app.attendee().await);
    let (event, booking) = booked(&app, &organizer, &ada).await;
    let reference = booking["reference"].as_str().unwrap();
    for (list, rows) in [("bookings", 1), ("attendees", 3)] {
        let api = format!("/api/events/{event}/{list}/");
        let site = format!("/organize/events/{event}/{list}");
        let csv = organizer.get(&format!("{api}?format=csv")).await;
        assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
        let text = csv.text();
        assert!(text.starts_with("\u{feff}reference,name,email,"), "{text}");
        assert_eq!(text.matches(reference).count(), rows, "{text}");
        let browser = download(&organizer, &format!("{site}.csv")).await;
        assert_eq!((browser.status, browser.text()), (200, text));
        assert!(browser.header("content-disposition").contains(&format!("{list}-")));
        assert_eq!(browser.header("cache-control"), "private, no-store");
        let json = download(&organizer, &format!("{site}.json")).await.json();
        assert_eq!(json, organizer.get(&api).await.json()["results"]);
        for xlsx in [
            organizer.get(&format!("{api}?format=xlsx")).await,
            download(&organizer, &format!("{site}.xlsx")).await,
        ] {
            assert_eq!(sheet(&xlsx).matches(reference).count(), rows);
        }
        let empty = download(&organizer, &format!("{site}.json?search=nobody")).await;
        assert_eq!(empty.json(), json!([]));
        let wrong = download(&organizer, &format!("{site}.csv?status=SOLD")).await;
        assert_eq!(wrong.status, 422);
    }
}

#[tokio::test]
async fn who_may_not_see_the_list_gets_no_file_of_it() {
    let app = TestApp::new().await;
    let (organizer, ada) = (app.organizer().await, app.attendee().await);
    let other = app.organizer().await;
    let (event, _) = booked(&app, &organizer, &ada).await;
    for list in ["bookings", "attendees"] {
        for format in ["csv", "json", "xlsx"] {
            let path = format!("/organize/events/{event}/{list}.{format}");
            assert_eq!(download(&ada, &path).await.status, 403, "{path}");
            assert_eq!(download(&other, &path).await.status, 403, "{path}");
            assert_eq!(app.anonymous().get(&path).await.status, 401, "{path}");
        }
    }
}

#[tokio::test]
async fn a_name_that_looks_like_a_formula_is_none_in_any_file() {
    let app = TestApp::new().await;
    let (organizer, ada) = (app.organizer().await, app.attendee().await);
    let name = "=HYPERLINK(1)";
    ada.put("/api/users/me/", json!({ "display_name": name })).await;
    let (event, _) = booked(&app, &organizer, &ada).await;
    let csv = organizer.get(&format!("/api/events/{event}/attendees/?format=csv")).await.text();
    assert!(csv.contains(",'=HYPERLINK(1),"), "{csv}");
    let xlsx = organizer.get(&format!("/api/events/{event}/attendees/?format=xlsx")).await;
    let sheet = sheet(&xlsx);
    assert!(sheet.contains(name) && !sheet.contains("<f>"), "{sheet}");
}

#[tokio::test]
async fn one_booking_and_the_history_are_told_in_full() {
    let app = TestApp::new().await;
    let (organizer, ada) = (app.organizer().await, app.attendee().await);
    let (event, booking) = booked(&app, &organizer, &ada).await;
    let id = booking["id"].as_str().unwrap();
    let one = organizer.get(&format!("/api/events/{event}/bookings/{id}/")).await.json();
    assert_eq!((&one["email"], &one["quantity"]), (&json!(ada.user().email), &json!(3)));
    assert_eq!(one["tickets"].as_array().unwrap().len(), 3);
    assert_eq!(one["money"]["net"], "0.00");
    assert_eq!(one["mails"][0]["kind"], "booking_confirmed");
    let actions: Vec<_> =
        one["history"].as_array().unwrap().iter().map(|entry| entry["action"].clone()).collect();
    assert_eq!(actions, [json!("booking.confirmed"), json!("mail.queued")]);
    let history = format!("/api/events/{event}/history/?action=booking.confirmed");
    let entry = organizer.get(&history).await.json()["results"][0].clone();
    assert_eq!(entry["actor"]["id"], json!(ada.user().id));
    assert_eq!(entry["object"], json!({ "kind": "booking", "id": id }));
    assert_eq!(entry["changes"]["status"], json!([null, "CONFIRMED"]));
    assert_eq!(entry["reason"], Value::Null);
    let wrong = organizer.get(&format!("/api/events/{event}/history/?actor=me&page=x")).await;
    assert_eq!(wrong.status, 422);
}
