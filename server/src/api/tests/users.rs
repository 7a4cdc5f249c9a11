//! People and their profiles.

use crate::testing::TestApp;
use serde_json::json;

#[tokio::test]
async fn people_see_their_own_account_and_others_see_no_e_mail() {
    let app = TestApp::new().await;
    let ada = app.organizer().await;
    let me = ada.get("/api/users/me/").await.json();
    assert_eq!(me["email"], ada.user().email);
    let reply = app.anonymous().get(&format!("/api/users/{}/", ada.user().id)).await;
    assert_eq!(reply.status, 200);
    assert!(!reply.text().contains("people.test"));
    let profile = reply.json();
    assert_eq!(profile["events_count"], 0);
    assert_eq!(profile["average_rating"], json!(null));
}

#[tokio::test]
async fn people_change_what_is_theirs_to_change() {
    let app = TestApp::new().await;
    let ada = app.attendee().await;
    let change = json!({ "display_name": "Ада", "locale": "ru", "timezone": "Europe/Moscow",
        "avatar": "https://pictures.test/a.png" });
    let changed = ada.put("/api/users/me/", change).await.json();
    assert_eq!(changed["display_name"], "Ада");
    assert_eq!(changed["timezone"], "Europe/Moscow");
    let cleared = ada.put("/api/users/me/", json!({ "avatar": null })).await.json();
    assert_eq!(cleared["avatar"], json!(null));
    assert_eq!(cleared["display_name"], "Ада");
    for (field, value) in [("role", json!("admin")), ("email", json!("x@y.z")), ("id", json!("1"))]
    {
        let reply = ada.put("/api/users/me/", json!({ field: value })).await;
        assert_eq!((reply.status, reply.code().as_str()), (422, "unknown_field"), "{field}");
    }
    let reply = ada.put("/api/users/me/", json!({ "timezone": "Mars/Olympus" })).await;
    assert_eq!(reply.json()["errors"]["timezone"][0]["code"], "unknown_timezone");
    let reply = ada.put("/api/users/me/", json!({ "avatar": "javascript:alert(1)" })).await;
    assert_eq!(reply.status, 422);
}

#[tokio::test]
async fn somebody_who_is_not_there_is_not_found() {
    let app = TestApp::new().await;
    for id in ["00000000-0000-7000-8000-000000000000", "0", "%00", "me2", "🎟"] {
        let reply = app.anonymous().get(&format!("/api/users/{}/", urlencode(id))).await;
        assert_eq!(reply.status, 404, "{id}");
    }
}

fn urlencode(text: &str) -> String {
    if text.is_ascii() {
        text.to_owned()
    } else {
        url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
    }
}
