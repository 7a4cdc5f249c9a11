//! The agenda in and out as other programs write and read it.

use crate::testing::{Client, TestApp};
use axum::body::Body;
use axum::http::{Method, header};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use domain::testing::EventBuilder;
use serde_json::{Value, json};
use types::schedule::FILE_MAX;

fn session(guid: &str, title: &str, start: DateTime<Utc>) -> Value {
    json!({ "guid": guid, "title": title, "duration": "00:30",
        "date": start.to_rfc3339_opts(SecondsFormat::Secs, true) })
}

fn schedule(sessions: &[Value]) -> Value {
    json!({ "schedule": { "version": "1", "conference": { "days": [{ "rooms": { "Hall": sessions } }] } } })
}

async fn stage(app: &TestApp) -> (Client, String, DateTime<Utc>) {
    let host = app.organizer().await;
    let event = EventBuilder::new(&app.hub);
    // A file has whole seconds, and so would begin before the event.
    let start = event.start_date + TimeDelta::minutes(1);
    let event = event.insert(&app.hub, host.user().id).await;
    (host, format!("/api/events/{event}/"), start)
}

#[tokio::test]
async fn a_schedule_is_tried_imported_and_given_out_again() {
    let app = TestApp::new().await;
    let (host, event, start) = stage(&app).await;
    let path = format!("{event}schedule.json");
    let file = schedule(&[
        session("a", "Opening", start),
        session("b", "Clash", start + TimeDelta::minutes(15)),
        session("c", "Closing", start + TimeDelta::minutes(30)),
    ]);
    let would = host.put(&format!("{path}?dry_run=true&capacity=33"), file.clone()).await;
    assert_eq!(would.status, 200, "{}", would.text());
    let report = would.json();
    assert_eq!(
        (&report["added"], &report["changed"], &report["removed"]),
        (&json!(2), &json!(0), &json!(0))
    );
    let refused = json!([{ "title": "Clash", "reason": "room_clash", "with": "Opening" }]);
    assert_eq!(report["refused"], refused);
    let sessions = format!("{event}sessions/");
    assert_eq!(host.get(&sessions).await.json()["count"], 0);
    let done = host.put(&format!("{path}?capacity=33"), file.clone()).await;
    assert_eq!(done.json(), report);
    let all = app.anonymous().get(&sessions).await.json();
    assert_eq!((&all["count"], &all["results"][0]["capacity"]), (&json!(2), &json!(33)));
    let out = app.anonymous().get(&path).await;
    assert_eq!((out.status, out.header("content-type")), (200, "application/json"));
    let again = host.put(&path, out.json()).await.json();
    assert_eq!((&again["unchanged"], &again["sessions"]), (&json!(2), &json!([])));
}

#[tokio::test]
async fn a_clash_names_the_session_that_is_in_the_way() {
    let app = TestApp::new().await;
    let (host, event, start) = stage(&app).await;
    let path = format!("{event}sessions/");
    let talk = |room: &str, names: &str| {
        json!({ "title": "Talk", "room": room, "capacity": 5, "speaker_name": names,
            "start_time": start, "end_time": start + TimeDelta::minutes(30) })
    };
    let first = host.post(&path, talk("Hall", "Ada, Grace")).await.json();
    for (room, names, code) in
        [("Hall", "Trent", "room_conflict"), ("Attic", "Trent, grace", "speaker_conflict")]
    {
        let refused = host.post(&path, talk(room, names)).await;
        assert_eq!((refused.status, refused.code()), (409, code.to_owned()));
        assert_eq!(refused.json()["session"], first["id"]);
    }
}

#[tokio::test]
async fn what_is_no_schedule_is_refused_and_more_than_other_bodies_is_taken() {
    let app = TestApp::new().await;
    let (host, event, start) = stage(&app).await;
    let path = format!("{event}schedule.json");
    let mut large = session("a", "Opening", start);
    large["logo"] = json!("x".repeat(2_500_000));
    let large = schedule(&[large]).to_string();
    for (body, status, code) in [
        ("{".to_owned(), 400, "malformed_body"),
        ("{}".to_owned(), 422, "validation_failed"),
        (schedule(&[]).to_string(), 422, "validation_failed"),
        (" ".repeat(FILE_MAX + 1), 413, "payload_too_large"),
        (large, 200, ""),
    ] {
        let request =
            host.request(Method::PUT, &path).header(header::CONTENT_TYPE, "application/json");
        let reply = host.send(request.body(Body::from(body)).unwrap()).await;
        assert_eq!(reply.status, status, "{}", reply.text());
        if status != 200 {
            assert_eq!(reply.code(), code);
        }
    }
    for (query, field) in
        [("dry_run=maybe", "dry_run"), ("capacity=0", "capacity"), ("capacity=x", "capacity")]
    {
        let file = schedule(&[session("a", "Opening", start)]);
        let reply = host.put(&format!("{path}?{query}"), file).await;
        assert_eq!(reply.status, 422);
        assert!(reply.json()["errors"][field].is_array(), "{query}");
    }
    let html = host.request(Method::PUT, &path).header(header::CONTENT_TYPE, "text/html");
    assert_eq!(host.send(html.body(Body::from("{}")).unwrap()).await.status, 415);
}
