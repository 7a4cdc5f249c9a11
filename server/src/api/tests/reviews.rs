//! Reviews as a caller of the API sees them.

use crate::testing::{Client, TestApp};
use chrono::TimeDelta;
use domain::testing::{EventBuilder, attendance};
use serde_json::{Value, json};
use types::ids::EventId;

/// An event that ended two hours ago.
async fn past(app: &TestApp) -> EventId {
    let organizer = app.organizer().await;
    let start_date = app.hub.now() - TimeDelta::hours(5);
    EventBuilder {
        start_date,
        end_date: start_date + TimeDelta::hours(3),
        ..EventBuilder::new(&app.hub)
    }
    .insert(&app.hub, organizer.user().id)
    .await
}

async fn guest(app: &TestApp, event: EventId) -> Client {
    let guest = app.attendee().await;
    attendance(&app.hub, event, guest.user().id, true).await;
    guest
}

fn path(event: EventId) -> String {
    format!("/api/events/{event}/reviews/")
}

#[tokio::test]
async fn reviews_are_listed_with_their_average_and_a_count_per_star() {
    let app = TestApp::new().await;
    let event = past(&app).await;
    let empty = app.anonymous().get(&path(event)).await.json();
    assert_eq!((&empty["count"], &empty["average_rating"]), (&json!(0), &json!(null)));
    assert_eq!(empty["stars"], json!({ "1": 0, "2": 0, "3": 0, "4": 0, "5": 0 }));
    let (ada, eve) = (guest(&app, event).await, guest(&app, event).await);
    let reply = ada.post(&path(event), json!({ "rating": 5, "comment": " Wow 🎉 " })).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    let review = reply.json();
    assert_eq!((&review["rating"], &review["comment"]), (&json!(5), &json!("Wow 🎉")));
    assert_eq!(review["author"]["id"], ada.user().id.to_string());
    assert_eq!((&review["hidden_at"], &review["hide_reason"]), (&Value::Null, &Value::Null));
    eve.post(&path(event), json!({ "rating": 2 })).await;
    let list = app.anonymous().get(&format!("{}?page_size=1", path(event))).await.json();
    assert_eq!((&list["count"], &list["average_rating"]), (&json!(2), &json!(3.5)));
    assert_eq!(list["stars"], json!({ "1": 0, "2": 1, "3": 0, "4": 0, "5": 1 }));
    assert!(list["next"].as_str().unwrap().ends_with("/reviews/?page_size=1&page=2"));
    assert_eq!(list["results"][0]["rating"], 2);
    let shown = app.anonymous().get(&format!("/api/events/{event}/")).await.json();
    assert_eq!((&shown["average_rating"], &shown["reviews_count"]), (&json!(3.5), &json!(2)));
    let email = serde_json::to_string(&list).unwrap();
    assert!(!email.contains('@'), "nobody's address is shown");

    let own = format!("/api/reviews/{}/", review["id"].as_str().unwrap());
    let changed = ada.put(&own, json!({ "rating": 4 })).await;
    assert_eq!((changed.status, &changed.json()["comment"]), (200, &json!("")));
    assert_eq!(ada.delete(&own).await.status, 204);
    assert_eq!(ada.delete(&own).await.status, 404);
    assert_eq!(app.anonymous().get(&path(event)).await.json()["average_rating"], 2.0);
}

#[tokio::test]
async fn a_hidden_review_counts_in_no_average_and_keeps_its_reason() {
    let app = TestApp::new().await;
    let event = past(&app).await;
    let (ada, eve, admin) = (guest(&app, event).await, guest(&app, event).await, app.admin().await);
    ada.post(&path(event), json!({ "rating": 5 })).await;
    let bad = eve.post(&path(event), json!({ "rating": 1, "comment": "@#!" })).await.json();
    let bad = format!("/api/reviews/{}/", bad["id"].as_str().unwrap());
    let hidden = admin.post(&format!("{bad}hide/"), json!({ "reason": "Insults" })).await;
    assert_eq!((hidden.status, &hidden.json()["hide_reason"]), (200, &json!("Insults")));
    let list = app.anonymous().get(&path(event)).await.json();
    assert_eq!((&list["count"], &list["average_rating"]), (&json!(1), &json!(5.0)));
    assert_eq!(
        (eve.delete(&bad).await.code().as_str(), ada.delete(&bad).await.status),
        ("review_hidden", 404)
    );
    let restored = admin.post(&format!("{bad}restore/"), json!({})).await;
    assert_eq!((restored.status, &restored.json()["hidden_at"]), (200, &Value::Null));
    assert_eq!(app.anonymous().get(&path(event)).await.json()["count"], 2);
}

#[tokio::test]
async fn every_refusal_of_a_review_is_clear() {
    let app = TestApp::new().await;
    let event = past(&app).await;
    let (ada, admin) = (guest(&app, event).await, app.admin().await);
    let soon = EventBuilder::new(&app.hub).insert(&app.hub, app.organizer().await.user().id).await;
    attendance(&app.hub, soon, ada.user().id, false).await;
    let good = json!({ "rating": 5 });
    let nothing = domain::ids::new_id();
    for (path, body, status, code) in [
        (path(soon), good.clone(), 409, "event_not_ended"),
        (format!("/api/events/{nothing}/reviews/"), good.clone(), 404, "not_found"),
        ("/api/events/%00/reviews/".to_owned(), good.clone(), 404, "not_found"),
        (path(event), json!({ "rating": 0 }), 422, "validation_failed"),
        (path(event), json!({ "rating": 6 }), 422, "validation_failed"),
        (path(event), json!({ "rating": i64::MAX }), 422, "validation_failed"),
        (path(event), json!({ "rating": 4.5 }), 422, "validation_failed"),
        (path(event), json!({ "rating": "5" }), 422, "validation_failed"),
        (path(event), json!({}), 422, "validation_failed"),
        (path(event), json!({ "rating": 5, "stars": 5 }), 422, "unknown_field"),
        (path(event), json!({ "rating": 5, "comment": "\0" }), 422, "validation_failed"),
        (
            path(event),
            json!({ "rating": 5, "comment": "x".repeat(10_000) }),
            422,
            "validation_failed",
        ),
        (path(event), good.clone(), 201, ""),
        (path(event), good.clone(), 409, "already_reviewed"),
    ] {
        let reply = ada.post(&path, body.clone()).await;
        assert_eq!((reply.status, reply.code().as_str()), (status, code), "{path} {body}");
    }
    let stranger = app.attendee().await.post(&path(event), good).await;
    assert_eq!((stranger.status, stranger.code().as_str()), (403, "not_attended"));
    let review = format!("/api/reviews/{nothing}/");
    assert_eq!(ada.put(&review, json!({ "rating": 1 })).await.status, 404);
    assert_eq!(ada.put("/api/reviews/none/", json!({ "rating": 1 })).await.status, 404);
    let refused = admin.post(&format!("{review}hide/"), json!({ "reason": "" })).await;
    assert_eq!(refused.status, 404, "what is not there is said first");
    let list = app.anonymous().get(&path(event)).await.json();
    let written = format!("/api/reviews/{}/", list["results"][0]["id"].as_str().unwrap());
    for reason in [json!(""), json!("  "), json!("x".repeat(501)), json!(null)] {
        let reply = admin.post(&format!("{written}hide/"), json!({ "reason": reason })).await;
        assert_eq!(reply.status, 422, "{reason}");
    }
    assert_eq!(admin.post(&format!("{review}restore/"), json!({})).await.status, 404);
    let page = app.anonymous().get(&format!("{}?page=0", path(event))).await;
    assert_eq!(page.status, 422);
}

#[tokio::test]
async fn an_answer_is_shown_with_its_review_and_a_report_to_admins() {
    let app = TestApp::new().await;
    let event = past(&app).await;
    let (ada, eve, admin) = (guest(&app, event).await, guest(&app, event).await, app.admin().await);
    let review = ada.post(&path(event), json!({ "rating": 2, "comment": "Hm" })).await.json();
    let at = format!("/api/reviews/{}/", review["id"].as_str().unwrap());
    let answered = admin.post(&format!("{at}reply/"), json!({ "text": "Sorry!" })).await;
    assert_eq!((answered.status, &answered.json()["reply"]["text"]), (200, &json!("Sorry!")));
    let other = admin.post(&format!("{at}reply/"), json!({ "text": "Or not." })).await;
    assert_eq!((other.status, other.code().as_str()), (409, "already_replied"));
    let list = app.anonymous().get(&path(event)).await.json();
    assert_eq!(list["results"][0]["reply"]["text"], "Sorry!");
    assert_eq!(admin.delete(&format!("{at}reply/")).await.status, 204);
    let list = app.anonymous().get(&path(event)).await.json();
    assert_eq!(list["results"][0]["reply"], json!(null));

    let report = json!({ "reason": "Not about the event" });
    assert_eq!(eve.post(&format!("{at}report/"), report.clone()).await.status, 204);
    let again = eve.post(&format!("{at}report/"), report).await;
    assert_eq!((again.status, again.code().as_str()), (409, "already_reported"));
    let found = admin.get("/api/admin/reviews/?state=reported").await.json();
    assert_eq!((&found["count"], &found["results"][0]["review"]["id"]), (&json!(1), &review["id"]));
    let told = &found["results"][0]["reports"][0];
    assert_eq!(told["reporter"]["id"], eve.user().id.to_string());
    assert_eq!(told["reason"], "Not about the event");
    admin.post(&format!("{at}restore/"), json!({})).await;
    let found = admin.get("/api/admin/reviews/?state=reported").await.json();
    assert_eq!(found["count"], 0);
    assert_eq!(admin.get("/api/admin/reviews/?state=odd").await.status, 422);
}
