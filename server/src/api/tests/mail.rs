//! Dead letters: seen and sent again by admins.

use crate::testing::{Client, TestApp};
use domain::mail::mark_failed;
use domain::testing::EventBuilder;
use serde_json::{Value, json};
use uuid::Uuid;

/// Somebody who booked, and the message that says so.
async fn booked(app: &TestApp) -> (Client, Uuid) {
    let (organizer, ada) = (app.organizer().await, app.attendee().await);
    let event = EventBuilder { title: "Evening of Rust".into(), ..EventBuilder::new(&app.hub) }
        .insert(&app.hub, organizer.user().id)
        .await;
    let booking = ada.post("/api/bookings/", json!({ "event": event, "quantity": 1 })).await;
    let id = sqlx::query_scalar("SELECT id FROM mail_messages WHERE booking_id = $1::uuid")
        .bind(booking.json()["id"].as_str().unwrap())
        .fetch_one(app.hub.db.pool())
        .await
        .unwrap();
    (ada, id)
}

async fn ids(admin: &Client, query: &str) -> Vec<Value> {
    let list = admin.get(&format!("/api/admin/mail/?{query}")).await;
    assert_eq!(list.status, 200, "{}", list.text());
    let list = list.json();
    list["results"].as_array().unwrap().iter().map(|mail| mail["id"].clone()).collect()
}

#[tokio::test]
async fn an_admin_finds_a_dead_letter_and_sends_it_again() {
    let app = TestApp::new().await;
    let admin = app.admin().await;
    let (ada, id) = booked(&app).await;
    let (_, other) = booked(&app).await;
    mark_failed(&app.hub, id, "550 5.1.1 no such user".into()).await.unwrap();
    assert_eq!(ids(&admin, "state=failed").await, [json!(id)]);
    assert!(!ids(&admin, "state=queued").await.contains(&json!(id)));
    let user = ada.user();
    let name: String = url::form_urlencoded::byte_serialize(user.display_name.as_bytes()).collect();
    for search in [format!("search={}", user.email.to_uppercase()), format!("search={name}")] {
        let found = ids(&admin, &search).await;
        assert!(found.contains(&json!(id)) && !found.contains(&json!(other)), "{search}");
    }
    let mail = &admin.get("/api/admin/mail/?state=failed").await.json()["results"][0];
    assert_eq!((&mail["state"], &mail["attempts"]), (&json!("failed"), &json!(1)));
    assert_eq!(mail["last_error"], "550 5.1.1 no such user");
    assert_eq!(mail["kind"], "booking_confirmed");
    assert_eq!(mail["display_name"], json!(user.display_name));

    let again = admin.post(&format!("/api/admin/mail/{id}/resend/"), json!(null)).await;
    assert_eq!(again.status, 202, "{}", again.text());
    assert_eq!(ids(&admin, "state=failed").await, [json!(null); 0]);
    mark_failed(&app.hub, id, "550 5.1.1 no such user".into()).await.unwrap();
    let all = admin.post("/api/admin/mail/resend/", json!({ "state": "failed" })).await;
    assert_eq!((all.status, all.json()), (202, json!({ "count": 1 })));
    assert!(ids(&admin, "state=queued").await.contains(&json!(id)));
}

#[tokio::test]
async fn what_cannot_be_asked_of_mail_is_told_by_field() {
    let app = TestApp::new().await;
    let admin = app.admin().await;
    let (_, id) = booked(&app).await;
    for query in ["state=lost", "page=0", "page_size=101"] {
        let refused = admin.get(&format!("/api/admin/mail/?{query}")).await;
        let field = query.split('=').next().unwrap();
        assert_eq!(refused.status, 422, "{query}");
        assert!(refused.json()["errors"][field].is_array(), "{}", refused.text());
    }
    for body in [json!({ "state": "sent" }), json!({ "state": "lost" }), json!({}), json!([])] {
        let refused = admin.post("/api/admin/mail/resend/", body.clone()).await;
        assert_eq!(refused.status, 422, "{body}: {}", refused.text());
    }
    let nobody = Uuid::nil();
    let refused = admin.post(&format!("/api/admin/mail/{nobody}/resend/"), json!(null)).await;
    assert_eq!(refused.status, 404);
    sqlx::query("UPDATE mail_messages SET status = 'SENT', sent_at = clock_timestamp()")
        .execute(app.hub.db.pool())
        .await
        .unwrap();
    let refused = admin.post(&format!("/api/admin/mail/{id}/resend/"), json!(null)).await;
    assert_eq!((refused.status, refused.code().as_str()), (409, "mail_already_sent"));
}
