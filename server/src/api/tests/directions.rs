//! What people write in a script that is read from the right, on every page that shows it.

use crate::testing::{Client, TestApp};
use axum::body::Body;
use axum::http::{Request, header};
use domain::testing::{EventBuilder, attendance};
use serde_json::json;

/// Begins whatever people wrote here.
const WORD: &str = "שלום";

async fn page(client: &Client, path: &str) -> String {
    let request = Request::get(path)
        .header(header::COOKIE, format!("access={}", client.tokens().access))
        .body(Body::empty());
    let reply = client.send(request.unwrap()).await;
    assert_eq!(reply.status, 200, "{path}");
    reply.text()
}

/// The places where a page shows such words without a direction of their own: neither in an element
/// that has one nor between the characters that isolate.
fn astray(html: &str) -> Vec<String> {
    let body = html.split_once("<body").map_or(html, |(_, body)| body);
    let mut astray = Vec::new();
    for (at, _) in body.match_indices(WORD) {
        let before = &body[..at];
        let tag = &before[before.rfind('<').unwrap()..];
        let is_attribute = !tag.contains('>');
        let is_script = tag.starts_with("<script") || tag.starts_with("<template");
        let own =
            tag.starts_with("<bdi") || tag.split('>').next().unwrap().contains("dir=\"auto\"");
        let isolated = before.ends_with('\u{2068}') || before.ends_with("&#x2068;");
        // Each block of what was written in Markdown is told its direction by the style sheet.
        let markdown = before
            .rfind("class=\"prose\"")
            .is_some_and(|prose| !before[prose..].contains("</section>"));
        // The words alone in an attribute are shown by what reads them, a menu or a field.
        let alone = is_attribute && before.ends_with('"');
        if !(own || isolated || is_script || markdown || alone) {
            let start = before.char_indices().rev().nth(80).map_or(0, |(start, _)| start);
            astray.push(body[start..at].to_owned());
        }
    }
    astray
}

#[tokio::test]
async fn what_is_read_from_the_right_has_its_own_direction_on_every_page() {
    let app = TestApp::new().await;
    let (host, ada) = (app.organizer().await, app.attendee().await);
    for (person, name) in [(&host, "host"), (&ada, "ada")] {
        let profile =
            json!({ "display_name": format!("{WORD} {name}"), "bio": format!("{WORD} bio") });
        assert_eq!(person.put("/api/users/me/", profile).await.status, 200);
    }
    let event = |title: &str| EventBuilder {
        title: format!("{WORD} {title}"),
        description: format!("{WORD} description\n\n- {WORD} item"),
        ..EventBuilder::new(&app.hub)
    };
    let past = event("past").insert(&app.hub, host.user().id).await;
    let coming = event("coming").insert(&app.hub, host.user().id).await;
    let booked = ada.post("/api/bookings/", json!({ "event": coming, "quantity": 2 })).await;
    let booking = booked.json()["id"].as_str().unwrap().to_owned();
    attendance(&app.hub, past, ada.user().id, true).await;
    for place in [
        "INSERT INTO venues (id, organizer_id, name)
         SELECT id, organizer_id, $1 || ' venue ' || id FROM events",
        "UPDATE events SET location = $1 || ' town', venue_id = id",
    ] {
        sqlx::query(place).bind(WORD).execute(app.hub.db.pool()).await.unwrap();
    }
    for (title, room) in [("one", "red"), ("two", "blue")] {
        let start = json!(app.hub.now() + chrono::TimeDelta::days(7));
        let end = json!(app.hub.now() + chrono::TimeDelta::minutes(7 * 24 * 60 + 60));
        let session = json!({ "title": format!("{WORD} {title}"), "room": format!("{WORD} {room}"),
            "description": format!("{WORD} text"), "speaker_name": format!("{WORD} speaker {room}"),
            "track": format!("{WORD} {title}"), "start_time": start, "end_time": end, "capacity": 10 });
        let made = host.post(&format!("/api/events/{coming}/sessions/"), session).await;
        assert_eq!(made.status, 201, "{}", made.text());
    }
    sqlx::query("UPDATE events SET start_date = start_date - interval '60 days', end_date = end_date - interval '60 days' WHERE id = $1")
        .bind(past.0)
        .execute(app.hub.db.pool())
        .await
        .unwrap();
    let review = json!({ "rating": 5, "comment": format!("{WORD} comment") });
    let reviewed = ada.post(&format!("/api/events/{past}/reviews/"), review).await;
    assert_eq!(reviewed.status, 201, "{}", reviewed.text());
    assert_eq!(
        host.post(&format!("/api/events/{past}/certificates/"), json!({})).await.status,
        201
    );
    let (number, old, new): (String, String, String) = sqlx::query_as(
        "SELECT c.number, e.slug, (SELECT slug FROM events WHERE id = $1)
         FROM certificates c JOIN events e ON e.id = c.event_id",
    )
    .bind(coming.0)
    .fetch_one(app.hub.db.pool())
    .await
    .unwrap();

    for path in [
        "/".to_owned(),
        "/events".into(),
        format!("/events?search={WORD}&location={WORD}"),
        format!("/events/{new}"),
        format!("/events/{old}"),
        format!("/people/{}", host.user().id),
        "/bookings".into(),
        "/bookings?tab=past".into(),
        format!("/bookings/{booking}"),
        format!("/bookings/{booking}/tickets"),
        "/notifications".into(),
        "/account".into(),
        "/certificates".into(),
        format!("/certificates/{number}"),
        format!("/events/{old}/review"),
    ] {
        let html = page(&ada, &path).await;
        assert_eq!(astray(&html), [""; 0], "{path}");
        assert!(html.contains(WORD) || path == "/bookings?tab=past", "{path} shows nothing of it");
    }
}
