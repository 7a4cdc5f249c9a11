//! Events that an admin takes off the catalogue, as callers of the API see it.

use crate::testing::TestApp;
use domain::testing::EventBuilder;
use serde_json::json;

#[tokio::test]
async fn an_event_is_hidden_answered_listed_and_restored() {
    let app = TestApp::new().await;
    let (olga, admin, ada) = (app.organizer().await, app.admin().await, app.attendee().await);
    let event = EventBuilder::new(&app.hub).insert(&app.hub, olga.user().id).await;
    let (path, why) = (format!("/api/events/{event}/"), format!("/api/events/{event}/hiding/"));
    assert_eq!(olga.get(&why).await.status, 404);
    let hide = format!("/api/admin/events/{event}/hide/");
    let wrong = admin.post(&hide, json!({ "reason": "" })).await;
    assert_eq!(wrong.status, 422);
    let hidden = admin.post(&hide, json!({ "reason": "Not yours." })).await;
    assert_eq!(hidden.status, 200, "{}", hidden.text());
    assert_eq!(hidden.json()["hidden"]["reason"], "Not yours.");
    assert_eq!((ada.get(&path).await.status, olga.get(&path).await.status), (404, 200));
    let list = app.anonymous().get("/api/events/").await.json();
    assert_eq!(list["count"], 0);
    let booked = ada.post("/api/bookings/", json!({ "event": event, "quantity": 1 })).await;
    assert_eq!(booked.status, 404, "{}", booked.text());
    let answered = olga.post(&format!("{why}answer/"), json!({ "text": "Mine." })).await;
    assert_eq!(answered.json()["answer"], "Mine.", "{}", answered.text());
    let listed = admin.get("/api/admin/events/?hidden=true&phase=upcoming").await.json();
    assert_eq!(listed["results"][0]["hidden"]["answer"], "Mine.");
    assert_eq!(admin.get("/api/admin/events/?hidden=perhaps").await.status, 422);
    let restore = format!("/api/admin/events/{event}/restore/");
    let restored = admin.post(&restore, json!({ "reason": "Sorry." })).await;
    assert_eq!(restored.json()["hidden"], json!(null), "{}", restored.text());
    assert_eq!(ada.get(&path).await.status, 200);
}
