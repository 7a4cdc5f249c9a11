//! The books over the API and as files.

use crate::testing::{Client, Reply, TestApp};
use axum::body::Body;
use axum::http::{Request, header};
use domain::testing::EventBuilder;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::io::{Cursor, Read as _};

/// An event with two paid seats, of which one went back; the booking.
async fn sold(app: &TestApp, olga: &Client) -> (String, Value) {
    let event = EventBuilder { price: Decimal::from(25), ..EventBuilder::new(&app.hub) };
    let event = event.insert(&app.hub, olga.user().id).await;
    let ada = app.attendee().await;
    let booking = ada.post("/api/bookings/", json!({ "event": event, "quantity": 2 })).await.json();
    let pay = json!({ "booking": booking["id"], "payment_method": "MOCK_PAYPAL" });
    let payment = ada.post("/api/payments/", pay).await.json();
    let simulate = format!("/api/payments/{}/simulate-webhook/", payment["id"].as_str().unwrap());
    ada.post(&simulate, json!({ "status": "COMPLETED" })).await;
    let path = format!("/api/bookings/{}/", booking["id"].as_str().unwrap());
    let booking = ada.get(&path).await.json();
    let ticket = booking["tickets"][0]["id"].as_str().unwrap();
    let back = ada.post(&format!("{path}tickets/{ticket}/cancel/"), json!({})).await;
    assert_eq!(back.status, 200, "{}", back.text());
    (event.to_string(), booking)
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
async fn a_report_says_sums_by_day_and_currency_and_the_lines_behind_them() {
    let app = TestApp::new().await;
    let olga = app.organizer().await;
    let (event, booking) = sold(&app, &olga).await;
    let of_event = olga.get(&format!("/api/events/{event}/report/")).await;
    assert_eq!(of_event.status, 200, "{}", of_event.text());
    let report = of_event.json();
    assert_eq!((&report["timezone"], &report["closed"]), (&json!("Europe/Berlin"), &json!(false)));
    let sum = json!({ "currency": "EUR", "gross": "50.00", "discounts": "0.00",
        "charged": "50.00", "refunds": "25.00", "net": "25.00", "lines": 2 });
    assert_eq!(report["totals"], json!([sum]));
    assert_eq!(report["months"][0]["sums"], json!([sum]));
    assert_eq!((&report["without_money"], &report["lines"]["count"]), (&json!(0), &json!(2)));
    let lines = &report["lines"]["results"];
    assert_eq!((&lines[0]["kind"], &lines[0]["charged"]), (&json!("CHARGE"), &json!("50.00")));
    assert_eq!((&lines[1]["kind"], &lines[1]["net"]), (&json!("REFUND"), &json!("-25.00")));
    assert_eq!(lines[1]["reference"], booking["reference"]);
    let narrow = format!("/api/events/{event}/report/?kind=REFUND&currency=EUR&page_size=1");
    let narrow = olga.get(&narrow).await.json();
    assert_eq!((&narrow["lines"]["count"], &narrow["totals"]), (&json!(1), &json!([sum])));
    let all = olga.get("/api/organizer/report/?timezone=Europe/Berlin").await.json();
    assert_eq!((&all["totals"], &all["lines"]["results"]), (&report["totals"], lines));
    let old = olga.get(&format!("/api/events/{event}/report/?from=2020-01-01&to=2020-12-31")).await;
    let old = old.json();
    assert_eq!(
        (&old["closed"], &old["totals"], &old["days"]),
        (&json!(true), &json!([]), &json!([]))
    );
    for (query, fields) in [
        ("from=2026-05-02&to=2026-05-01", vec!["to"]),
        ("from=2020-01-01&to=2026-05-01", vec!["to"]),
        ("from=soon&kind=x&currency=eur&page=1", vec!["currency", "from", "kind"]),
        ("format=pdf", vec!["format"]),
        ("rows=weeks", vec!["rows"]),
        ("page=0", vec!["page"]),
    ] {
        let wrong = olga.get(&format!("/api/events/{event}/report/?{query}")).await;
        let named: Vec<_> =
            wrong.json()["errors"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        assert_eq!((wrong.status, named), (422, fields.iter().map(ToString::to_string).collect()));
    }
    let zone = olga.get("/api/organizer/report/?timezone=Nowhere").await;
    assert_eq!((zone.status, zone.code().as_str()), (422, "validation_failed"));
}

#[tokio::test]
async fn books_as_files_hold_the_same_and_no_formula() {
    let app = TestApp::new().await;
    let olga = app.organizer().await;
    let (event, booking) = sold(&app, &olga).await;
    sqlx::query("UPDATE events SET title = '=1+1'").execute(app.hub.db.pool()).await.unwrap();
    let ada = app.attendee().await;
    let more = ada.post("/api/bookings/", json!({ "event": event, "quantity": 1 })).await.json();
    let pay = json!({ "booking": more["id"], "payment_method": "MOCK_PAYPAL" });
    let payment = ada.post("/api/payments/", pay).await.json();
    let simulate = format!("/api/payments/{}/simulate-webhook/", payment["id"].as_str().unwrap());
    ada.post(&simulate, json!({ "status": "COMPLETED" })).await;
    let reference = booking["reference"].as_str().unwrap();
    for (api, site) in [
        (format!("/api/events/{event}/report/"), format!("/organize/events/{event}/report")),
        ("/api/organizer/report/".to_owned(), "/organize/report".to_owned()),
    ] {
        let csv = olga.get(&format!("{api}?format=csv")).await;
        assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
        let text = csv.text();
        assert!(text.starts_with("\u{feff}at,kind,event_title,reference,"), "{text}");
        assert_eq!(text.matches(reference).count(), 2, "{text}");
        // A title that looks like a formula is none; a number below nought is one.
        assert!(text.contains(",'=1+1,") && text.contains(",25.00,-25.00,"), "{text}");
        assert!(csv.header("content-disposition").contains("books-"), "{text}");
        let browser = download(&olga, &format!("{site}.csv")).await;
        assert_eq!((browser.status, browser.text()), (200, text));
        let lines = download(&olga, &format!("{site}.json")).await.json();
        assert_eq!(lines, olga.get(&api).await.json()["lines"]["results"]);
        let xlsx = olga.get(&format!("{api}?format=xlsx")).await;
        assert_eq!(sheet(&xlsx).matches(reference).count(), 2);
        assert!(!sheet(&xlsx).contains("<f>"));
        let days = olga.get(&format!("{api}?format=csv&rows=days")).await.text();
        assert!(days.starts_with("\u{feff}date,currency,gross,"), "{days}");
        assert!(days.contains(",EUR,75.00,0.00,75.00,25.00,50.00,3"), "{days}");
        let same = download(&olga, &format!("{site}.csv?rows=days")).await.text();
        assert_eq!(same, days);
        let days = olga.get(&format!("{api}?format=xlsx&rows=days")).await;
        assert!(sheet(&days).contains("<v>50</v>"));
        let wrong = download(&olga, &format!("{site}.csv?from=soon")).await;
        assert_eq!(wrong.status, 422);
    }
    for path in [format!("/organize/events/{event}/report.csv"), "/organize/report.csv".into()] {
        assert_eq!(download(&ada, &path).await.status, 403, "{path}");
    }
}
