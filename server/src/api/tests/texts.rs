//! Every text that a person can send, in every field there is: what is stored is what can be seen.

use super::hostile::{Operation, operations};
use crate::testing::{Client, TestApp};
use chrono::{SecondsFormat, TimeDelta};
use domain::testing::{EventBuilder, attendance, category};
use serde_json::{Value, json};
use std::cell::Cell;
use std::collections::BTreeSet;
use types::FieldProblem;
use types::ids::EventId;

/// One word that is seen, with everything around it that is not to be stored.
const TEXT: &str = "Ze\u{200b}bra\u{feff} e\u{301}\u{ad}\r\ntwo\u{2060}";
const CODE: &str = "ZEBRA\u{200b}";
/// Texts that are refused wherever text is taken.
const REFUSED: [&str; 3] =
    ["Zebra \u{202e}gpj", "Zebra \u{1b}[2J", "Z\u{300}\u{301}\u{302}\u{303}ebra"];

/// Columns of several lines; all others hold one.
const PROSE: [&str; 16] = [
    "events.description",
    "events.cancel_reason",
    "events.hide_reason",
    "events.hide_answer",
    "mail_messages.data",
    "notifications.data",
    "reviews.comment",
    "reviews.hide_reason",
    "reviews.reply",
    "review_reports.reason",
    "certificates.revoke_reason",
    "sessions.description",
    "ticket_types.description",
    "users.bio",
    "audit_log.detail",
    "audit_log.reason",
];
/// Where the word must have come to, or this test proves nothing.
const REACHED: [&str; 17] = [
    "categories.name",
    "categories.name_ru",
    "events.cancel_reason",
    "events.description",
    "events.location",
    "events.title",
    "promotions.code",
    "reviews.comment",
    "reviews.hide_reason",
    "sessions.description",
    "sessions.room",
    "sessions.speaker_name",
    "sessions.title",
    "sessions.track",
    "users.bio",
    "users.display_name",
    "venues.name",
];

struct World {
    past: EventId,
    cancelled: EventId,
    event: EventId,
    review: String,
    category: String,
    promotion: String,
    start: String,
    end: String,
    count: Cell<usize>,
}

impl World {
    /// A value that fits, a new one each time where it must be the only one.
    fn good(&self, field: &str) -> Value {
        self.count.set(self.count.get() + 1);
        let number = self.count.get();
        match field {
            "email" => json!(format!("zebra{number}@people.test")),
            "password" | "current_password" | "new_password" => json!("correct horse battery"),
            "event" => json!(self.event),
            "quantity" | "max_capacity" | "capacity" => json!(2),
            "rating" => json!(4),
            "category" => json!("rust"),
            "start_date" | "start_time" => json!(self.start),
            "end_date" | "end_time" => json!(self.end),
            "timezone" => json!("Europe/Berlin"),
            "price" => json!("25.00"),
            "currency" => json!("EUR"),
            "status" => json!("DRAFT"),
            "role" => json!("organizer"),
            "locale" => json!("en"),
            "image" | "online_meeting_url" => json!("https://pictures.test/a.png"),
            "slug" => json!(format!("slug-{number}")),
            "code" => json!(format!("SPRING{number}")),
            "kind" => json!("PERCENT"),
            "value" => json!("10.00"),
            "valid_from" => json!("2026-01-01T00:00:00Z"),
            "valid_until" => json!("2030-01-01T00:00:00Z"),
            "max_uses" | "max_uses_per_user" => json!(5),
            "name" | "name_ru" | "title" | "description" | "location" | "venue" | "room"
            | "track" | "speaker_name" | "display_name" | "comment" | "reason" => {
                json!(format!("some text {number}"))
            }
            _ => Value::Null,
        }
    }

    fn path(&self, operation: &Operation) -> String {
        let path = &operation.path;
        let id = if path.contains("/reviews/") && path.contains("{id}") && path.contains("events") {
            self.past.to_string()
        } else if path.contains("/reviews/") {
            self.review.clone()
        } else if path.contains("/categories/") {
            self.category.clone()
        } else if path.contains("/promotions/") {
            self.promotion.clone()
        } else if path.ends_with("/cancel/") && path.contains("/events/") {
            self.cancelled.to_string()
        } else {
            self.event.to_string()
        };
        path.replace("{id}", &id)
            .replace("{provider}", "mock")
            .replace("{session}", &domain::ids::new_id().to_string())
            .replace("{ticket}", &domain::ids::new_id().to_string())
    }
}

async fn world(app: &TestApp, admin: &Client) -> World {
    let me = admin.user().id;
    let begin = app.hub.now() - TimeDelta::hours(5);
    let past = EventBuilder {
        start_date: begin,
        end_date: begin + TimeDelta::hours(3),
        ..EventBuilder::new(&app.hub)
    };
    let past = past.insert(&app.hub, me).await;
    let guest = app.attendee().await;
    attendance(&app.hub, past, guest.user().id, true).await;
    attendance(&app.hub, past, me, true).await;
    let review = guest.post(&format!("/api/events/{past}/reviews/"), json!({ "rating": 5 })).await;
    let soon = EventBuilder::new(&app.hub);
    let (start, end) = (soon.start_date, soon.end_date);
    let event = soon.insert(&app.hub, me).await;
    let promotion = json!({
        "code": "WINTER", "kind": "PERCENT", "value": "5.00",
        "valid_from": "2026-01-01T00:00:00Z", "valid_until": "2030-01-01T00:00:00Z",
    });
    let promotion = admin.post("/api/promotions/", promotion).await;
    World {
        past,
        cancelled: EventBuilder::new(&app.hub).insert(&app.hub, me).await,
        event,
        review: review.json()["id"].as_str().unwrap().to_owned(),
        category: category(&app.hub, "zoo").await.to_string(),
        promotion: promotion.json()["id"].as_str().unwrap().to_owned(),
        start: (start + TimeDelta::minutes(5)).to_rfc3339_opts(SecondsFormat::Secs, true),
        end: (end - TimeDelta::minutes(5)).to_rfc3339_opts(SecondsFormat::Secs, true),
        count: Cell::new(0),
    }
}

async fn send(admin: &Client, world: &World, operation: &Operation, field: &str, text: &str) {
    let mut body = serde_json::Map::new();
    for name in operation.fields.keys() {
        let value = if name == field { json!(text) } else { world.good(name) };
        if !value.is_null() {
            body.insert(name.clone(), value);
        }
    }
    let path = world.path(operation);
    let reply = admin.json(operation.method.clone(), &path, Value::from(body)).await;
    assert!(reply.status < 500, "{} {path} {field}: {}", operation.method, reply.text());
}

/// `table.column` of every text that holds the word, and whether it has what must not be stored.
async fn stored(app: &TestApp, what: &str) -> BTreeSet<String> {
    let columns: Vec<(String, String)> = sqlx::query_as(
        "SELECT c.table_name::text, c.column_name::text FROM information_schema.columns c
         JOIN information_schema.tables t USING (table_schema, table_name)
         WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
         AND c.data_type IN ('text', 'character varying', 'jsonb', 'json')",
    )
    .fetch_all(app.hub.db.pool())
    .await
    .unwrap();
    let mut found = BTreeSet::new();
    for (table, column) in columns {
        let sql = format!(
            "SELECT EXISTS (SELECT FROM \"{table}\" WHERE replace(\"{column}\"::text, '\\n', E'\\n') ~ $1)"
        );
        let has: bool = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
            .bind(what)
            .fetch_one(app.hub.db.pool())
            .await
            .unwrap();
        if has {
            found.insert(format!("{table}.{column}"));
        }
    }
    found
}

#[tokio::test]
async fn no_field_stores_what_cannot_be_seen() {
    let app = TestApp::new().await;
    let admin = app.admin().await;
    let world = world(&app, &admin).await;
    let operations = operations(&|field| world.good(field));
    for operation in &operations {
        for field in operation.fields.keys().filter(|field| !field.contains("password")) {
            let text = if field == "code" { CODE } else { TEXT };
            send(&admin, &world, operation, field, text).await;
            for text in REFUSED {
                send(&admin, &world, operation, field, text).await;
            }
        }
    }
    // The character class is PostgreSQL's: what cannot be seen, and the half of a letter.
    let hidden =
        "[\u{1}-\u{8}\u{1b}\u{ad}\u{200b}\u{202e}\u{2028}\u{2060}\u{feff}\u{300}-\u{303}]|e\u{301}";
    assert_eq!(stored(&app, hidden).await, BTreeSet::new());
    let mut lines = stored(&app, "Zebra[^\"]*[\n\r]").await;
    lines.retain(|column| !PROSE.contains(&column.as_str()));
    assert_eq!(lines, BTreeSet::new(), "these hold one line");
    let reached = stored(&app, "Z(ebra é|EBRA)").await;
    let missing: Vec<_> = REACHED.iter().filter(|column| !reached.contains(**column)).collect();
    assert!(missing.is_empty(), "nothing came to {missing:?}");
}

#[tokio::test]
async fn what_is_refused_is_said_beside_its_field() {
    let app = TestApp::new().await;
    let register = |name: &str, email: &str| {
        let body = json!({
            "email": email, "password": "correct horse battery", "display_name": name,
        });
        let anyone = app.anonymous();
        async move { anyone.post("/api/auth/register/", body).await.json() }
    };
    for (name, problem) in [
        ("customer, pay at https://evil.example/pay", FieldProblem::ContainsLink),
        ("www.evil.example", FieldProblem::ContainsLink),
        ("\u{202e}adA", FieldProblem::InvalidCharacter),
        ("\u{200b}", FieldProblem::Required),
        ("\u{3164}", FieldProblem::Required),
    ] {
        let reply = register(name, "ada@people.test").await;
        let error = &reply["errors"]["display_name"][0];
        assert_eq!(error["code"], serde_json::to_value(problem).unwrap(), "{name:?}: {reply}");
        assert!(error["message"].as_str().unwrap().starts_with(problem.message()), "{error}");
    }
    let reply = register("Ada", "\u{200b}ada@example.org").await;
    assert_eq!(reply["errors"]["email"][0]["code"], "invalid", "{reply}");
}

#[tokio::test]
async fn rooms_venues_categories_and_codes_that_look_the_same_are_the_same() {
    let app = TestApp::new().await;
    let admin = app.admin().await;
    let world = world(&app, &admin).await;
    let session = |room: &str| {
        json!({
            "title": "A talk", "room": room, "capacity": 5,
            "start_time": world.start, "end_time": world.end,
        })
    };
    let path = format!("/api/events/{}/sessions/", world.event);
    assert_eq!(admin.post(&path, session("Café R")).await.status, 201);
    for room in ["Café R\u{200b}", " Cafe\u{301}  R", "café\u{2060} r\u{fe0f}"] {
        let reply = admin.post(&path, session(room)).await;
        assert_eq!((reply.status, reply.code()), (409, "room_conflict".to_owned()), "{room:?}");
    }
    let category = |name: &str, slug: &str| json!({ "name": name, "slug": slug });
    assert_eq!(admin.post("/api/categories/", category("Zoë", "zoe-1")).await.status, 201);
    let again = category("Zoe\u{308}\u{200b}", "zoe-2");
    assert_eq!(admin.post("/api/categories/", again).await.status, 409);
    let promotion = json!({
        "code": "winter\u{200b}", "kind": "PERCENT", "value": "5.00",
        "valid_from": "2026-01-01T00:00:00Z", "valid_until": "2030-01-01T00:00:00Z",
    });
    assert_eq!(admin.post("/api/promotions/", promotion).await.code(), "promo_code_taken");
}
