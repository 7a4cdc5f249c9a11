//! Sessions and the second factor, over the API and by the app's forms.

use crate::state::WebSettings;
use crate::testing::{Client, PASSWORD, Reply, TestApp};
use axum::body::Body;
use axum::http::{Method, Request, header};
use chrono::{SubsecRound as _, TimeDelta};
use domain::Clock as _;
use domain::clock::{FixedClock, SystemClock};
use domain::testing::{EventBuilder, test_hub};
use serde_json::{Value, json};
use std::sync::Arc;

const SESSIONS: &str = "/api/users/me/sessions/";
const TOTP: &str = "/api/users/me/totp/";
const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

async fn with_clock() -> (TestApp, FixedClock) {
    let (hub, database) = test_hub().await;
    let clock = FixedClock::at(SystemClock.now().trunc_subsecs(0));
    let hub = hub.with_clock(Arc::new(clock.clone()));
    (TestApp::on(hub, database, WebSettings::default()), clock)
}

/// Logs in over the API with a browser of this name.
async fn log_in(app: &TestApp, email: &str, user_agent: &str) -> Value {
    let body = json!({ "email": email, "password": PASSWORD });
    let request = Request::post("/api/auth/login/")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::USER_AGENT, user_agent)
        .body(Body::from(body.to_string()));
    app.anonymous().send(request.unwrap()).await.json()
}

async fn ask(app: &TestApp, method: Method, path: &str, access: &Value) -> Reply {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::AUTHORIZATION, format!("Bearer {}", access.as_str().unwrap()))
        .body(Body::empty());
    app.anonymous().send(request.unwrap()).await
}

#[tokio::test]
async fn everybody_sees_where_they_are_logged_in_and_ends_it() {
    let (app, clock) = with_clock().await;
    let ada = app.attendee().await;
    clock.advance(TimeDelta::minutes(1));
    let other = log_in(&app, &ada.user().email, FIREFOX).await;
    let odd = log_in(&app, &ada.user().email, "<script>alert(1)</script>").await;
    let list = ada.get(SESSIONS).await.json();
    let list = list.as_array().unwrap();
    let devices: Vec<_> = list.iter().map(|it| it["device"].clone()).collect();
    assert_eq!(devices.len(), 3);
    assert!(devices.contains(&json!("Firefox, Linux")) && !list[0].to_string().contains("script"));
    let current: Vec<_> = list.iter().filter(|it| it["current"] == json!(true)).collect();
    assert_eq!(current.len(), 1);
    let firefox = list.iter().find(|it| it["device"] == "Firefox, Linux").unwrap();
    let path = format!("{SESSIONS}{}/", firefox["id"].as_str().unwrap());
    let stranger = app.attendee().await;
    assert_eq!(stranger.delete(&path).await.status, 404);
    assert_eq!(ada.delete(&path).await.status, 204);
    assert_eq!(ada.delete(&path).await.status, 204, "once more changes nothing");
    // It opens nothing any more, and books nothing.
    let host = app.organizer().await.user().id;
    let event = EventBuilder::new(&app.hub).insert(&app.hub, host).await;
    let book = Request::post("/api/bookings/")
        .header(header::AUTHORIZATION, format!("Bearer {}", other["access"].as_str().unwrap()))
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(json!({ "event": event, "quantity": 1 }).to_string()));
    assert_eq!(app.anonymous().send(book.unwrap()).await.code(), "token_invalid");
    for path in ["/api/users/me/", "/api/users/me/live/", "/api/bookings/", SESSIONS] {
        let reply = ask(&app, Method::GET, path, &other["access"]).await;
        assert_eq!(reply.code(), "token_invalid", "{path}");
    }
    let refresh = json!({ "refresh": other["refresh"] });
    let reply = app.anonymous().post("/api/auth/refresh/", refresh).await;
    assert_eq!(reply.code(), "token_invalid");
    // All others go, and who asks stays.
    assert_eq!(ada.delete(SESSIONS).await.status, 204);
    assert_eq!(ask(&app, Method::GET, SESSIONS, &odd["access"]).await.status, 401);
    assert_eq!(ada.get(SESSIONS).await.json().as_array().unwrap().len(), 1);
    assert_eq!(stranger.get(SESSIONS).await.status, 200, "nobody else's");
    let entries: Vec<String> = sqlx::query_scalar(
        "SELECT action FROM audit_log WHERE actor_id = $1 AND action LIKE 'account.session%'
         ORDER BY id",
    )
    .bind(ada.user().id.0)
    .fetch_all(app.hub.db.pool())
    .await
    .unwrap();
    assert_eq!(entries, ["account.session_ended", "account.sessions_ended"]);
}

#[tokio::test]
async fn when_a_session_was_last_used_is_written_once_an_hour() {
    let (app, clock) = with_clock().await;
    let ada = app.attendee().await;
    let mut refresh = json!(ada.tokens().refresh);
    let began = app.hub.now();
    for (minutes, seen) in [(30, 0), (29, 0), (1, 60), (59, 60), (2, 121)] {
        clock.advance(TimeDelta::minutes(minutes));
        let body = json!({ "refresh": refresh });
        let tokens = app.anonymous().post("/api/auth/refresh/", body).await.json();
        refresh = tokens["refresh"].clone();
        let list = ask(&app, Method::GET, SESSIONS, &tokens["access"]).await.json();
        let at: chrono::DateTime<chrono::Utc> =
            list[0]["last_seen_at"].as_str().unwrap().parse().unwrap();
        assert_eq!((at - began).num_minutes(), seen);
    }
}

fn code(secret: &Value, app: &TestApp) -> String {
    domain::accounts::shown_code(secret.as_str().unwrap(), app.hub.now()).unwrap()
}

/// Sets the second factor up; the secret.
pub(super) async fn set_up(app: &TestApp, ada: &Client) -> Value {
    let setup = ada.post(TOTP, json!({ "password": PASSWORD })).await.json();
    let confirm = json!({ "code": code(&setup["secret"], app) });
    let reply = ada.post(&format!("{TOTP}confirm/"), confirm).await;
    assert_eq!(reply.status, 204, "{}", reply.text());
    setup["secret"].clone()
}

#[tokio::test]
async fn a_second_factor_is_set_up_asked_for_and_turned_off() {
    let (app, clock) = with_clock().await;
    let ada = app.attendee().await;
    assert_eq!(ada.get(TOTP).await.json()["enabled"], json!(false));
    let wrong = ada.post(TOTP, json!({ "password": "another one" })).await;
    assert_eq!((wrong.status, wrong.code().as_str()), (422, "validation_failed"));
    let setup = ada.post(TOTP, json!({ "password": PASSWORD })).await.json();
    assert_eq!(setup["recovery_codes"].as_array().unwrap().len(), 10);
    let uri = setup["uri"].as_str().unwrap();
    assert!(uri.starts_with("otpauth://totp/") && uri.contains(setup["secret"].as_str().unwrap()));
    let confirm = format!("{TOTP}confirm/");
    let wrong = ada.post(&confirm, json!({ "code": "12345" })).await;
    assert_eq!(wrong.json()["errors"]["code"][0]["code"], "wrong_code");
    let right = json!({ "code": code(&setup["secret"], &app) });
    assert_eq!(ada.post(&confirm, right).await.status, 204);
    let status = ada.get(TOTP).await.json();
    assert_eq!((&status["enabled"], &status["recovery_codes_left"]), (&json!(true), &json!(10)));
    assert!(!ada.get(TOTP).await.text().contains(setup["secret"].as_str().unwrap()));
    // Logging in asks for it.
    let login = |code: Option<String>| {
        let mut body = json!({ "email": ada.user().email, "password": PASSWORD });
        if let Some(code) = code {
            body["code"] = json!(code);
        }
        let client = app.anonymous();
        async move { client.post("/api/auth/login/", body).await }
    };
    let reply = login(None).await;
    assert_eq!((reply.status, reply.code().as_str()), (401, "second_factor_required"));
    clock.advance(TimeDelta::seconds(30));
    assert_eq!(login(Some("000000".into())).await.status, 422);
    assert_eq!(login(Some(code(&setup["secret"], &app))).await.status, 200);
    assert_eq!(login(Some(code(&setup["secret"], &app))).await.status, 422, "used");
    // Turning it off asks for both.
    let stop = |password: &str, code: &str| {
        let body = json!({ "password": password, "code": code });
        let ada = ada.clone();
        async move { ada.json(Method::DELETE, TOTP, body).await.status }
    };
    assert_eq!(stop("another one", &code(&setup["secret"], &app)).await, 422);
    assert_eq!(stop(PASSWORD, "000000").await, 422);
    let recovery = setup["recovery_codes"][0].as_str().unwrap();
    assert_eq!(stop(PASSWORD, recovery).await, 204);
    assert_eq!(login(None).await.status, 200);
}

fn cookies(reply: &Reply) -> Vec<String> {
    let all = reply.headers.get_all(header::SET_COOKIE).iter();
    let pair = |it: &header::HeaderValue| it.to_str().ok()?.split(';').next().map(str::to_owned);
    all.filter_map(pair).collect()
}

/// A form of the app as a browser without JavaScript posts it.
async fn form(app: &TestApp, path: &str, body: String, cookies: &str) -> Reply {
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "text/html")
        .header(header::COOKIE, cookies)
        .body(Body::from(body));
    app.anonymous().send(request.unwrap()).await
}

#[tokio::test]
async fn the_first_form_leads_to_the_second_which_logs_in() {
    let (app, clock) = with_clock().await;
    let ada = app.attendee().await;
    let secret = set_up(&app, &ada).await;
    clock.advance(TimeDelta::seconds(30));
    let email = ada.user().email.clone();
    let typed = [("email", &*email), ("password", PASSWORD), ("next", "/certificates")];
    let typed = serde_urlencoded::to_string(typed).unwrap();
    let first = form(&app, "/fn/login", typed, "").await;
    assert_eq!(first.header("location"), "/login/code?next=/certificates");
    let left = cookies(&first);
    assert!(!left.iter().any(|it| it.starts_with("access=") || it.starts_with("refresh=")));
    let challenge = left.iter().find(|it| it.starts_with("challenge=")).unwrap();
    assert!(app.anonymous().get("/login/code").await.text().contains("name=\"code\""));
    let typed = format!("code={}&next=%2Fcertificates", code(&secret, &app));
    let nobody = form(&app, "/fn/login-code", typed.clone(), "").await;
    assert!(!cookies(&nobody).iter().any(|it| it.starts_with("access=")));
    let second = form(&app, "/fn/login-code", typed, challenge).await;
    assert_eq!(second.header("location"), "/certificates");
    let left = cookies(&second);
    assert!(left.iter().any(|it| it.starts_with("access=") && it.len() > 20));
    assert!(left.contains(&"challenge=".to_owned()), "it is forgotten: {left:?}");
}
