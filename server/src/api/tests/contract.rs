//! What scripts rely on that know the contract and nothing else.

use crate::testing::{PASSWORD, TestApp};
use axum::body::Body;
use axum::http::Method;
use chrono::TimeDelta;
use domain::testing::{EventBuilder, category};
use rust_decimal::Decimal;
use serde_json::{Value, json};

#[tokio::test]
async fn what_is_new_says_where_it_is() {
    let app = TestApp::new().await;
    let (ada, organizer) = (app.attendee().await, app.organizer().await);
    category(&app.hub, "rust").await;
    let start = app.hub.now() + TimeDelta::days(5);
    let (over, end) = (start + TimeDelta::hours(2), start + TimeDelta::hours(3));
    let event = json!({ "title": "Evening", "description": "", "category": "rust",
        "location": "Berlin", "start_date": start, "end_date": end, "timezone": "Europe/Berlin",
        "max_capacity": 1, "price": "25.00", "currency": "EUR", "status": "PUBLISHED" });
    let event = organizer.post("/api/events/", event).await;
    let id = event.json()["id"].clone();
    let path = format!("/api/events/{}/", id.as_str().unwrap());
    let session = json!({ "title": "Talk", "room": "A", "capacity": 5, "start_time": over - TimeDelta::hours(1),
        "end_time": over });
    let session = organizer.post(&format!("{path}sessions/"), session).await;
    let code = json!({ "code": "EARLY", "kind": "PERCENT", "value": "10", "event": id,
        "valid_from": start - TimeDelta::days(9), "valid_until": end });
    let code = organizer.post("/api/promotions/", code).await;
    let booking = ada.post("/api/bookings/", json!({ "event": id, "quantity": 1 })).await;
    let pay = json!({ "booking": booking.json()["id"], "payment_method": "MOCK_PAYPAL" });
    let payment = ada.post("/api/payments/", pay).await;
    let place = ada.post(&format!("{path}waitlist/"), json!({ "quantity": 1 })).await;
    for (who, made) in [
        (&organizer, event),
        (&organizer, session),
        (&organizer, code),
        (&ada, booking),
        (&ada, payment),
        (&ada, place),
    ] {
        assert!(!made.header("location").is_empty(), "{} {}", made.status, made.text());
        let found = who.get(made.header("location")).await;
        assert_eq!((found.status, &found.json()["id"]), (200, &made.json()["id"]));
    }
}

/// What has no page of its own is changed or seen by others at its address.
#[tokio::test]
async fn an_account_a_category_and_a_review_say_where_they_are() {
    let app = TestApp::new().await;
    let (ada, admin) = (app.attendee().await, app.admin().await);
    let account =
        json!({ "email": "new@people.test", "password": PASSWORD, "display_name": "New" });
    let account = app.anonymous().post("/api/auth/register/", account).await;
    let found = app.anonymous().get(account.header("location")).await;
    assert_eq!((found.status, &found.json()["id"]), (200, &account.json()["user"]["id"]));
    let category = admin.post("/api/categories/", json!({ "name": "Tea" })).await;
    let changed = admin.put(category.header("location"), json!({ "name": "Green tea" })).await;
    assert_eq!((changed.status, &changed.json()["id"]), (200, &category.json()["id"]));
    let host = app.organizer().await;
    let event = EventBuilder::new(&app.hub).insert(&app.hub, host.user().id).await;
    domain::testing::attendance(&app.hub, event, ada.user().id, true).await;
    sqlx::query("UPDATE events SET start_date = start_date - interval '60 days', end_date = end_date - interval '60 days'")
        .execute(app.hub.db.pool())
        .await
        .unwrap();
    let review = ada.post(&format!("/api/events/{event}/reviews/"), json!({ "rating": 5 })).await;
    let changed = ada.put(review.header("location"), json!({ "rating": 4 })).await;
    assert_eq!((changed.status, &changed.json()["id"]), (200, &review.json()["id"]));
}

#[tokio::test]
async fn everything_that_is_wrong_with_a_body_is_told_at_once() {
    let app = TestApp::new().await;
    let told = app.anonymous().post("/api/auth/register/", json!({ "email": 5, "nick": 1 })).await;
    assert_eq!((told.status, told.code().as_str()), (422, "unknown_field"));
    let errors = told.json()["errors"].clone();
    assert_eq!(errors["email"][0]["code"], "wrong_type");
    assert_eq!(errors["nick"][0]["code"], "unknown_field");
    assert_eq!(errors["password"][0]["code"], "required");
    assert_eq!(errors["display_name"][0]["code"], "required");
}

#[tokio::test]
async fn a_field_that_is_there_twice_or_a_list_instead_of_fields_is_refused() {
    let app = TestApp::new().await;
    let send = async |body: &str| {
        let request = app.anonymous().request(Method::POST, "/api/auth/login/");
        let request = request.header("content-type", "application/json");
        app.anonymous().send(request.body(Body::from(body.to_owned())).unwrap()).await
    };
    let twice = send(r#"{"email":"a@b.org","email":"c@d.org","password":"x"}"#).await;
    assert_eq!(twice.status, 422);
    assert_eq!(twice.json()["errors"]["email"][0]["code"], "invalid");
    let list = send(r#"["a@b.org", "x"]"#).await;
    assert_eq!(list.status, 422);
    assert_eq!(list.json()["errors"]["body"][0]["code"], "wrong_type");
}

/// Changes that name only what changes: null is a value there, where there is one.
const PARTIAL: [&str; 4] = ["EventPatch", "TicketTypePatch", "UpdateUser", "ChangeUser"];

/// The names of the schemas of what people send, and of what is in them.
pub(crate) fn sent(document: &Value) -> Vec<String> {
    let schema = |value: &Value| {
        let name = value["$ref"].as_str()?.strip_prefix("#/components/schemas/")?;
        Some(name.to_owned())
    };
    let mut names = Vec::new();
    for path in document["paths"].as_object().unwrap().values() {
        for operation in path.as_object().unwrap().values() {
            let body = &operation["requestBody"]["content"]["application/json"]["schema"];
            let one_of = body["oneOf"].as_array().cloned().unwrap_or_default();
            names.extend(std::iter::once(body).chain(&one_of).filter_map(schema));
        }
    }
    names.push("RefundPolicy".to_owned());
    names.sort_unstable();
    names.dedup();
    names
}

#[tokio::test]
async fn every_field_that_may_be_left_out_may_be_null() {
    let app = TestApp::new().await;
    let document = app.anonymous().get("/api/openapi.json").await.json();
    let schemas = &document["components"]["schemas"];
    let names = sent(&document);
    assert!(names.len() > 15, "{names:?}");
    for name in names.iter().filter(|name| !PARTIAL.contains(&name.as_str())) {
        let schema = &schemas[name];
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        let Some(properties) = schema["properties"].as_object() else { continue };
        for (field, shape) in properties {
            let text = shape.to_string();
            let nullable = text.contains("\"null\"");
            assert!(required.contains(&json!(field)) != nullable, "{name}.{field}: {text}");
        }
    }
}

#[test]
fn null_reads_as_left_out_in_whatever_people_send() {
    use crate::api::support::body_errors;
    fn same<T: serde::de::DeserializeOwned + std::fmt::Debug>(least: Value, optional: &[&str]) {
        let read = |body: &Value| body_errors::read::<T>(body);
        let left_out = format!("{:?}", read(&least).unwrap());
        for field in optional {
            let mut with = least.clone();
            with[*field] = Value::Null;
            let null = read(&with).unwrap_or_else(|failure| panic!("{field}: {failure}"));
            assert_eq!(format!("{null:?}"), left_out, "{field}");
        }
        for field in least.as_object().unwrap().keys() {
            let mut with = least.clone();
            with[field] = Value::Null;
            assert_eq!(read(&with).unwrap_err().fields[0].field, *field);
        }
    }
    let times = ("2027-01-01T10:00:00Z", "2027-01-01T12:00:00Z");
    same::<types::events::EventInput>(
        json!({ "title": "T", "description": "", "category": "c", "location": "L",
            "start_date": times.0, "end_date": times.1, "timezone": "UTC", "max_capacity": 1,
            "price": "0", "currency": "EUR" }),
        &["slug", "venue", "online_meeting_url", "image", "refund_policy", "language", "status"],
    );
    same::<types::sessions::SessionInput>(
        json!({ "title": "T", "start_time": times.0, "end_time": times.1, "room": "R",
            "capacity": 1 }),
        &["description", "track", "speaker", "speaker_name"],
    );
    same::<types::effects::DuplicateEvent>(json!({ "start_date": times.0 }), &["title", "include"]);
    same::<types::effects::RetryCancellation>(json!({}), &["booking"]);
    same::<types::venues::VenueInput>(json!({ "name": "N", "address": "A" }), &["notes"]);
    same::<types::events::CategoryInput>(json!({ "name": "N" }), &["slug", "name_ru"]);
    same::<types::promotions::PromotionInput>(
        json!({ "code": "CODE", "kind": "PERCENT", "value": "5", "valid_from": times.0,
            "valid_until": times.1 }),
        &["currency", "event", "ticket_types", "max_uses", "max_uses_per_user"],
    );
    same::<types::accounts::Register>(
        json!({ "email": "a@b.org", "password": "x", "display_name": "A" }),
        &["role", "locale"],
    );
    same::<types::bookings::BookInput>(
        json!({ "event": "00000000-0000-7000-8000-000000000000" }),
        &["quantity", "items", "promo_code", "via"],
    );
    same::<types::quotes::QuoteInput>(json!({}), &["quantity", "items", "promo_code"]);
    same::<types::reviews::ReviewInput>(json!({ "rating": 5 }), &["comment"]);
    same::<types::certificates::IssueCertificates>(json!({}), &["checked_in_only"]);
    same::<types::check_ins::CheckIn>(
        json!({ "code": "C" }),
        &["id", "list", "direction", "gate", "device"],
    );
    same::<types::ticket_types::TicketTypeInput>(
        json!({ "name": "N", "price": "5" }),
        &[
            "description",
            "price_steps",
            "quota",
            "pool",
            "sale_from",
            "sale_until",
            "min_per_booking",
            "max_per_booking",
            "hidden",
            "offering",
            "position",
        ],
    );
    same::<types::ticket_types::TicketPoolInput>(json!({ "name": "N", "quota": 5 }), &["position"]);
    same::<types::promotions::PromoCodeInput>(json!({}), &["promo_code"]);
    same::<types::payments::SimulateWebhook>(json!({ "status": "COMPLETED" }), &["event_id"]);
    same::<types::payments::PayInput>(
        json!({ "booking": "00000000-0000-7000-8000-000000000000",
            "payment_method": "MOCK_PAYPAL" }),
        &["card_number"],
    );
    same::<types::RefundPolicy>(json!({}), &["full_until_hours", "late_percent"]);
}

#[tokio::test]
async fn an_address_with_a_password_in_it_is_refused_wherever_one_is_written() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    let event = EventBuilder::new(&app.hub).insert(&app.hub, organizer.user().id).await;
    let (event, me) = (format!("/api/events/{event}/"), "/api/users/me/".to_owned());
    let document = app.anonymous().get("/api/openapi.json").await.json();
    let mut fields = Vec::new();
    for (schema, path) in [("EventPatch", &event), ("UpdateUser", &me)] {
        let properties =
            document["components"]["schemas"][schema]["properties"].as_object().unwrap();
        // Whatever is described as an address.
        let addresses = properties.iter().filter(|(_, shape)| shape.to_string().contains("https"));
        fields.extend(addresses.map(|(field, _)| (path, field.clone())));
    }
    let names: Vec<_> = fields.iter().map(|(_, field)| field.as_str()).collect();
    assert_eq!(names, ["image", "online_meeting_url", "avatar"]);
    for (path, field) in &fields {
        for (address, code) in [
            ("https://user:pw@x.org/", "has_credentials"),
            ("https://user@x.org", "has_credentials"),
            ("https://", "invalid"),
            ("https:///x", "invalid"),
            ("https://a..b", "invalid"),
            ("https://pay\u{200b}pal.test", "invalid_character"),
            ("javascript:alert(1)", "invalid"),
            ("ftp://x.org", "invalid"),
        ] {
            let body = json!({ field.as_str(): address });
            let reply = if *path == &me {
                organizer.put(path, body).await
            } else {
                organizer.patch(path, body).await
            };
            assert_eq!(reply.status, 422, "{field} {address}");
            assert_eq!(reply.json()["errors"][field][0]["code"], code, "{field} {address}");
        }
    }
}

#[tokio::test]
async fn null_is_no_way_to_leave_a_field_of_a_partial_change_out() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    let event = EventBuilder { price: Decimal::from(25), ..EventBuilder::new(&app.hub) };
    let event = event.insert(&app.hub, organizer.user().id).await;
    let path = format!("/api/events/{event}/");
    let fields = [
        "title",
        "description",
        "category",
        "location",
        "start_date",
        "end_date",
        "timezone",
        "max_capacity",
        "price",
        "currency",
        "refund_policy",
        "slug",
        "status",
    ];
    for field in fields {
        let reply = organizer.patch(&path, json!({ field: Value::Null })).await;
        assert_eq!(reply.status, 422, "{field}: {}", reply.text());
        assert_eq!(reply.json()["errors"][field][0]["code"], "wrong_type", "{field}");
    }
    for field in ["venue", "online_meeting_url", "image", "language"] {
        assert_eq!(organizer.patch(&path, json!({ field: Value::Null })).await.status, 200);
    }
    for field in ["display_name", "bio", "locale", "timezone"] {
        let reply = organizer.put("/api/users/me/", json!({ field: Value::Null })).await;
        assert_eq!(reply.json()["errors"][field][0]["code"], "wrong_type", "{field}");
    }
    let listed = organizer.patch(&path, json!({ "refund_policy": [] })).await;
    assert_eq!(listed.json()["errors"]["refund_policy"][0]["code"], "wrong_type");
}

#[tokio::test]
async fn a_forgotten_password_is_always_accepted() {
    let app = TestApp::new().await;
    for email in ["nobody@people.test", "no address", ""] {
        let reply =
            app.anonymous().post("/api/auth/password-reset/", json!({ "email": email })).await;
        assert_eq!((reply.status, reply.body.len()), (202, 0), "{email}");
    }
}

#[tokio::test]
async fn an_amount_is_written_with_at_most_two_places() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    let event = EventBuilder::new(&app.hub).insert(&app.hub, organizer.user().id).await;
    let path = format!("/api/events/{event}/");
    for (price, status) in [
        (json!("7.5"), 200),
        (json!("7"), 200),
        (json!(7), 200),
        (json!("1000000.00"), 200),
        (json!("1.234"), 422),
        (json!("1000000.01"), 422),
        (json!(".5"), 422),
        (json!("5."), 422),
        (json!("1e3"), 422),
        (json!("99999999999999999999999999"), 422),
        (json!(7.5), 422),
    ] {
        let reply = organizer.patch(&path, json!({ "price": price })).await;
        assert_eq!(reply.status, status, "{price}: {}", reply.text());
    }
}

#[tokio::test]
async fn a_query_string_says_true_in_every_way_and_nothing_where_it_is_empty() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    EventBuilder::new(&app.hub).insert(&app.hub, organizer.user().id).await;
    let count = async |query: &str| {
        let reply = app.anonymous().get(&format!("/api/events/?{query}")).await;
        (reply.status, reply.json()["count"].as_i64().unwrap_or(-1))
    };
    for query in ["is_free=true", "is_free=True", "is_free=1", "is_free=&page=&page_size="] {
        assert_eq!(count(query).await, (200, 1), "{query}");
    }
    assert_eq!(count("is_free=False").await, (200, 0));
    assert_eq!(count("is_free=2").await, (422, -1));
    let ada = app.attendee().await;
    for query in ["", "?unread=True", "?unread=0&page=", "?page_size="] {
        assert_eq!(ada.get(&format!("/api/notifications/{query}")).await.status, 200, "{query}");
    }
}
