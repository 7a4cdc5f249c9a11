//! Nobody locks anybody else out by guessing.

use crate::state::WebSettings;
use crate::testing::{Client, PASSWORD, Reply, TestApp};
use axum::body::Body;
use axum::http::{Request, header};
use domain::clock::FixedClock;
use domain::testing::test_hub;
use serde_json::json;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use types::accounts::Login;

/// Time stands still: whoever has to wait waits for good.
async fn frozen() -> TestApp {
    let (hub, database) = test_hub().await;
    let clock = FixedClock::at(hub.now());
    TestApp::on(hub.with_clock(Arc::new(clock)), database, WebSettings::default())
}

/// A log-in by the app's form from an address, with the cookies of a browser.
async fn form(app: &TestApp, from: u8, email: &str, password: &str, cookies: &str) -> Reply {
    let typed = [("email", email), ("password", password)];
    let body = serde_urlencoded::to_string(typed).unwrap();
    let mut request = Request::post("/fn/login")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "application/json")
        .header(header::COOKIE, cookies)
        .body(Body::from(body))
        .unwrap();
    let peer = SocketAddr::new(IpAddr::V4(Ipv4Addr::new(203, 0, 113, from)), 1234);
    request.extensions_mut().insert(axum::extract::ConnectInfo(peer));
    app.anonymous().send(request).await
}

fn device(reply: &Reply) -> String {
    reply
        .headers
        .get_all(header::SET_COOKIE)
        .iter()
        .filter_map(|cookie| cookie.to_str().ok())
        .find(|cookie| cookie.starts_with("device="))
        .and_then(|cookie| cookie.split(';').next())
        .unwrap()
        .to_owned()
}

async fn guess(app: &TestApp, from: u8, email: &str) -> u16 {
    form(app, from, email, "a wrong guess", "").await.status
}

#[tokio::test]
async fn a_stranger_who_guesses_blocks_nobody_but_themselves() {
    let app = frozen().await;
    let ada = app.attendee().await;
    let email = &ada.user().email;
    for _ in 0..5 {
        guess(&app, 1, email).await;
    }
    assert_eq!(form(&app, 1, email, PASSWORD, "").await.status, 429, "from that network");
    assert_eq!(form(&app, 2, email, PASSWORD, "").await.status, 200, "from any other");
}

#[tokio::test]
async fn guessing_from_everywhere_is_braked_but_not_for_a_known_device() {
    let app = frozen().await;
    let (ada, bob) = (app.attendee().await, app.attendee().await);
    let email = &ada.user().email;
    let known = device(&form(&app, 200, email, PASSWORD, "").await);
    let mut braked = 0;
    for n in 0..110_u8 {
        braked += usize::from(guess(&app, n, email).await == 429);
    }
    assert_eq!(braked, 10);
    assert_eq!(form(&app, 201, email, PASSWORD, "").await.status, 429, "nobody knows this one");
    assert_eq!(form(&app, 200, email, PASSWORD, &known).await.status, 200, "its owner's");
    // A cookie that is made up, or somebody else's, opens nothing.
    let others = device(&form(&app, 202, &bob.user().email, PASSWORD, "").await);
    for made_up in [others.as_str(), "device=nonsense", &known.replace('=', "=A")] {
        assert_eq!(form(&app, 203, email, PASSWORD, made_up).await.status, 429, "{made_up}");
    }
    // On a known device guessing is as slow as anywhere.
    let mut statuses = Vec::new();
    for _ in 0..6 {
        statuses.push(form(&app, 200, email, "a wrong guess", &known).await.status);
    }
    assert_eq!(statuses, [401, 401, 401, 401, 401, 429]);
}

#[tokio::test]
async fn a_browser_is_known_for_several_accounts_and_a_new_password_makes_it_a_stranger() {
    let app = frozen().await;
    let (ada, bob) = (app.attendee().await, app.attendee().await);
    let first = device(&form(&app, 1, &ada.user().email, PASSWORD, "").await);
    let both = device(&form(&app, 1, &bob.user().email, PASSWORD, &first).await);
    let block = async |client: &Client| {
        for _ in 0..6 {
            guess(&app, 1, &client.user().email).await;
        }
    };
    block(&ada).await;
    block(&bob).await;
    for client in [&ada, &bob] {
        assert_eq!(form(&app, 1, &client.user().email, PASSWORD, &both).await.status, 200);
    }
    let new = json!({ "current_password": PASSWORD, "new_password": "seven blue kites" });
    assert_eq!(ada.post("/api/users/me/password/", new).await.status, 200);
    block(&ada).await;
    let reply = form(&app, 1, &ada.user().email, "seven blue kites", &both).await;
    assert_eq!(reply.status, 429, "whoever was logged in before has to show themselves anew");
}

#[tokio::test]
async fn who_is_logged_in_is_counted_by_themselves() {
    let app = frozen().await;
    let ada = app.attendee().await;
    let login =
        Login { email: ada.user().email.clone(), password: "a wrong guess".to_owned(), code: None };
    for _ in 0..7 {
        let client = [127, 0, 0, 1].into();
        domain::accounts::login(&app.hub, login.clone(), client).await.unwrap_err();
    }
    let change =
        |current: &str, new: &str| json!({ "current_password": current, "new_password": new });
    let path = "/api/users/me/password/";
    for _ in 0..3 {
        let wrong = ada.post(path, change("not it at all", "seven blue kites")).await;
        assert_eq!(wrong.status, 422, "{}", wrong.text());
    }
    assert_eq!(ada.post(path, change(PASSWORD, "seven blue kites")).await.status, 200);
    // And nobody guesses on with a session that was stolen.
    let eve = app.attendee().await;
    let mut statuses = Vec::new();
    for _ in 0..6 {
        let wrong = change("not it at all", "seven blue kites");
        statuses.push(eve.post(path, wrong).await.status);
    }
    assert_eq!(statuses, [422, 422, 422, 422, 422, 429]);
    assert_eq!(guess(&app, 9, &eve.user().email).await, 401, "a log-in is another matter");
}

#[tokio::test]
async fn a_new_password_by_mail_opens_the_door_again() {
    let app = frozen().await;
    let ada = app.attendee().await;
    let email = &ada.user().email;
    for _ in 0..6 {
        guess(&app, 1, email).await;
    }
    assert_eq!(form(&app, 1, email, PASSWORD, "").await.status, 429);
    let asked =
        domain::jobs::RequestPasswordReset { email: email.clone(), locale: types::Locale::En };
    domain::accounts::send_password_reset(&app.hub, asked).await.unwrap();
    let token: String = sqlx::query_scalar(
        "SELECT data->>'token' FROM mail_messages WHERE kind = 'password_reset'",
    )
    .fetch_one(app.hub.db.pool())
    .await
    .unwrap();
    domain::accounts::confirm_password_reset(&app.hub, &token, "seven blue kites").await.unwrap();
    assert_eq!(form(&app, 1, email, "seven blue kites", "").await.status, 200);
}

#[tokio::test]
async fn an_account_that_is_guessed_at_is_noted_once_a_day() {
    let app = frozen().await;
    let ada = app.attendee().await;
    for n in 0..4 {
        for _ in 0..7 {
            guess(&app, n, &ada.user().email).await;
            guess(&app, n, "nobody@people.test").await;
        }
    }
    let noted: Vec<String> =
        sqlx::query_scalar("SELECT subject FROM audit_log WHERE action = 'account.throttled'")
            .fetch_all(app.hub.db.pool())
            .await
            .unwrap();
    assert_eq!(noted, [format!("user:{}", ada.user().id)]);
}
