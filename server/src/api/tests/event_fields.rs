//! Every field that an organizer sends of an event, through all that writes and reads it. The fields
//! are those of `EventInput` itself: one that is added is tested by being there.

use crate::testing::TestApp;
use chrono::{DateTime, TimeDelta, Utc};
use domain::testing::category;
use serde_json::{Map, Value, json};
use types::events::{EventInput, EventStatus};
use types::{Locale, RefundPolicy};

/// A value for each field, and another one where `other`.
fn fields(now: DateTime<Utc>, other: bool) -> Map<String, Value> {
    let pick = |one: &str, two: &str| if other { two.to_owned() } else { one.to_owned() };
    let number = if other { 7 } else { 5 };
    let start_date = now + TimeDelta::days(5) + TimeDelta::hours(number);
    let input = EventInput {
        title: pick("Rust by the river", "Rust by the lake"),
        slug: Some(pick("by-the-river", "by-the-lake")),
        description: pick("**Hello**", "Bye"),
        category: pick("rust", "music"),
        location: pick("Berlin", "Paris"),
        venue: Some(pick("Boat", "Barge")),
        online_meeting_url: Some(pick("https://meet.example/a", "https://meet.example/b")),
        start_date,
        end_date: start_date + TimeDelta::hours(24),
        timezone: pick("Europe/Berlin", "Europe/Paris"),
        max_capacity: 10 * number,
        max_per_person: Some(number),
        price: number.into(),
        currency: pick("EUR", "CHF"),
        image: Some(pick("https://pictures.example/a", "https://pictures.example/b")),
        refund_policy: Some(RefundPolicy {
            full_until_hours: Some(if other { 12 } else { 36 }),
            late_percent: if other { 10 } else { 20 },
        }),
        language: Some(if other { Locale::Ru } else { Locale::En }),
        status: Some(if other { EventStatus::Draft } else { EventStatus::Published }),
    };
    match serde_json::to_value(input).unwrap() {
        Value::Object(fields) => fields,
        other => panic!("{other}"),
    }
}

/// What an answer says of those fields.
fn told(event: &Value, fields: &Map<String, Value>) -> Map<String, Value> {
    let told = |field: &String| match &**field {
        "category" => event["category"]["slug"].clone(),
        _ => event.get(field).cloned().unwrap_or(Value::Null),
    };
    fields.keys().map(|field| (field.clone(), told(field))).collect()
}

#[tokio::test]
async fn every_field_is_kept_as_it_was_sent_changed_alone_and_replaced() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    for slug in ["rust", "music"] {
        category(&app.hub, slug).await;
    }
    // To the second: an answer says no more.
    let now = DateTime::from_timestamp(app.hub.now().timestamp(), 0).unwrap();
    let (first, second) = (fields(now, false), fields(now, true));
    for (field, value) in &first {
        assert_ne!(second[field], *value, "{field} needs two values");
    }

    let made = organizer.post("/api/events/", json!(first)).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let made = made.json();
    assert_eq!(told(&made, &first), first);
    let at = format!("/api/events/{}/", made["id"].as_str().unwrap());
    assert_eq!(told(&organizer.get(&at).await.json(), &first), first);

    let replaced = organizer.put(&at, json!(second)).await;
    assert_eq!(replaced.status, 200, "{}", replaced.text());
    assert_eq!(told(&replaced.json(), &first), second);
    assert_eq!(told(&organizer.get(&at).await.json(), &first), second);

    let mut expected = second;
    for (field, value) in &first {
        let changed = organizer.patch(&at, json!({ field: value })).await;
        assert_eq!(changed.status, 200, "{field}: {}", changed.text());
        expected.insert(field.clone(), value.clone());
        assert_eq!(told(&changed.json(), &first), expected, "after {field}");
    }
    assert_eq!(told(&organizer.get(&at).await.json(), &first), first);
}
