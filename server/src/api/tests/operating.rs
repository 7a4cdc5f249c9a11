//! The organizer's door and lists, and the admin's accounts and numbers.

use crate::testing::{Client, PASSWORD, TestApp};
use axum::http::header;
use domain::testing::EventBuilder;
use serde_json::{Value, json};

async fn booked(app: &TestApp, organizer: &Client, guest: &Client) -> (String, Value) {
    let event = EventBuilder::new(&app.hub).insert(&app.hub, organizer.user().id).await;
    let booking = guest.post("/api/bookings/", json!({ "event": event, "quantity": 2 })).await;
    assert_eq!(booking.json()["status"], "CONFIRMED", "{}", booking.text());
    (format!("/api/events/{event}/"), booking.json())
}

#[tokio::test]
async fn a_ticket_is_scanned_at_the_door_once() {
    let app = TestApp::new().await;
    let (organizer, ada) = (app.organizer().await, app.attendee().await);
    let (event, booking) = booked(&app, &organizer, &ada).await;
    let ticket = &booking["tickets"][0];
    let door = format!("{event}check-in/");
    let seen = organizer.post(&door, json!({ "code": ticket["code"] })).await;
    assert_eq!((seen.status, &seen.json()["id"]), (200, &ticket["id"]), "{}", seen.text());
    let at = seen.json()["checked_in_at"].clone();
    assert!(at.is_string());
    let again = organizer.post(&door, json!({ "code": ticket["code"] })).await;
    assert_eq!((again.status, again.code().as_str()), (409, "already_checked_in"));
    assert_eq!(again.json()["checked_in_at"], at);
    let empty = organizer.post(&door, json!({ "code": " " })).await;
    assert_eq!(empty.json()["errors"]["code"][0]["code"], "required");
    let numbers = organizer.get(&format!("{event}statistics/")).await.json();
    assert_eq!(numbers["check_ins"], json!({ "tickets": 2, "checked_in": 1 }));
    assert_eq!((&numbers["seats"]["confirmed"], &numbers["revenue"]), (&json!(2), &json!("0.00")));
}

#[tokio::test]
async fn the_attendees_come_as_a_page_or_as_a_file() {
    let app = TestApp::new().await;
    let (organizer, ada) = (app.organizer().await, app.attendee().await);
    let (event, booking) = booked(&app, &organizer, &ada).await;
    let list = organizer.get(&format!("{event}attendees/")).await.json();
    let first = &list["results"][0];
    assert_eq!((&list["count"], &first["reference"]), (&json!(2), &booking["reference"]));
    assert_eq!((&first["email"], &first["checked_in"]), (&json!(ada.user().email), &json!(0)));
    let file = organizer.get(&format!("{event}attendees/?format=csv")).await;
    assert_eq!(file.header(header::CONTENT_TYPE.as_str()), "text/csv; charset=utf-8");
    let lines: Vec<_> = file.text().lines().map(str::to_owned).collect();
    assert!(lines[0].starts_with("\u{feff}reference,name,email,quantity,"));
    assert!(lines[1].contains(&ada.user().email) && lines.len() == 3);
    let odd = organizer.get(&format!("{event}attendees/?format=csv&page=x")).await;
    assert_eq!(odd.status, 422);
    let other = organizer.get(&format!("{event}attendees/?format=xls")).await;
    assert_eq!(
        (other.status, &other.json()["errors"]["format"][0]["code"]),
        (422, &json!("invalid"))
    );
}

#[tokio::test]
async fn an_admin_disables_an_account_and_its_sessions_end() {
    let app = TestApp::new().await;
    let (admin, ada) = (app.admin().await, app.attendee().await);
    let path = format!("/api/admin/users/{}/", ada.user().id);
    let done = admin.patch(&path, json!({ "disabled": true })).await;
    assert_eq!((done.status, &done.json()["disabled"]), (200, &json!(true)), "{}", done.text());
    assert_eq!(ada.get("/api/users/me/").await.status, 401);
    let refresh = json!({ "refresh": ada.tokens().refresh });
    assert_eq!(app.anonymous().post("/api/auth/refresh/", refresh).await.status, 401);
    let login = json!({ "email": ada.user().email, "password": PASSWORD });
    assert_eq!(app.anonymous().post("/api/auth/login/", login.clone()).await.status, 401);
    let found = admin.get("/api/admin/users/?disabled=true").await.json();
    assert_eq!(
        (&found["count"], &found["results"][0]["email"]),
        (&json!(1), &json!(ada.user().email))
    );
    admin.patch(&path, json!({ "disabled": false, "role": "organizer" })).await;
    let back = app.anonymous().post("/api/auth/login/", login).await;
    assert_eq!((back.status, &back.json()["user"]["role"]), (200, &json!("organizer")));
    // What was open before stays closed.
    assert_eq!(ada.get("/api/users/me/").await.status, 401);
    for (body, field) in
        [(json!({ "role": "boss" }), "role"), (json!({ "disabled": 1 }), "disabled")]
    {
        assert!(admin.patch(&path, body).await.json()["errors"][field].is_array(), "{field}");
    }
}

#[tokio::test]
async fn of_two_admins_who_remove_each_other_one_stays() {
    let app = TestApp::new().await;
    let (ada, eve) = (app.admin().await, app.admin().await);
    let remove = async |by: &Client, whom: &Client| {
        let path = format!("/api/admin/users/{}/", whom.user().id);
        by.patch(&path, json!({ "role": "attendee" })).await
    };
    let (first, second) = futures::join!(remove(&ada, &eve), remove(&eve, &ada));
    let mut told = [first.status, second.status];
    told.sort_unstable();
    // Who comes second is no admin any more by then, or would be the last.
    assert!(told[0] == 200 && matches!(told[1], 403 | 409), "{told:?}");
    let left: i64 = sqlx::query_scalar("SELECT count(*) FROM users WHERE role = 'admin'")
        .fetch_one(app.hub.db.pool())
        .await
        .unwrap();
    assert_eq!(left, 1);
    let last = if first.status == 200 { &ada } else { &eve };
    let alone = remove(last, last).await;
    assert_eq!((alone.status, alone.code().as_str()), (409, "last_admin"));
}

#[tokio::test]
async fn the_platforms_numbers_and_metrics_count_what_is_there() {
    let app = TestApp::new().await;
    let (admin, organizer) = (app.admin().await, app.organizer().await);
    booked(&app, &organizer, &app.attendee().await).await;
    let numbers = admin.get("/api/stats/").await.json();
    assert_eq!(
        numbers["users"],
        json!({ "attendee": 1, "organizer": 1, "admin": 1, "disabled": 0 })
    );
    assert_eq!(numbers["events"], json!({ "DRAFT": 0, "PUBLISHED": 1, "CANCELLED": 0 }));
    assert_eq!(numbers["bookings_per_day"][0]["seats"], 2);
    let metrics = app.anonymous().get("/metrics").await;
    assert_eq!(metrics.status, 200);
    for line in ["event_hub_requests_total{class=\"2xx\"} 2", "event_hub_jobs{state=\"failed\"} 0"]
    {
        assert!(metrics.text().lines().any(|it| it == line), "{line}: {}", metrics.text());
    }
}
