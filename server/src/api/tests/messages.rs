//! Messages to the people of an event, as a caller of the API sees them, and the link that stops news.

use crate::testing::{Client, TestApp};
use axum::body::Body;
use axum::http::{Request, header};
use domain::testing::{EventBuilder, attendance};
use serde_json::{Value, json};
use types::ids::EventId;

async fn house(app: &TestApp) -> (Client, Client, EventId) {
    let (olga, ada) = (app.organizer().await, app.attendee().await);
    let event = EventBuilder::new(&app.hub).insert(&app.hub, olga.user().id).await;
    attendance(&app.hub, event, ada.user().id, false).await;
    (olga, ada, event)
}

fn text() -> Value {
    json!({ "subject": "Doors", "body": "At **five**.", "audience": { "status": "CONFIRMED" } })
}

#[tokio::test]
async fn a_message_is_counted_written_read_changed_and_cancelled() {
    let app = TestApp::new().await;
    let (olga, ada, event) = house(&app).await;
    let path = format!("/api/events/{event}/messages/");
    let counted = olga.post(&format!("{path}?dry_run=true"), text()).await;
    assert_eq!(counted.status, 200, "{}", counted.text());
    let reach = json!({ "recipients": 1, "unproved": 0, "opted_out": 0, "disabled": 0 });
    assert_eq!(counted.json(), reach);
    let later = (app.hub.now() + chrono::TimeDelta::hours(1)).to_rfc3339();
    let mut message = text();
    message["send_at"] = json!(later);
    let written = olga.post(&path, message.clone()).await;
    assert_eq!(written.status, 202, "{}", written.text());
    assert_eq!(written.json()["recipients"], 1);
    let one = format!("{path}{}/", written.json()["id"].as_str().unwrap());
    assert_eq!(written.header("location"), one);
    let read = olga.get(&one).await.json();
    assert_eq!((&read["state"], &read["audience_size"]), (&json!("SCHEDULED"), &json!(null)));
    assert_eq!(read["audience"]["status"], "CONFIRMED");
    assert_eq!(read["recipients"]["count"], 0);
    message["subject"] = json!("Other doors");
    let changed = olga.put(&one, message).await;
    assert_eq!(changed.status, 200, "{}", changed.text());
    let cancelled = olga.post(&format!("{one}cancel/"), json!({})).await;
    assert_eq!(cancelled.json()["state"], "CANCELLED", "{}", cancelled.text());
    let listed = olga.get(&path).await.json();
    assert_eq!(
        (&listed["count"], &listed["results"][0]["subject"]),
        (&json!(1), &json!("Other doors"))
    );
    assert_eq!(ada.get(&one).await.status, 403);
}

#[tokio::test]
async fn what_is_wrong_is_told_by_its_field_and_a_filter_is_never_passed_over() {
    let app = TestApp::new().await;
    let (olga, _, event) = house(&app).await;
    let path = format!("/api/events/{event}/messages/");
    for (change, field) in [
        (json!({ "subject": "" }), "subject"),
        (json!({ "body": "" }), "body"),
        (json!({ "send_at": "2020-01-01T00:00:00Z" }), "send_at"),
        (json!({ "audience": { "promo_code": "a b" } }), "audience.promo_code"),
        (json!({ "audience": { "origin": "a/b" } }), "audience.origin"),
    ] {
        let mut message = text();
        for (name, value) in change.as_object().unwrap() {
            message[name] = value.clone();
        }
        for path in [path.clone(), format!("{path}?dry_run=true")] {
            let reply = olga.post(&path, message.clone()).await;
            assert_eq!(reply.status, 422, "{field}: {}", reply.text());
            assert!(reply.json()["errors"][field].is_array(), "{field}: {}", reply.text());
        }
    }
    let unknown = json!({ "subject": "a", "body": "b", "audience": { "everybody": true } });
    assert_eq!(olga.post(&path, unknown).await.status, 422);
    let nobody = json!({ "subject": "a", "body": "b", "audience": { "status": "CANCELLED" } });
    let reply = olga.post(&path, nobody).await;
    assert_eq!((reply.status, &*reply.code()), (409, "nobody_to_write_to"));
}

#[tokio::test]
async fn trust_lifts_what_a_new_organizer_may_send() {
    let app = TestApp::new().await;
    let (olga, _, event) = house(&app).await;
    let admin = app.admin().await;
    let path = format!("/api/events/{event}/messages/");
    let first = olga.post(&path, text()).await;
    assert_eq!(first.status, 202, "{}", first.text());
    sqlx::query(
        "INSERT INTO message_recipients (message_id, user_id, booking_id, queued_at)
         SELECT m.id, gen_random_uuid(), gen_random_uuid(), clock_timestamp()
         FROM messages m, generate_series(1, 200)",
    )
    .execute(app.hub.db.pool())
    .await
    .unwrap();
    let refused = olga.post(&path, text()).await;
    assert_eq!((refused.status, &*refused.code()), (429, "message_limit"));
    let user = format!("/api/admin/users/{}", olga.user().id);
    let trusted = admin.post(&format!("{user}/trust/"), json!({})).await;
    assert_eq!(trusted.json()["trusted"], true, "{}", trusted.text());
    assert_eq!(olga.post(&path, text()).await.status, 202);
    let limited = admin.post(&format!("{user}/limit/"), json!({})).await;
    assert_eq!(limited.json()["trusted"], false);
    assert_eq!(olga.post(&path, text()).await.status, 429);
}

#[tokio::test]
async fn a_mail_program_stops_news_by_one_post_and_looking_changes_nothing() {
    let app = TestApp::new().await;
    let (olga, ada, event) = house(&app).await;
    let mut news = text();
    news["news"] = json!(true);
    let path = format!("/api/events/{event}/messages/");
    let message = olga.post(&path, news.clone()).await.json()["id"].as_str().unwrap().to_owned();
    let id = message.parse().unwrap();
    domain::messages::send(&app.hub, id, 100).await.unwrap();
    let mail: uuid::Uuid = sqlx::query_scalar(
        "SELECT id FROM mail_messages WHERE user_id = $1 AND kind = 'organizer_message'",
    )
    .bind(ada.user().id)
    .fetch_one(app.hub.db.pool())
    .await
    .unwrap();
    let letter = domain::mail::letter(&app.hub, mail).await.unwrap().unwrap();
    let mail = crate::mail::render(&letter, "https://hub.test").unwrap();
    let link = mail.unsubscribe.unwrap().replace("https://hub.test", "");
    let out = async || -> i64 {
        let count = sqlx::query_scalar("SELECT count(*) FROM news_opt_outs");
        count.fetch_one(app.hub.db.pool()).await.unwrap()
    };
    let page = app.anonymous().get(&link).await;
    assert_eq!((page.status, out().await), (200, 0), "{}", page.text());
    let post = async |body: &'static str| {
        let request = Request::post(&link)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body));
        app.anonymous().send(request.unwrap()).await
    };
    for _ in 0..2 {
        let reply = post("List-Unsubscribe=One-Click").await;
        assert_eq!((reply.status, out().await), (200, 1), "{}", reply.text());
    }
    let counted = olga.post(&format!("{path}?dry_run=true"), news).await.json();
    assert_eq!((&counted["recipients"], &counted["opted_out"]), (&json!(0), &json!(1)));
    assert_eq!((post("news=again").await.status, out().await), (200, 0));
}

#[tokio::test]
async fn the_frame_shows_what_is_typed_and_nothing_that_acts() {
    let app = TestApp::new().await;
    let (olga, _, event) = house(&app).await;
    let frame = async |body: &'static str, what: &str| {
        let path = format!("/organize/events/{event}/messages/{what}");
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, format!("access={}", olga.tokens().access))
            .header(header::ACCEPT, "text/html")
            .body(Body::from(body));
        app.anonymous().send(request.unwrap()).await
    };
    let shown =
        frame("subject=Doors&body=**five**+%3Cscript%3Ex%3C%2Fscript%3E&theme=dark", "preview")
            .await;
    assert_eq!(shown.status, 200, "{}", shown.text());
    let html = shown.text();
    assert!(html.contains("<strong>five</strong>") && !html.contains("<script"), "{html}");
    assert!(html.contains("@media all"), "by night");
    let policy = shown.header("content-security-policy");
    assert!(policy.contains("frame-ancestors 'self'") && policy.contains("sandbox"), "{policy}");
    let empty = frame("", "preview").await;
    assert_eq!(empty.status, 200, "what is not there yet is no fault");
    let refused = frame("subject=&body=x", "test").await;
    assert_eq!(refused.status, 422);
    assert!(refused.header("content-security-policy").contains("frame-ancestors 'self'"));
    assert_eq!(frame("subject=Doors&body=x&kind=news", "test").await.status, 200);
}
