//! Events, categories and sessions as clients see them.

use crate::testing::{Client, TestApp};
use axum::body::Body;
use axum::http::Method;
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use domain::testing::{EventBuilder, category};
use serde_json::{Value, json};

fn text(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn body(app: &TestApp) -> Value {
    let start = app.hub.now() + TimeDelta::days(5);
    json!({
        "title": "Rust by the river", "description": "**Hello**", "category": "rust",
        "location": "Berlin", "start_date": text(start), "end_date": text(start + TimeDelta::hours(4)),
        "timezone": "Europe/Berlin", "max_capacity": 30, "price": "12.50", "currency": "EUR",
        "status": "PUBLISHED"
    })
}

async fn made(app: &TestApp, organizer: &Client) -> Value {
    category(&app.hub, "rust").await;
    let reply = organizer.post("/api/events/", body(app)).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    reply.json()
}

#[tokio::test]
async fn an_event_has_every_field_of_the_contract_and_answers_to_its_slug() {
    let app = TestApp::new().await;
    let event = made(&app, &app.organizer().await).await;
    let fields: Vec<&str> = event.as_object().unwrap().keys().map(String::as_str).collect();
    let mut contract = vec![
        "id",
        "slug",
        "title",
        "description",
        "organizer",
        "category",
        "location",
        "venue",
        "online_meeting_url",
        "start_date",
        "end_date",
        "timezone",
        "max_capacity",
        "current_attendees",
        "seats_available",
        "waitlist_count",
        "price",
        "currency",
        "image",
        "status",
        "average_rating",
        "reviews_count",
        "created_at",
        "updated_at",
    ];
    // What we tell besides.
    contract.extend(["refund_policy", "max_per_person", "waitlist_open", "language", "price_max"]);
    contract.push("ticket_types");
    contract.sort_unstable();
    assert_eq!(fields, contract);
    assert_eq!(
        (event["price"].as_str(), event["seats_available"].as_i64()),
        (Some("12.50"), Some(30))
    );
    let anyone = app.anonymous();
    assert_eq!(anyone.get("/api/events/rust-by-the-river/").await.json(), event);
    assert_eq!(anyone.get("/api/events/rust-by-the-river").await.json(), event);
    assert_eq!(anyone.get("/api/events/nothing/").await.code(), "not_found");
}

#[tokio::test]
async fn the_list_is_filtered_ordered_and_paged() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    for (number, price) in [30, 10, 0, 20, 0].into_iter().enumerate() {
        let start_date = app.hub.now() + TimeDelta::days(i64::try_from(number).unwrap() + 1);
        EventBuilder {
            title: format!("Event {number}"),
            price: price.into(),
            start_date,
            end_date: start_date + TimeDelta::hours(1),
            ..EventBuilder::new(&app.hub)
        }
        .insert(&app.hub, organizer.user().id)
        .await;
    }
    let anyone = app.anonymous();
    let titles = async |query: &str| -> Vec<String> {
        let page = anyone.get(&format!("/api/events/?{query}")).await.json();
        let results = page["results"].as_array().unwrap();
        results.iter().map(|event| event["title"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(titles("ordering=-price&page_size=2").await, ["Event 0", "Event 3"]);
    assert_eq!(titles("is_free=true").await, ["Event 2", "Event 4"]);
    assert_eq!(titles("price_min=10&price_max=20&ordering=price").await, ["Event 1", "Event 3"]);
    assert_eq!(titles("search=event+3").await, ["Event 3"]);
    assert_eq!(titles("category=none").await, Vec::<String>::new());
    assert_eq!(titles("unknown=1&search=").await.len(), 5, "what is not known is not asked for");
    let second = anyone.get("/api/events/?page_size=2&page=2&is_free=").await.json();
    assert_eq!(second["count"], 5);
    let (next, previous) = (second["next"].as_str().unwrap(), second["previous"].as_str().unwrap());
    assert!(next.starts_with("http://localhost:3000/api/events/?") && next.ends_with("page=3"));
    assert!(previous.ends_with("page=1") && previous.contains("page_size=2"));
    let last = anyone.get(next.strip_prefix("http://localhost:3000").unwrap()).await.json();
    assert_eq!((last["results"].as_array().unwrap().len(), &last["next"]), (1, &Value::Null));
    let wrong = anyone.get("/api/events/?price_min=cheap&ordering=size&start_after=soon").await;
    assert_eq!((wrong.status, wrong.code().as_str()), (422, "validation_failed"));
    let fields: Vec<_> = wrong.json()["errors"].as_object().unwrap().keys().cloned().collect();
    assert_eq!(fields, ["ordering", "price_min", "start_after"]);
}

#[tokio::test]
async fn what_is_wrong_with_an_event_is_told_by_field() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    category(&app.hub, "rust").await;
    for (field, value, problem) in [
        ("title", json!("x".repeat(10_000)), "too_long"),
        ("title", json!(7), "wrong_type"),
        ("category", json!("nope"), "not_found"),
        ("timezone", json!("Mars/Base"), "unknown_timezone"),
        ("start_date", json!("yesterday"), "invalid"),
        ("end_date", json!("9999-12-31T23:59:59Z"), "too_large"),
        ("max_capacity", json!(0), "too_small"),
        ("max_capacity", json!(9_000_000_000_i64), "too_large"),
        ("price", json!("-1"), "too_small"),
        ("price", json!(12.5), "wrong_type"),
        ("currency", json!("XYZ"), "invalid"),
        ("status", json!("CANCELLED"), "not_allowed"),
    ] {
        let mut body = body(&app);
        body[field] = value;
        let reply = organizer.post("/api/events/", body).await;
        assert_eq!(reply.status, 422, "{field}: {}", reply.text());
        assert_eq!(reply.json()["errors"][field][0]["code"], problem, "{}", reply.text());
    }
    let mut more = body(&app);
    more["organizer"] = json!("me");
    assert_eq!(organizer.post("/api/events/", more).await.code(), "unknown_field");
}

#[tokio::test]
async fn an_event_is_changed_cancelled_once_and_stays_cancelled() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    let event = made(&app, &organizer).await;
    let path = format!("/api/events/{}/", event["id"].as_str().unwrap());
    let change = json!({ "venue": "Boathouse", "online_meeting_url": "https://meet.test/1" });
    assert_eq!(organizer.patch(&path, change).await.json()["venue"], "Boathouse");
    let cleared = organizer.patch(&path, json!({ "venue": null })).await.json();
    assert_eq!((&cleared["venue"], &cleared["price"]), (&Value::Null, &json!("12.50")));
    assert_eq!(cleared["online_meeting_url"], "https://meet.test/1");
    let seen = app.anonymous().get(&path).await.json();
    assert_eq!(seen["online_meeting_url"], Value::Null, "a secret of those who take part");

    let cancel = format!("{path}cancel/");
    assert_eq!(organizer.post(&cancel, json!({})).await.status, 422);
    let request = || {
        organizer
            .request(Method::POST, &cancel)
            .header("content-type", "application/json")
            .header("idempotency-key", "once")
            .body(Body::from(r#"{"reason": "Flood"}"#))
            .unwrap()
    };
    let first = organizer.send(request()).await;
    assert_eq!((first.status, first.json()["status"].as_str()), (200, Some("CANCELLED")));
    let repeat = organizer.send(request()).await;
    assert_eq!((repeat.status, repeat.header("idempotent-replayed")), (200, "true"));
    assert_eq!(repeat.json(), first.json());
    let again = organizer.post(&cancel, json!({ "reason": "Fire" })).await;
    assert_eq!((again.status, again.code().as_str()), (409, "event_cancelled"));
    assert_eq!(organizer.put(&path, body(&app)).await.code(), "event_cancelled");
    assert_eq!(organizer.delete(&path).await.status, 204, "nobody booked it");
    assert_eq!(app.anonymous().get(&path).await.status, 404);
}

#[tokio::test]
async fn calendars_hold_one_event_or_the_filtered_list() {
    let app = TestApp::new().await;
    let event = made(&app, &app.organizer().await).await;
    let anyone = app.anonymous();
    let one = anyone.get("/api/events/rust-by-the-river/calendar.ics").await;
    assert_eq!(one.header("content-type"), "text/calendar; charset=utf-8");
    let start = event["start_date"].as_str().unwrap().replace(['-', ':'], "");
    assert!(one.text().contains(&format!("DTSTART:{start}")), "{}", one.text());
    assert!(one.text().contains(&format!("UID:{}@", event["id"].as_str().unwrap())));
    let list = anyone.get("/api/events/calendar.ics?search=river").await;
    assert_eq!(list.text().matches("BEGIN:VEVENT").count(), 1);
    let none = anyone.get("/api/events/calendar.ics?search=desert").await;
    assert_eq!((none.status, none.text().matches("BEGIN:VEVENT").count()), (200, 0));
    assert_eq!(anyone.get("/api/events/calendar.ics?online=perhaps").await.status, 422);
    assert_eq!(anyone.get("/api/events/nothing/calendar.ics").await.status, 404);
}

#[tokio::test]
async fn an_agenda_is_kept_and_clashes_are_told() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    let event = made(&app, &organizer).await;
    let path = format!("/api/events/{}/sessions/", event["slug"].as_str().unwrap());
    let start: DateTime<Utc> = event["start_date"].as_str().unwrap().parse().unwrap();
    let session = |from: i64, to: i64, speaker: &str| {
        json!({
            "title": "Talk", "room": "Hall", "capacity": 20, "speaker_name": speaker,
            "start_time": text(start + TimeDelta::hours(from)),
            "end_time": text(start + TimeDelta::hours(to))
        })
    };
    let first = organizer.post(&path, session(0, 1, "Ada")).await;
    assert_eq!(first.status, 201, "{}", first.text());
    let clash = organizer.post(&path, session(0, 2, "Grace")).await;
    assert_eq!((clash.status, clash.code().as_str()), (409, "room_conflict"));
    let outside = organizer.post(&path, session(3, 5, "Ada")).await;
    assert_eq!(outside.json()["errors"]["end_time"][0]["code"], "outside_event");
    let list = app.anonymous().get(&path).await.json();
    assert_eq!((&list["count"], &list["results"][0]), (&json!(1), &first.json()));
    let one = format!("{path}{}/", first.json()["id"].as_str().unwrap());
    let moved = organizer.put(&one, session(1, 2, "Ada")).await.json();
    assert_eq!(app.anonymous().get(&one).await.json(), moved);
    assert_eq!(organizer.delete(&one).await.status, 204);
    assert_eq!(app.anonymous().get(&one).await.status, 404);
}

#[tokio::test]
async fn categories_speak_the_language_of_the_request() {
    let app = TestApp::new().await;
    let admin = app.admin().await;
    let music = json!({ "slug": "music", "name": "Music", "name_ru": "Музыка" });
    let made = admin.post("/api/categories/", music.clone()).await;
    assert_eq!(made.status, 201, "{}", made.text());
    assert_eq!(admin.post("/api/categories/", music).await.code(), "slug_taken");
    let anyone = app.anonymous();
    let request = anyone
        .request(Method::GET, "/api/categories/")
        .header("accept-language", "ru-RU,en;q=0.5")
        .body(Body::empty())
        .unwrap();
    let names = anyone.send(request).await.json();
    assert_eq!((&names["count"], &names["results"][0]["name"]), (&json!(1), &json!("Музыка")));
    let path = format!("/api/categories/{}/", made.json()["id"].as_str().unwrap());
    assert_eq!(admin.delete(&path).await.status, 204);
    assert_eq!(admin.delete(&path).await.status, 404);
}

#[tokio::test]
async fn what_is_made_twice_with_one_key_is_made_once() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    let event = made(&app, &organizer).await;
    let copy = format!("/api/events/{}/duplicate/", event["id"].as_str().unwrap());
    let place = json!({ "name": "Boat", "address": "Quay 1" });
    for (path, sent) in [
        ("/api/events/", body(&app)),
        (copy.as_str(), json!({ "start_date": event["start_date"], "include": [] })),
        ("/api/venues/", place),
    ] {
        let request = |key: &str| {
            organizer
                .request(Method::POST, path)
                .header("content-type", "application/json")
                .header("idempotency-key", key)
                .body(Body::from(sent.to_string()))
                .unwrap()
        };
        let key = format!("made {path}");
        let first = organizer.send(request(&key)).await;
        let repeat = organizer.send(request(&key)).await;
        assert_eq!((first.status, repeat.status), (201, 201), "{path}: {}", first.json());
        assert_eq!(repeat.json(), first.json(), "{path}");
        assert_eq!(repeat.header("location"), first.header("location"), "{path}");
        assert_eq!(repeat.header("idempotent-replayed"), "true", "{path}");
        let other = organizer
            .request(Method::POST, path)
            .header("content-type", "application/json")
            .header("idempotency-key", &key)
            .body(Body::from("{}"))
            .unwrap();
        assert_eq!(organizer.send(other).await.status, 422, "{path}: another body");
    }
    let count = async |path: &str| organizer.get(path).await.json()["count"].clone();
    assert_eq!(count("/api/venues/").await, 1);
}
