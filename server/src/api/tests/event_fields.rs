//! Every field that an organizer sends of an event, through all that writes and reads it. The fields
//! are those of `EventInput` itself: one that is added is tested by being there.

use crate::testing::TestApp;
use chrono::{DateTime, TimeDelta, Utc};
use domain::testing::category;
use serde_json::{Map, Value, json};
use types::events::{EventInput, EventStatus};
use types::{Locale, RefundPolicy};

/// A value for each field, and another one where `other`.
pub(super) fn fields(now: DateTime<Utc>, other: bool) -> Map<String, Value> {
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
        waitlist_open: Some(!other),
        price: number.into(),
        ticket_types: Vec::new(),
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

/// Values beyond what the description says of a field, each with the error's field.
fn bad(document: &Value, name: &str, schema: &Value) -> Vec<(String, Value)> {
    let one_of = ["oneOf", "anyOf"].iter().filter_map(|key| schema[*key].as_array()).flatten();
    let mut found: Vec<_> = one_of.flat_map(|schema| bad(document, name, schema)).collect();
    if let Some(schema) = schema["$ref"].as_str() {
        let schema = &document["components"]["schemas"][schema.rsplit('/').next().unwrap()];
        if schema["properties"].is_null() {
            found.extend(bad(document, name, schema));
        }
        for (part, schema) in schema["properties"].as_object().into_iter().flatten() {
            let parts = bad(document, &format!("{name}.{part}"), schema).into_iter();
            found.extend(parts.map(|(field, value)| (field, json!({ part: value }))));
        }
    }
    let number = |key: &str| schema[key].as_i64();
    let size = |key: &str| number(key).and_then(|size| usize::try_from(size).ok());
    let values = [
        size("maxLength").map(|most| json!("x".repeat(most + 1))),
        size("minLength").map(|_| json!("")),
        number("minimum").map(|least| json!(least - 1)),
        number("maximum").map(|most| json!(most + 1)),
        schema["pattern"].is_string().then(|| json!("x\0")),
        schema["enum"].is_array().then(|| json!("NONE")),
        schema["type"].to_string().contains("boolean").then(|| json!("perhaps")),
        schema["type"].to_string().contains("array").then(|| json!("none")),
        (schema["format"] == "date-time").then(|| json!("1999-12-31T23:59:59Z")),
    ];
    found.extend(values.into_iter().flatten().map(|value| (name.to_owned(), value)));
    found
}

/// What the description promises of a field is checked: a field whose rule was forgotten is found
/// here.
#[tokio::test]
async fn every_field_is_refused_beyond_its_limits() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    category(&app.hub, "rust").await;
    let good = fields(app.hub.now(), false);
    let made = organizer.post("/api/events/", json!(good)).await.json();
    let at = format!("/api/events/{}/", made["id"].as_str().unwrap());
    let document = serde_json::to_value(crate::api::openapi()).unwrap();
    let fields = &document["components"]["schemas"]["EventInput"]["properties"];
    for (field, schema) in fields.as_object().unwrap() {
        let bad = bad(&document, field, schema);
        assert!(!bad.is_empty(), "{field} takes whatever is sent: {schema}");
        for (error, value) in bad {
            let whole = Map::from_iter([(field.clone(), value.clone())]);
            let whole: Map<_, _> = good.clone().into_iter().chain(whole).collect();
            for reply in [
                organizer.post("/api/events/", json!(whole)).await,
                organizer.patch(&at, json!({ field: value })).await,
            ] {
                let told = reply.json()["errors"][&error][0]["code"].is_string();
                assert!(reply.status == 422 && told, "{field} = {value}: {}", reply.text());
            }
        }
    }
}
