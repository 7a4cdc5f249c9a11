//! An address counts as its owner's only after the link in the first mail.

use crate::testing::{Client, PASSWORD, TestApp};
use axum::body::Body;
use axum::http::{Method, Request};
use serde_json::{Value, json};
use types::accounts::Role;

const VERIFY: &str = "/api/auth/verify-email/";
const RESEND: &str = "/api/auth/verify-email/resend/";

/// The secret of the last link that was mailed to an address.
async fn link(app: &TestApp, email: &str) -> String {
    sqlx::query_scalar(
        "SELECT data->>'token' FROM mail_messages WHERE kind = 'verify_email' AND recipient = $1 \
         ORDER BY created_at DESC, id DESC LIMIT 1",
    )
    .bind(email)
    .fetch_one(app.hub.db.pool())
    .await
    .unwrap()
}

async fn verified(client: &Client) -> Value {
    client.get("/api/users/me/").await.json()["email_verified"].clone()
}

async fn bare(client: &Client, method: Method, path: &str) -> u16 {
    client.send(client.request(method, path).body(Body::empty()).unwrap()).await.status
}

fn evening(status: &str) -> Value {
    json!({ "title": "An evening", "description": "", "category": "rust", "location": "Berlin",
        "start_date": "2030-06-01T16:00:00Z", "end_date": "2030-06-01T19:00:00Z",
        "timezone": "Europe/Berlin", "max_capacity": 10, "price": "0.00", "currency": "EUR",
        "status": status })
}

#[tokio::test]
async fn an_address_is_verified_once_by_the_link_in_the_first_mail() {
    let app = TestApp::new().await;
    let ada = app.newcomer(Role::Attendee).await;
    assert_eq!(verified(&ada).await, json!(false));
    let token = link(&app, &ada.user().email).await;
    let stranger = app.anonymous();
    let wrong = stranger.post(VERIFY, json!({ "token": "made up" })).await;
    assert_eq!((wrong.status, wrong.code().as_str()), (401, "token_invalid"));
    // Looking at the page is not following the link: mail programs look ahead.
    for _ in 0..2 {
        let page = stranger.get(&format!("/verify-email?token={token}")).await;
        assert_eq!(page.status, 200);
        let text = page.text();
        assert!(text.contains("<form") && text.contains("/fn/verify-email"), "{text}");
        assert!(text.contains(&format!("value=\"{token}\"")), "works without scripts");
        assert_eq!(page.header("x-robots-tag"), "noindex");
    }
    assert_eq!(verified(&ada).await, json!(false));
    assert_eq!(stranger.post(VERIFY, json!({ "token": token })).await.status, 204);
    assert_eq!(verified(&ada).await, json!(true));
    let again = stranger.post(VERIFY, json!({ "token": token })).await;
    assert_eq!((again.status, again.code().as_str()), (401, "token_invalid"));
}

#[tokio::test]
async fn the_link_is_sent_again_a_few_times_a_day() {
    let app = TestApp::new().await;
    let ada = app.newcomer(Role::Attendee).await;
    for _ in 0..4 {
        assert_eq!(bare(&ada, Method::POST, RESEND).await, 202);
    }
    let refused = ada.send(ada.request(Method::POST, RESEND).body(Body::empty()).unwrap()).await;
    assert_eq!((refused.status, refused.code().as_str()), (429, "too_many_requests"));
    assert!(!refused.header("retry-after").is_empty());
    assert_eq!(bare(&app.attendee().await, Method::POST, RESEND).await, 202, "nothing to send");
}

#[tokio::test]
async fn nobody_publishes_before_by_any_entrance() {
    let app = TestApp::new().await;
    domain::testing::category(&app.hub, "rust").await;
    let olga = app.newcomer(Role::Organizer).await;
    let refused = olga.post("/api/events/", evening("PUBLISHED")).await;
    assert_eq!((refused.status, refused.code().as_str()), (403, "email_not_verified"));
    let draft = olga.post("/api/events/", evening("DRAFT")).await;
    assert_eq!(draft.status, 201, "{}", draft.text());
    let path = format!("/api/events/{}/", draft.json()["id"].as_str().unwrap());
    let replaced = olga.put(&path, evening("PUBLISHED")).await;
    let changed = olga.patch(&path, json!({ "status": "PUBLISHED" })).await;
    for reply in [replaced, changed] {
        assert_eq!((reply.status, reply.code().as_str()), (403, "email_not_verified"));
    }
    assert_eq!(app.anonymous().get(&path).await.status, 404, "it is a draft still");
    let token = link(&app, &olga.user().email).await;
    app.anonymous().post(VERIFY, json!({ "token": token })).await;
    assert_eq!(olga.patch(&path, json!({ "status": "PUBLISHED" })).await.status, 200);
}

#[tokio::test]
async fn another_address_is_verified_first_and_ends_no_session() {
    let app = TestApp::new().await;
    let (ada, bob) = (app.attendee().await, app.attendee().await);
    let path = "/api/users/me/email/";
    let wish = |email: &str, password: &str| json!({ "email": email, "password": password });
    let wanted = "ada@elsewhere.test";
    let wrong = ada.post(path, wish(wanted, "not it at all")).await;
    assert_eq!(wrong.json()["errors"]["password"][0]["code"], "wrong_password");
    assert_eq!(ada.post(path, wish("nonsense", PASSWORD)).await.status, 422);
    let refused = ada.post(path, wish(&bob.user().email, PASSWORD)).await;
    assert_eq!((refused.status, refused.code().as_str()), (409, "email_taken"));
    assert_eq!(ada.post(path, wish(wanted, PASSWORD)).await.status, 202);
    assert_eq!(ada.get("/api/users/me/").await.json()["email"], json!(ada.user().email));
    let token = link(&app, wanted).await;
    assert_eq!(app.anonymous().post(VERIFY, json!({ "token": token })).await.status, 204);
    let now = ada.get("/api/users/me/").await.json();
    assert_eq!((&now["email"], &now["email_verified"]), (&json!(wanted), &json!(true)));
    let log_in = wish(wanted, PASSWORD);
    assert_eq!(app.anonymous().post("/api/auth/login/", log_in).await.status, 200);
}

#[tokio::test]
async fn the_account_page_says_what_is_missing_and_sends_the_link_again_without_scripts() {
    let app = TestApp::new().await;
    let page = async |client: &Client| {
        let request = Request::get("/account")
            .header("cookie", format!("access={}", client.tokens().access))
            .body(Body::empty())
            .unwrap();
        app.anonymous().send(request).await.text()
    };
    let missing = page(&app.newcomer(Role::Organizer).await).await;
    assert!(missing.contains("verify-notice") && missing.contains("/fn/resend-verification"));
    assert!(!page(&app.organizer().await).await.contains("verify-notice"));
}
