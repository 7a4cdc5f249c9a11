//! Proving who one is.

use crate::state::WebSettings;
use crate::testing::{PASSWORD, TestApp};
use axum::body::Body;
use axum::http::Request;
use chrono::TimeDelta;
use domain::Clock as _;
use domain::accounts::RefreshError;
use domain::clock::{FixedClock, SystemClock};
use domain::testing::test_hub;
use serde_json::{Value, json};
use std::sync::Arc;

fn refresh(token: &str) -> Value {
    json!({ "refresh": token })
}

/// An application whose clock the test moves.
async fn with_clock() -> (TestApp, FixedClock) {
    let (hub, database) = test_hub().await;
    let clock = FixedClock::at(SystemClock.now());
    let hub = hub.with_clock(Arc::new(clock.clone()));
    (TestApp::on(hub, database, WebSettings::default()), clock)
}

#[tokio::test]
async fn who_registers_is_logged_in() {
    let app = TestApp::new().await;
    let reply = app
        .anonymous()
        .post(
            "/api/auth/register/",
            json!({ "email": " Ada@People.Test ", "password": PASSWORD, "display_name": " Ada 🎟 " }),
        )
        .await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    let body = reply.json();
    assert_eq!(body["user"]["email"], "ada@people.test");
    assert_eq!(body["user"]["display_name"], "Ada 🎟");
    assert_eq!(body["user"]["role"], "attendee");
    assert!(body["access"].is_string() && body["refresh"].is_string());
    assert!(!reply.text().contains("argon2"));
}

#[tokio::test]
async fn an_address_has_one_account_however_it_is_written_and_however_many_ask() {
    let app = TestApp::new().await;
    let ask = |email: &str| {
        let body = json!({ "email": email, "password": PASSWORD, "display_name": "Ada" });
        let client = app.anonymous();
        async move { client.post("/api/auth/register/", body).await.status }
    };
    let emails = ["ada@people.test", "ADA@people.test", "ada@People.Test", " ada@people.test"];
    let mut statuses = futures::future::join_all(emails.map(ask)).await;
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409, 409, 409]);
}

#[tokio::test]
async fn nobody_registers_as_an_admin() {
    let app = TestApp::new().await;
    let body = json!({ "email": "a@people.test", "password": PASSWORD, "display_name": "A", "role": "admin" });
    let reply = app.anonymous().post("/api/auth/register/", body).await;
    assert_eq!(reply.status, 422);
    assert_eq!(reply.json()["errors"]["role"][0]["code"], "not_allowed");
}

#[tokio::test]
async fn organizers_register_only_where_the_instance_lets_them() {
    let app =
        TestApp::with(|settings| settings.organizer_signup = false, WebSettings::default()).await;
    let body = json!({ "email": "a@people.test", "password": PASSWORD, "display_name": "A", "role": "organizer" });
    assert_eq!(app.anonymous().post("/api/auth/register/", body).await.status, 422);
}

#[tokio::test]
async fn an_unknown_e_mail_and_a_wrong_password_are_answered_alike() {
    let app = TestApp::new().await;
    let ada = app.attendee().await;
    let log_in = async |email: &str, password: &str| {
        app.anonymous()
            .post("/api/auth/login/", json!({ "email": email, "password": password }))
            .await
    };
    let wrong = log_in(&ada.user().email, "not the password").await;
    let unknown = log_in("nobody@people.test", "not the password").await;
    let nonsense = log_in("\u{202e}nonsense", &"x".repeat(10_000)).await;
    assert_eq!((wrong.status, wrong.code().as_str()), (401, "invalid_credentials"));
    assert_eq!((unknown.status, &unknown.body), (401, &wrong.body));
    assert_eq!((nonsense.status, &nonsense.body), (401, &wrong.body));
    assert_eq!(log_in(&ada.user().email, PASSWORD).await.status, 200);
}

#[tokio::test]
async fn guessing_is_slowed_down_alike_for_known_and_unknown_accounts() {
    let (app, clock) = with_clock().await;
    let ada = app.attendee().await;
    let guess = async |email: &str, password: &str| {
        app.anonymous()
            .post("/api/auth/login/", json!({ "email": email, "password": password }))
            .await
    };
    for email in [ada.user().email.as_str(), "nobody@people.test"] {
        let mut statuses = Vec::new();
        for _ in 0..7 {
            statuses.push(guess(email, "a wrong guess").await.status);
        }
        assert_eq!(statuses, [401, 401, 401, 401, 401, 429, 429], "{email}");
        let blocked = guess(email, PASSWORD).await;
        assert_eq!((blocked.status, blocked.code().as_str()), (429, "too_many_requests"));
        assert_eq!(blocked.header("retry-after"), "2");
    }
    clock.advance(TimeDelta::seconds(2));
    assert_eq!(guess(&ada.user().email, PASSWORD).await.status, 200);
    // A right password wipes the slate.
    assert_eq!(guess(&ada.user().email, "a wrong guess").await.status, 401);
    assert_eq!(guess(&ada.user().email, PASSWORD).await.status, 200);
}

#[tokio::test]
async fn many_guesses_at_once_do_not_slip_past_the_back_off() {
    let app = TestApp::new().await;
    let ada = app.attendee().await;
    let guesses = (0..20).map(|_| {
        let body = json!({ "email": ada.user().email, "password": "a wrong guess" });
        let client = app.anonymous();
        async move { client.post("/api/auth/login/", body).await.status }
    });
    let statuses = futures::future::join_all(guesses).await;
    assert_eq!(statuses.iter().filter(|&&status| status == 401).count(), 5, "{statuses:?}");
}

#[tokio::test]
async fn right_log_ins_at_once_are_no_guessing_even_after_some_slips() {
    let app = TestApp::new().await;
    let ada = app.attendee().await;
    let log_in = async |password: &'static str| {
        let body = json!({ "email": ada.user().email, "password": password });
        app.anonymous().post("/api/auth/login/", body).await.status
    };
    for _ in 0..4 {
        assert_eq!(log_in("a wrong guess").await, 401);
    }
    let statuses = futures::future::join_all((0..12).map(|_| log_in(PASSWORD))).await;
    assert_eq!(statuses, [200; 12]);
    // Their success wiped the slate, and guessing is as slow as ever.
    let statuses = futures::future::join_all((0..8).map(|_| log_in("a wrong guess"))).await;
    assert_eq!(statuses.iter().filter(|&&status| status == 401).count(), 5, "{statuses:?}");
}

#[tokio::test]
async fn a_crowd_behind_one_address_logs_in_at_once() {
    let app = TestApp::new().await;
    let people = futures::future::join_all((0..60).map(|_| app.attendee())).await;
    let log_in = async |person: &crate::testing::Client| {
        let body = json!({ "email": person.user().email, "password": PASSWORD });
        app.anonymous().post("/api/auth/login/", body).await.status
    };
    let statuses = futures::future::join_all(people.iter().map(log_in)).await;
    assert_eq!(statuses, [200; 60]);
}

#[tokio::test]
async fn a_refresh_token_is_spent_by_using_it_and_reuse_ends_the_family() {
    let app = TestApp::new().await;
    let ada = app.attendee().await;
    let stranger = app.anonymous();
    let first = &ada.tokens().refresh;
    let second = stranger.post("/api/auth/refresh/", refresh(first)).await;
    assert_eq!(second.status, 200);
    let second = second.json()["refresh"].as_str().unwrap().to_owned();
    let reused = stranger.post("/api/auth/refresh/", refresh(first)).await;
    assert_eq!((reused.status, reused.code().as_str()), (401, "token_reused"));
    let descendant = stranger.post("/api/auth/refresh/", refresh(&second)).await;
    assert_eq!((descendant.status, descendant.code().as_str()), (401, "token_invalid"));
}

#[tokio::test]
async fn of_two_who_show_the_same_token_at_once_one_is_refused() {
    let app = TestApp::new().await;
    for _ in 0..5 {
        let ada = app.attendee().await;
        let show = || {
            let (client, body) = (app.anonymous(), refresh(&ada.tokens().refresh));
            async move { client.post("/api/auth/refresh/", body).await }
        };
        let (one, other) = futures::future::join(show(), show()).await;
        let mut statuses = [one.status, other.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 401]);
        let live: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM refresh_tokens WHERE user_id = $1 AND revoked_at IS NULL",
        )
        .bind(ada.user().id.0)
        .fetch_one(app.hub.db.pool())
        .await
        .unwrap();
        assert_eq!(live, 0, "one of the two may be a thief");
    }
}

#[tokio::test]
async fn a_second_tab_is_no_thief() {
    let (app, clock) = with_clock().await;
    let ada = app.attendee().await;
    let shown = &ada.tokens().refresh;
    let first = domain::accounts::resume(&app.hub, shown).await.unwrap();
    assert!(first.refresh.is_some());
    clock.advance(TimeDelta::seconds(29));
    let second = domain::accounts::resume(&app.hub, shown).await.unwrap();
    assert!(second.refresh.is_none());
    assert!(domain::accounts::authenticate(&app.hub, &second.access).await.is_ok());
    // By the API the same is theft at once.
    let reply = app.anonymous().post("/api/auth/refresh/", refresh(shown)).await;
    assert_eq!(reply.code(), "token_reused");
}

#[tokio::test]
async fn a_browser_that_missed_the_answer_is_let_in_again_and_a_copy_of_it_is_not() {
    let (app, clock) = with_clock().await;
    let ada = app.attendee().await;
    let shown = &ada.tokens().refresh;
    let lost = domain::accounts::resume(&app.hub, shown).await.unwrap().refresh.unwrap();
    clock.advance(TimeDelta::hours(1));
    let again = domain::accounts::resume(&app.hub, shown).await.unwrap().refresh.unwrap();
    // Who shows the lost one now was not lost at all: everybody is out.
    let copy = domain::accounts::resume(&app.hub, &lost).await;
    assert!(matches!(copy, Err(RefreshError::Reused)), "{copy:?}");
    let holder = domain::accounts::resume(&app.hub, &again).await;
    assert!(matches!(holder, Err(RefreshError::Invalid)), "{holder:?}");
}

#[tokio::test]
async fn logging_out_ends_the_session_and_no_other() {
    let app = TestApp::new().await;
    let ada = app.attendee().await;
    let login = json!({ "email": ada.user().email, "password": PASSWORD });
    let other = app.anonymous().post("/api/auth/login/", login).await.json();
    let reply = ada.post("/api/auth/logout/", refresh(&ada.tokens().refresh)).await;
    assert_eq!(reply.status, 204);
    let ended = app.anonymous().post("/api/auth/refresh/", refresh(&ada.tokens().refresh)).await;
    assert_eq!(ended.code(), "token_invalid");
    let token = other["refresh"].as_str().unwrap();
    assert_eq!(app.anonymous().post("/api/auth/refresh/", refresh(token)).await.status, 200);
    // The access token is dead as well, at every door.
    let organizer = app.organizer().await.user().id;
    let event = domain::testing::EventBuilder::new(&app.hub).insert(&app.hub, organizer).await;
    let book = json!({ "event": event, "quantity": 1 });
    assert_eq!(ada.post("/api/bookings/", book).await.code(), "token_invalid");
    for path in ["/api/users/me/", "/api/users/me/live/", "/api/bookings/"] {
        assert_eq!(ada.get(path).await.code(), "token_invalid", "{path}");
    }
    let page = Request::get("/account/export.json")
        .header("cookie", format!("access={}", ada.tokens().access))
        .body(Body::empty())
        .unwrap();
    assert_eq!(app.anonymous().send(page).await.status, 401);
}

#[tokio::test]
async fn a_session_ends_after_ninety_days_however_often_it_is_renewed() {
    let (app, clock) = with_clock().await;
    let ada = app.attendee().await;
    let mut tokens = json!(ada.tokens());
    for _ in 0..8 {
        clock.advance(TimeDelta::days(11));
        let shown = refresh(tokens["refresh"].as_str().unwrap());
        let reply = app.anonymous().post("/api/auth/refresh/", shown).await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        tokens = reply.json();
    }
    clock.advance(TimeDelta::days(2) - TimeDelta::minutes(1));
    let shown = refresh(tokens["refresh"].as_str().unwrap());
    let last = app.anonymous().post("/api/auth/refresh/", shown).await.json();
    let me = async || {
        let access = last["access"].as_str().unwrap();
        let request = Request::get("/api/users/me/")
            .header("authorization", format!("Bearer {access}"))
            .body(Body::empty())
            .unwrap();
        app.anonymous().send(request).await.status
    };
    assert_eq!(me().await, 200);
    clock.advance(TimeDelta::minutes(2));
    assert_eq!(me().await, 401, "the token would be good for a quarter of an hour");
    let shown = refresh(last["refresh"].as_str().unwrap());
    assert_eq!(app.anonymous().post("/api/auth/refresh/", shown).await.code(), "token_invalid");
}

#[tokio::test]
async fn nobody_logs_somebody_else_out() {
    let app = TestApp::new().await;
    let (ada, eve) = (app.attendee().await, app.attendee().await);
    assert_eq!(eve.post("/api/auth/logout/", refresh(&ada.tokens().refresh)).await.status, 204);
    let reply = app.anonymous().post("/api/auth/refresh/", refresh(&ada.tokens().refresh)).await;
    assert_eq!(reply.status, 200);
}

#[tokio::test]
async fn an_access_token_lapses_after_a_quarter_of_an_hour() {
    let (app, clock) = with_clock().await;
    let ada = app.attendee().await;
    clock.advance(TimeDelta::seconds(15 * 60 - 1));
    assert_eq!(ada.get("/api/users/me/").await.status, 200);
    clock.advance(TimeDelta::seconds(1));
    let reply = ada.get("/api/users/me/").await;
    assert_eq!((reply.status, reply.code().as_str()), (401, "token_invalid"));
    assert_eq!(reply.header("www-authenticate"), "Bearer");
}

#[tokio::test]
async fn a_forged_token_is_no_token() {
    let app = TestApp::new().await;
    let (ada, eve) = (app.attendee().await, app.attendee().await);
    let [head, claims, _] = ada.tokens().access.split('.').collect::<Vec<_>>().try_into().unwrap();
    let (_, signature_of_eve) = eve.tokens().access.rsplit_once('.').unwrap();
    // {"alg":"none","typ":"JWT"}
    let unsigned = format!("eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{claims}.");
    let other_claims = format!("{head}.{claims}.{signature_of_eve}");
    for token in [unsigned.as_str(), &other_claims, "", "x", "a.b.c", "é"] {
        let request = Request::get("/api/users/me/")
            .header("authorization", format!("Bearer {token}").as_bytes())
            .body(Body::empty())
            .unwrap();
        let reply = app.anonymous().send(request).await;
        assert_eq!((reply.status, reply.code().as_str()), (401, "token_invalid"), "{token}");
    }
}

#[tokio::test]
async fn a_disabled_account_is_out_at_once() {
    let app = TestApp::new().await;
    let ada = app.attendee().await;
    sqlx::query("UPDATE users SET disabled_at = clock_timestamp() WHERE id = $1")
        .bind(ada.user().id.0)
        .execute(app.hub.db.pool())
        .await
        .unwrap();
    assert_eq!(ada.get("/api/users/me/").await.code(), "token_invalid");
    let shown = refresh(&ada.tokens().refresh);
    assert_eq!(app.anonymous().post("/api/auth/refresh/", shown).await.code(), "token_invalid");
    let login = json!({ "email": ada.user().email, "password": PASSWORD });
    let reply = app.anonymous().post("/api/auth/login/", login).await;
    assert_eq!(reply.code(), "invalid_credentials");
}

#[tokio::test]
async fn more_passwords_than_can_be_hashed_soon_are_refused_and_not_queued() {
    let app = TestApp::with(|_| {}, WebSettings::default()).await;
    let all = app.hub.settings.hashing_queue;
    let taken = app.hub.hashing_queue.clone().try_acquire_many_owned(u32::try_from(all).unwrap());
    let login = json!({ "email": "ada@people.test", "password": PASSWORD });
    let reply = app.anonymous().post("/api/auth/login/", login.clone()).await;
    assert_eq!((reply.status, reply.code().as_str()), (503, "unavailable"));
    assert_eq!(reply.header("retry-after"), "2");
    drop(taken);
    assert_eq!(app.anonymous().post("/api/auth/login/", login).await.status, 401);
}

/// The secrets of the reset links that were mailed to this address, oldest first.
async fn mailed_tokens(app: &TestApp, email: &str) -> Vec<String> {
    let requests: Vec<Value> = sqlx::query_scalar(
        "DELETE FROM graphile_worker._private_jobs j USING graphile_worker._private_tasks t \
         WHERE t.id = j.task_id AND t.identifier = 'request_password_reset' \
         RETURNING j.payload::jsonb",
    )
    .fetch_all(app.hub.db.pool())
    .await
    .unwrap();
    for request in requests {
        let request = serde_json::from_value(request).unwrap();
        domain::accounts::send_password_reset(&app.hub, request).await.unwrap();
    }
    sqlx::query_scalar(
        "SELECT data->>'token' FROM mail_messages \
         WHERE kind = 'password_reset' AND recipient = $1 ORDER BY created_at",
    )
    .bind(email)
    .fetch_all(app.hub.db.pool())
    .await
    .unwrap()
}

#[tokio::test]
async fn a_forgotten_password_is_reset_once_and_ends_every_session() {
    let app = TestApp::new().await;
    let ada = app.attendee().await;
    let stranger = app.anonymous();
    let ask = json!({ "email": ada.user().email });
    assert_eq!(stranger.post("/api/auth/password-reset/", ask).await.status, 202);
    let token = mailed_tokens(&app, &ada.user().email).await.remove(0);
    let confirm = |password: &str| json!({ "token": token, "password": password });
    let path = "/api/auth/password-reset/confirm/";
    // A password that may not be does not spend the link.
    assert_eq!(stranger.post(path, confirm("short")).await.status, 422);
    assert_eq!(stranger.post(path, confirm("a new password")).await.status, 204);
    assert_eq!(stranger.post(path, confirm("another password")).await.code(), "token_invalid");
    assert_eq!(ada.get("/api/users/me/").await.code(), "token_invalid");
    let shown = refresh(&ada.tokens().refresh);
    assert_eq!(stranger.post("/api/auth/refresh/", shown).await.code(), "token_invalid");
    let log_in = |password: &str| json!({ "email": ada.user().email, "password": password });
    assert_eq!(stranger.post("/api/auth/login/", log_in(PASSWORD)).await.status, 401);
    assert_eq!(stranger.post("/api/auth/login/", log_in("a new password")).await.status, 200);
}

#[tokio::test]
async fn asking_for_a_reset_does_not_tell_who_has_an_account() {
    let app = TestApp::new().await;
    let ada = app.attendee().await;
    let ask = async |email: &str| {
        app.anonymous().post("/api/auth/password-reset/", json!({ "email": email })).await
    };
    let known = ask(&ada.user().email).await;
    let unknown = ask("nobody@people.test").await;
    assert_eq!((known.status, known.body), (202, unknown.body));
    assert_eq!(unknown.status, 202);
    // The same work was done for both: one job each.
    let jobs: i64 = sqlx::query_scalar("SELECT count(*) FROM graphile_worker._private_jobs")
        .fetch_one(app.hub.db.pool())
        .await
        .unwrap();
    assert_eq!(jobs, 2);
    assert_eq!(mailed_tokens(&app, &ada.user().email).await.len(), 1);
    assert!(mailed_tokens(&app, "nobody@people.test").await.is_empty());
}

#[tokio::test]
async fn a_reset_link_lapses_after_half_an_hour_and_does_not_flood_a_mailbox() {
    let (app, clock) = with_clock().await;
    let ada = app.attendee().await;
    let ask = json!({ "email": ada.user().email });
    let mut sent = Vec::new();
    for _ in 0..5 {
        app.anonymous().post("/api/auth/password-reset/", ask.clone()).await;
        sent = mailed_tokens(&app, &ada.user().email).await;
    }
    assert_eq!(sent.len(), 3);
    let confirm = |token: &str| json!({ "token": token, "password": "a new password" });
    let path = "/api/auth/password-reset/confirm/";
    // Whoever asked again uses the last one.
    for before in &sent[..2] {
        let reply = app.anonymous().post(path, confirm(before)).await;
        assert_eq!((reply.status, reply.code().as_str()), (401, "token_invalid"));
    }
    clock.advance(TimeDelta::minutes(30));
    let reply = app.anonymous().post(path, confirm(&sent[2])).await;
    assert_eq!((reply.status, reply.code().as_str()), (401, "token_invalid"));
}

#[tokio::test]
async fn one_link_shown_twice_at_once_sets_one_password() {
    let app = TestApp::new().await;
    let ada = app.attendee().await;
    app.anonymous().post("/api/auth/password-reset/", json!({ "email": ada.user().email })).await;
    let token = mailed_tokens(&app, &ada.user().email).await.remove(0);
    let confirm = |password: &str| {
        let body = json!({ "token": token, "password": password });
        let client = app.anonymous();
        async move { client.post("/api/auth/password-reset/confirm/", body).await.status }
    };
    let both =
        futures::future::join(confirm("password of one"), confirm("password of other")).await;
    let mut statuses = [both.0, both.1];
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 401]);
}
