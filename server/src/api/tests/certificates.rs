//! Certificates as a caller of the API sees them.

use crate::testing::TestApp;
use axum::body::Body;
use axum::http::{Method, Request, header};
use chrono::TimeDelta;
use domain::testing::{EventBuilder, attendance, person};
use serde_json::json;
use types::accounts::Role;

#[tokio::test]
async fn certificates_are_issued_checked_and_revoked() {
    let app = TestApp::new().await;
    let (organizer, ada, eve) = (app.organizer().await, app.attendee().await, app.attendee().await);
    let start_date = app.hub.now() - TimeDelta::hours(5);
    let event = EventBuilder {
        start_date,
        end_date: start_date + TimeDelta::hours(3),
        ..EventBuilder::new(&app.hub)
    }
    .insert(&app.hub, organizer.user().id)
    .await;
    attendance(&app.hub, event, ada.user().id, true).await;
    attendance(&app.hub, event, eve.user().id, false).await;
    let issue = format!("/api/events/{event}/certificates/");
    let reply = organizer.post(&issue, json!({ "checked_in_only": true })).await;
    assert_eq!(
        (reply.status, reply.json()),
        (201, json!({ "issued": 1, "total": 1, "remaining": 0 }))
    );
    // An empty body, an empty object: everybody. Then there is nothing left to do.
    let bare = organizer.request(Method::POST, &issue).body(Body::empty()).unwrap();
    let reply = organizer.send(bare).await;
    assert_eq!(
        (reply.status, reply.json()),
        (201, json!({ "issued": 1, "total": 2, "remaining": 0 }))
    );
    let reply = organizer.post(&issue, json!({})).await;
    assert_eq!(
        (reply.status, reply.json()),
        (200, json!({ "issued": 0, "total": 2, "remaining": 0 }))
    );
    assert_eq!(organizer.post(&issue, json!({ "all": true })).await.code(), "unknown_field");
    let state = organizer.get(&issue).await.json();
    assert_eq!((&state["closed"], &state["valid"]), (&json!(null), &json!(2)));
    assert_eq!((&state["people_missing"], &state["run"]["issued"]), (&json!(0), &json!(0)));
    assert!(state["run"]["finished_at"].is_string(), "{state}");

    let list = ada.get("/api/certificates/").await.json();
    assert_eq!(list["count"], 1);
    let certificate = &list["results"][0];
    assert_eq!(certificate["name"], ada.user().display_name);
    assert_eq!(certificate["event"]["id"], event.to_string());
    let number = certificate["number"].as_str().unwrap().to_owned();
    let path = format!("/api/certificates/{number}/");
    let found = app.anonymous().get(&path).await;
    assert_eq!((found.status, &found.json()), (200, certificate));
    assert!(!found.text().contains('@'), "nobody's address is shown");
    assert_eq!(app.anonymous().get(&path.to_lowercase()).await.json(), *certificate);
    let pdf = app.anonymous().get(&format!("{path}pdf/")).await;
    assert_eq!((pdf.status, pdf.header("content-type")), (200, "application/pdf"));
    assert!(pdf.body.starts_with(b"%PDF-"));

    assert_eq!(ada.post(&format!("{path}revoke/"), json!({})).await.status, 403);
    assert_eq!(organizer.post(&format!("{path}revoke/"), json!({})).await.status, 204);
    let unknown = domain::ids::certificate_number();
    let unknown = app.anonymous().get(&format!("/api/certificates/{unknown}/")).await;
    let revoked = app.anonymous().get(&path).await;
    assert_eq!((revoked.status, &revoked.body), (404, &unknown.body), "the same to the byte");
    let headers = |reply: &crate::testing::Reply| {
        let mut headers = reply.headers.clone();
        headers.remove("x-request-id");
        headers
    };
    assert_eq!(headers(&revoked), headers(&unknown));
    assert_eq!(app.anonymous().get(&format!("{path}pdf/")).await.status, 404);
    for odd in ["1", "%00", "🎉", &"x".repeat(5000), "../../etc"] {
        let odd = odd.replace('🎉', "%F0%9F%8E%89");
        assert_eq!(app.anonymous().get(&format!("/api/certificates/{odd}/")).await.status, 404);
    }
}

#[tokio::test]
async fn an_event_that_is_not_over_certifies_nothing() {
    let app = TestApp::new().await;
    let (organizer, ada) = (app.organizer().await, app.attendee().await);
    let soon = EventBuilder::new(&app.hub).insert(&app.hub, organizer.user().id).await;
    attendance(&app.hub, soon, ada.user().id, false).await;
    let issue = format!("/api/events/{soon}/certificates/");
    let early = organizer.post(&issue, json!({})).await;
    assert_eq!((early.status, early.code().as_str()), (409, "event_not_ended"));
    assert_eq!(ada.post(&issue, json!({})).await.status, 403);
    assert_eq!(ada.get("/api/certificates/").await.json()["count"], 0);
}

#[tokio::test]
async fn what_a_job_still_has_to_make_is_said_by_the_api_and_shown_without_javascript() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    let start_date = app.hub.now() - TimeDelta::hours(5);
    let event = EventBuilder {
        start_date,
        end_date: start_date + TimeDelta::hours(3),
        capacity: 200,
        ..EventBuilder::new(&app.hub)
    }
    .insert(&app.hub, organizer.user().id)
    .await;
    for _ in 0..103 {
        attendance(&app.hub, event, person(&app.hub, Role::Attendee).await, true).await;
    }
    let issue = format!("/api/events/{event}/certificates/");
    let answer = organizer.post(&issue, json!({})).await;
    let told = json!({ "issued": 100, "total": 100, "remaining": 3 });
    assert_eq!((answer.status, answer.json()), (202, told));
    let again = organizer.post(&issue, json!({})).await;
    let told = json!({ "issued": 0, "total": 100, "remaining": 3 });
    assert_eq!((again.status, again.json()), (202, told));
    let state = organizer.get(&issue).await.json();
    assert_eq!((&state["run"]["issued"], &state["people_missing"]), (&json!(100), &json!(3)));
    assert_eq!(state["run"]["finished_at"], json!(null));
    let page = async || {
        let cookie = format!("access={}", organizer.tokens().access);
        let path = format!("/organize/events/{event}/certificates");
        let request = Request::get(path).header(header::COOKIE, cookie).body(Body::empty());
        organizer.send(request.unwrap()).await.text()
    };
    let shown = page().await;
    assert!(shown.contains("data-testid=\"issuing\""), "{shown}");
    assert!(shown.contains("max=\"103\"") && shown.contains("value=\"100\""), "{shown}");
    domain::certificates::issue_more(&app.hub, event, 100).await.unwrap();
    assert!(!page().await.contains("data-testid=\"issuing\""));
    assert_eq!(organizer.get(&issue).await.json()["valid"], 103);
}
