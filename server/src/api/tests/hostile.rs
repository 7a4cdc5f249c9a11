//! People send everything. Each gets a clear answer, and nobody a 500.

use crate::api;
use crate::testing::{Client, TestApp};
use axum::body::Body;
use axum::http::{Method, Request, header};
use domain::testing::EventBuilder;
use serde_json::{Map, Value, json};
use types::accounts::Role;

/// Values that some field somewhere does not expect.
fn values() -> Vec<Value> {
    let text = [
        "",
        " ",
        "\0",
        "a\0b",
        "🎟️👩‍👩‍👧‍👦",
        "\u{202e}evil\u{2066}",
        "עברית",
        "ﷺ",
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "../../etc/passwd",
        "%00",
        "\u{feff}",
        "\r\nSet-Cookie: x=y",
        "NaN",
        "null",
        "-1",
        "1e400",
        "9999-12-31T23:59:59Z",
        "0000-00-00T00:00:00Z",
        "2026-03-29T02:30:00+01:00",
        "+262143-12-31T23:59:59Z",
        "-262144-01-01T00:00:00Z",
        "2026-02-30T00:00:00Z",
        "00000000-0000-0000-0000-000000000000",
        "Europe/Berlin",
        "EUR",
        "eur",
        "0.001",
        "99999999999999999999999999999.99",
        "79228162514264337593543950335",
        "PUBLISHED",
        "mock",
    ];
    let mut values: Vec<Value> = text.into_iter().map(Value::from).collect();
    values.extend([
        Value::from("x".repeat(10_000)),
        Value::from("🎟".repeat(10_000)),
        Value::Null,
        json!(true),
        json!(0),
        json!(-1),
        json!(i64::MAX),
        json!(i64::MIN),
        json!(u64::MAX),
        json!(1.5),
        json!(1e308),
        json!([]),
        json!([1, "a", null]),
        json!({}),
        json!({ "a": { "b": [] } }),
    ]);
    values
}

/// Whole bodies that are no object with the right fields.
fn bodies() -> Vec<Vec<u8>> {
    let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    let mut bodies: Vec<Vec<u8>> =
        ["", "null", "[]", "{}", "1", "\"\"", "{", "{\"a\"", "{} {}", "\u{feff}{}", &deep]
            .into_iter()
            .map(|body| body.as_bytes().to_vec())
            .collect();
    bodies.push(vec![0xff, 0xfe, 0x00]);
    bodies.push(b"{\"email\": \"\xc3\x28\"}".to_vec());
    bodies.push(br#"{"email": "\ud800"}"#.to_vec());
    bodies
}

pub(super) struct Operation {
    pub method: Method,
    pub path: String,
    /// Each field with a value that is fine.
    pub fields: Map<String, Value>,
}

/// Every operation that takes a body, as the description has it.
pub(super) fn operations(good: &dyn Fn(&str) -> Value) -> Vec<Operation> {
    let document = serde_json::to_value(api::openapi()).unwrap();
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (verb, operation) in item.as_object().unwrap() {
            let Ok(method) = verb.to_uppercase().parse::<Method>() else { continue };
            if !matches!(method, Method::POST | Method::PUT | Method::PATCH) {
                continue;
            }
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            let mut fields = Map::new();
            collect(&document, schema, good, &mut fields);
            found.push(Operation { method, path: path.clone(), fields });
        }
    }
    found
}

fn collect(
    document: &Value,
    schema: &Value,
    good: &dyn Fn(&str) -> Value,
    fields: &mut Map<String, Value>,
) {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap();
        collect(document, &document["components"]["schemas"][name], good, fields);
    }
    for (name, _) in schema["properties"].as_object().into_iter().flatten() {
        fields.insert(name.clone(), good(name));
    }
}

async fn send(client: &Client, operation: &Operation, path: &str, body: Vec<u8>) -> u16 {
    let request = client
        .request(operation.method.clone(), path)
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body))
        .unwrap();
    let reply = client.send(request).await;
    if reply.status >= 400 {
        assert_eq!(reply.header("content-type"), "application/problem+json", "{path}");
        assert!(!reply.code().is_empty(), "{path}: {}", reply.text());
    }
    reply.status
}

/// One field at a time is wrong, the others are right, so that each value gets as far as it can.
#[tokio::test]
async fn no_value_of_any_field_is_answered_with_a_500() {
    let app = TestApp::new().await;
    let admin = app.admin().await;
    let event = EventBuilder::new(&app.hub).insert(&app.hub, admin.user().id).await;
    let booking = admin.post("/api/bookings/", json!({ "event": event, "quantity": 1 })).await;
    let booking = booking.json()["id"].as_str().unwrap().to_owned();
    let good = |field: &str| match field {
        "email" => json!("a@people.test"),
        "password" => json!("correct horse battery"),
        "event" => json!(event),
        "booking" => json!(booking),
        "quantity" | "max_capacity" | "capacity" => json!(2),
        "category" => json!("rust"),
        "start_date" | "start_time" => json!("2030-01-01T10:00:00Z"),
        "end_date" | "end_time" => json!("2030-01-01T12:00:00Z"),
        "timezone" => json!("Europe/Berlin"),
        "price" => json!("25.00"),
        "currency" => json!("EUR"),
        "payment_method" => json!("MOCK_PAYPAL"),
        "status" => json!("DRAFT"),
        "role" => json!("attendee"),
        "locale" => json!("en"),
        "avatar" | "image" | "online_meeting_url" => json!("https://pictures.test/a.png"),
        "slug" => json!("a-slug"),
        "code" => json!("SPRING"),
        "kind" => json!("PERCENT"),
        "value" => json!("10.00"),
        "valid_from" => json!("2026-01-01T00:00:00Z"),
        "valid_until" => json!("2030-01-01T00:00:00Z"),
        "waitlist_open" | "add_seats" => json!(true),
        "seats" => json!(1),
        "max_uses" | "max_uses_per_user" | "max_per_person" => json!(5),
        "refund_policy" => json!({ "full_until_hours": 24, "late_percent": 50 }),
        "speaker" | "venue" | "card_number" | "promo_code" | "event_id" | "name_ru" => Value::Null,
        _ => json!("some text"),
    };
    let operations = operations(&good);
    assert!(operations.len() > 10, "the description has its operations");
    let mut failures = Vec::new();
    for operation in &operations {
        let path = operation
            .path
            .replace("{provider}", "mock")
            .replace("{ticket}", &domain::ids::new_id().to_string())
            .replace("{session}", &domain::ids::new_id().to_string())
            .replace("{entry}", &domain::ids::new_id().to_string())
            .replace("{id}", if operation.path.contains("bookings") { &booking } else { "{event}" })
            .replace("{event}", &event.to_string());
        for body in bodies() {
            let shown = String::from_utf8_lossy(&body).chars().take(60).collect::<String>();
            if send(&admin, operation, &path, body).await >= 500 {
                failures.push(format!("{} {path} {shown}", operation.method));
            }
        }
        for field in operation.fields.keys() {
            for value in values() {
                let mut body = operation.fields.clone();
                body.retain(|_, value| !value.is_null());
                body.insert(field.clone(), value.clone());
                let body = Value::from(body).to_string().into_bytes();
                if send(&admin, operation, &path, body).await >= 500 {
                    let shown = value.to_string().chars().take(60).collect::<String>();
                    failures.push(format!("{} {path} {field}={shown}", operation.method));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} answers are 5xx:\n{}", failures.len(), failures.join("\n"));
}

#[tokio::test]
async fn no_path_query_or_form_is_answered_with_a_500() {
    let app = TestApp::new().await;
    let ada = app.person(Role::Attendee).await;
    let mut failures = Vec::new();
    let encode = |value: &Value| {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>()
    };
    let paths = [
        "/api/events/{}/",
        "/api/events/{}/sessions/",
        "/api/events/{}/sessions/{}/",
        "/api/events/{}/calendar.ics",
        "/api/users/{}/",
        "/api/users/{}/events/",
        "/api/bookings/{}/",
        "/api/payments/{}/",
        "/events/{}",
        "/bookings/{}",
        "/{}",
        "/pkg/{}",
        "/api/{}",
        "/fn/event?slug={}",
        "/fn/event-live?slug={}",
        "/fn/booking?id={}",
        "/fn/events?query={}",
        "/fn/events?query=search%3D{}",
        "/fn/bookings?page={}",
        "/api/bookings/?page={}",
        "/api/events/?page_size={}",
        "/events?search={}",
        "/events?page={}",
        "/login?next={}",
        "/reset-password?token={}",
    ];
    let filters = types::query::EventParams::NAMES.iter().copied().chain(["page", "page_size"]);
    let queries = filters.map(|name| format!("/api/events/?{name}={{}}"));
    let all = paths.into_iter().map(str::to_owned).chain(queries).collect::<Vec<_>>();
    for template in &all {
        for value in values().iter().filter(|value| encode(value).len() < 8_000) {
            let path = template.replace("{}", &encode(value));
            // Nothing at all in the place of an id is another address.
            let Ok(request) = Request::get(&path).body(Body::empty()) else { continue };
            if ada.send(request).await.status >= 500 {
                failures.push(path.chars().take(100).collect::<String>());
            }
        }
    }
    let event_form = [
        "event",
        "version",
        "form[title]",
        "form[price]",
        "form[ticket_types]",
        "form[ticket_types][0][name]",
        "form[ticket_types][0][price]",
        "form[ticket_types][0][quota]",
        "form[ticket_types][99999999999][name]",
        "form[ticket_types][name]",
    ];
    let forms = [
        ("/fn/login", vec!["email", "password", "next"]),
        ("/fn/register", vec!["email", "password", "display_name", "role", "next"]),
        ("/fn/book", vec!["event", "quantity", "promo_code", "key", "enter"]),
        ("/fn/pay", vec!["booking", "method", "card_number", "key"]),
        ("/fn/cancel-booking", vec!["booking"]),
        ("/fn/cancel-ticket", vec!["booking", "ticket"]),
        ("/fn/exchange-ticket", vec!["booking", "ticket", "ticket_type"]),
        ("/fn/give-up-exchange", vec!["booking", "ticket"]),
        ("/fn/change-ticket", vec!["booking", "ticket", "deed", "name", "guest", "email", "key"]),
        ("/fn/save-event-form", event_form.to_vec()),
        ("/fn/keep-event-form", event_form.to_vec()),
        ("/fn/organize-save-ticket-rules", vec!["slug", "changes_close_hours"]),
        ("/fn/promo-code", vec!["booking", "promo_code"]),
        ("/fn/update-me", vec!["display_name", "bio", "locale", "timezone"]),
        ("/fn/set-locale", vec!["locale"]),
        ("/fn/set-theme", vec!["theme"]),
        ("/fn/set-density", vec!["density"]),
        ("/fn/set-keys", vec!["keys"]),
        ("/fn/request-password-reset", vec!["email"]),
        ("/fn/confirm-password-reset", vec!["token", "password"]),
    ];
    for (path, fields) in forms {
        for field in fields {
            for value in values() {
                for accept in ["application/json", "text/html"] {
                    let request = Request::post(path)
                        .header(header::COOKIE, format!("access={}", ada.tokens().access))
                        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                        .header(header::ACCEPT, accept)
                        .header(header::REFERER, "http://localhost:3000/events")
                        .body(Body::from(format!("{field}={}", encode(&value))))
                        .unwrap();
                    let status = ada.send(request).await.status;
                    if status >= 500 {
                        let shown = value.to_string().chars().take(60).collect::<String>();
                        failures.push(format!("{path} {field}={shown} ({accept}): {status}"));
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} answers are 5xx:\n{}", failures.len(), failures.join("\n"));
}
