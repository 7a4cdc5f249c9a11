//! Ticket types as a caller of the API sees them.

use crate::testing::TestApp;
use axum::body::Body;
use axum::http::{Method, header};
use domain::testing::EventBuilder;
use serde_json::json;

#[tokio::test]
async fn types_and_pools_are_made_changed_and_seen() {
    let app = TestApp::new().await;
    let (organizer, ada) = (app.organizer().await, app.attendee().await);
    let event = EventBuilder::new(&app.hub).insert(&app.hub, organizer.user().id).await;
    let booked = ada.post("/api/bookings/", json!({ "event": event, "quantity": 2 })).await.json();
    let page = format!("/api/events/{event}/");
    let shown = app.anonymous().get(&page).await.json();
    assert_eq!((&shown["ticket_types"], &shown["price_max"]), (&json!([]), &json!("0.00")));

    let types = format!("{page}ticket-types/");
    let pool =
        organizer.post(&format!("{types}pools/"), json!({ "name": "Hall", "quota": 6 })).await;
    assert_eq!(pool.status, 201, "{}", pool.text());
    let pool_path = pool.header("location").to_owned();
    let pool = pool.json()["id"].clone();
    let body = json!({ "name": "Adult", "price": "30.00", "pool": pool, "quota": 5,
        "price_steps": [{ "price": "20.00", "first": 3 }] });
    let request = || {
        organizer
            .request(Method::POST, &types)
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", "once")
            .body(Body::from(body.to_string()))
            .unwrap()
    };
    let made = organizer.send(request()).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let again = organizer.send(request()).await;
    assert_eq!((again.header("idempotent-replayed"), again.json()), ("true", made.json()));
    let adult = made.header("location").to_owned();
    assert_eq!(made.json()["sold"], 2, "what was booked is of the first type");
    let late = json!({ "name": "Late", "price": 50, "sale_from": "2099-01-01T00:00:00Z" });
    assert_eq!(organizer.post(&types, late).await.status, 201);

    let shown = app.anonymous().get(&page).await.json();
    assert_eq!((&shown["price"], &shown["price_max"]), (&json!("20.00"), &json!("20.00")));
    let told = &shown["ticket_types"];
    assert_eq!(told[0]["name"], "Adult");
    assert_eq!((&told[0]["price"], &told[0]["seats_available"]), (&json!("20.00"), &json!(3)));
    assert_eq!((&told[0]["state"], &told[1]["state"]), (&json!("ON_SALE"), &json!("NOT_YET")));
    let own = ada.get(&format!("/api/bookings/{}/", booked["id"].as_str().unwrap())).await.json();
    assert_eq!(
        (&own["items"][0]["name"], &own["items"][0]["quantity"]),
        (&json!("Adult"), &json!(2))
    );
    assert_eq!(own["tickets"][0]["ticket_type"], own["items"][0]["ticket_type"]);

    let few = organizer.patch(&adult, json!({ "quota": 1 })).await;
    assert_eq!((few.status, few.code()), (409, "quota_below_taken".to_owned()));
    assert_eq!((&few.json()["limit"], few.json()["errors"].is_object()), (&json!(2), true));
    let refused = organizer.delete(&adult).await;
    assert_eq!((refused.status, refused.code()), (409, "ticket_type_in_use".to_owned()));
    let archived = organizer.patch(&adult, json!({ "offering": "ARCHIVED", "quota": null })).await;
    assert_eq!(archived.json()["quota"], json!(null), "{}", archived.text());
    let shown = app.anonymous().get(&page).await.json();
    assert_eq!(
        (&shown["price"], &shown["ticket_types"][0]["name"]),
        (&json!("50.00"), &json!("Late"))
    );
    let smaller = organizer.put(&pool_path, json!({ "name": "Hall", "quota": 1 })).await;
    assert_eq!(smaller.code(), "quota_below_taken");
    assert_eq!(organizer.delete(&pool_path).await.status, 204);
    assert_eq!(organizer.get(&types).await.json()["pools"], json!([]));
}

#[tokio::test]
async fn the_lists_and_the_door_name_the_type_and_are_filtered_by_it() {
    let app = TestApp::new().await;
    let (organizer, ada) = (app.organizer().await, app.attendee().await);
    let event = EventBuilder::new(&app.hub).insert(&app.hub, organizer.user().id).await;
    ada.post("/api/bookings/", json!({ "event": event, "quantity": 2 })).await;
    let page = format!("/api/events/{event}/");
    let make = async |name: &str| {
        let (kinds, kind) = (format!("{page}ticket-types/"), json!({ "name": name, "price": 9 }));
        organizer.post(&kinds, kind).await.json()["id"].as_str().unwrap().to_owned()
    };
    let (adult, student) = (make("Adult").await, make("Student").await);
    let list = organizer.get(&format!("{page}bookings/?ticket_type={adult}")).await.json();
    assert_eq!(
        (&list["count"], &list["results"][0]["items"][0]["name"]),
        (&json!(1), &json!("Adult"))
    );
    assert_eq!(
        organizer.get(&format!("{page}bookings/?ticket_type={student}")).await.json()["count"],
        0
    );
    assert_eq!(organizer.get(&format!("{page}bookings/?ticket_type=x")).await.status, 422);
    let people = organizer.get(&format!("{page}attendees/?ticket_type={adult}")).await.json();
    assert_eq!(
        (&people["count"], &people["results"][0]["ticket_type"]["name"]),
        (&json!(2), &json!("Adult"))
    );
    for (list, said) in [("bookings", "2 × Adult"), ("attendees", "Adult")] {
        let file = organizer.get(&format!("{page}{list}/?format=csv")).await;
        assert!(file.text().contains(said), "{}", file.text());
    }
    let booking = people["results"][0]["booking"].as_str().unwrap();
    let full = organizer.get(&format!("{page}bookings/{booking}/")).await.json();
    assert_eq!(full["tickets"][0]["ticket_type"], full["items"][0]["ticket_type"]);
    let code = &people["results"][0]["code"];
    let scan = organizer.post(&format!("{page}check-in/"), json!({ "code": code })).await.json();
    assert!(
        scan.to_string().contains("\"ticket_type\":\"Adult\"") || scan.to_string().contains(&adult),
        "{scan}"
    );
}

#[tokio::test]
async fn an_event_is_made_with_its_types_and_its_guests_get_the_one_they_are_given() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    domain::testing::category(&app.hub, "rust").await;
    let start = app.hub.now() + chrono::TimeDelta::days(3);
    let mut input = serde_json::to_value(domain::testing::event_input(start)).unwrap();
    input["ticket_types"] = json!([
        { "name": "Adult", "price": "40.00" },
        { "name": "Student", "price": "10.00", "quota": 1 },
    ]);
    let made = organizer.post("/api/events/", input.clone()).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let event = made.json();
    assert_eq!((&event["price"], &event["price_max"]), (&json!("10.00"), &json!("40.00")));
    assert_eq!(event["ticket_types"][1]["name"], "Student");
    let path = format!("/api/events/{}/", event["id"].as_str().unwrap());
    let refused = organizer.put(&path, input.clone()).await;
    assert_eq!(refused.json()["errors"]["ticket_types"][0]["code"], "not_allowed");
    input["ticket_types"][0]["name"] = json!("");
    let refused = organizer.post("/api/events/", input).await;
    assert_eq!(refused.json()["errors"]["ticket_types[0].name"][0]["code"], "required");

    let guests = |names: [&str; 2]| {
        let guest = |(n, name): (usize, &str)| json!({ "name": "Ada", "email": format!("g{n}@guests.test"), "ticket_type": name });
        json!({ "guests": names.into_iter().enumerate().map(guest).collect::<Vec<_>>() })
    };
    let at = format!("{path}bookings/");
    let dry = organizer.post(&format!("{at}?dry_run=true"), guests(["student", "Student"])).await;
    assert_eq!(dry.status, 200, "{}", dry.text());
    assert_eq!(dry.json()["refused"][0]["row"], 2);
    let full = organizer.post(&at, guests(["student", "Student"])).await;
    assert_eq!((full.status, full.code()), (409, "sold_out".to_owned()));
    assert_eq!(full.json()["ticket_type"], event["ticket_types"][1]["id"]);
    let done = organizer.post(&at, guests(["student", "Adult"])).await;
    assert_eq!(done.status, 201, "{}", done.text());
    let given = &done.json()["created"];
    assert_eq!(given[0]["ticket_type"], event["ticket_types"][1]["id"]);
    assert_eq!(given[1]["ticket_type"], event["ticket_types"][0]["id"]);
}
