//! What a stranger may cost us.

use crate::state::WebSettings;
use crate::testing::{Client, Reply, TestApp};
use app::i18n::Area as _;
use axum::body::Body;
use axum::http::{Request, header};
use domain::testing::EventBuilder;
use rust_decimal::Decimal;
use serde_json::json;
use std::time::Duration;

fn limited() -> WebSettings {
    WebSettings { rate_limit: true, ..Default::default() }
}

/// Asks for something cheap until it is too much.
async fn spend(client: &Client) -> Reply {
    for _ in 0..5000 {
        let reply = client.get("/api/nothing/").await;
        if reply.status == 429 {
            return reply;
        }
    }
    panic!("five thousand in a row are too many");
}

#[tokio::test]
async fn what_only_begins_like_a_free_address_is_not_free() {
    let app = TestApp::with(|_| {}, limited()).await;
    let stranger = app.anonymous();
    let refused = spend(&stranger).await;
    assert_eq!(refused.code(), "too_many_requests");
    assert!(refused.header("retry-after").parse::<u32>().unwrap() >= 1);
    for path in [
        "/metricsx",
        "/metrics/",
        "/healthz-nothing",
        "/readyz/x",
        "/pkgs/x",
        "/share/site.png",
        "/events?search=jazz",
    ] {
        // A little has come back meanwhile, and one of these takes it.
        let twice = [stranger.get(path).await.status, spend_on(&stranger, path).await];
        assert!(twice.contains(&429), "{path}: {twice:?}");
    }
    for path in ["/healthz", "/readyz", "/metrics"] {
        assert_eq!(stranger.get(path).await.status, 200, "{path}");
    }
}

/// The status once the budget is spent for certain.
async fn spend_on(client: &Client, path: &str) -> u16 {
    spend(client).await;
    client.get(path).await.status
}

#[tokio::test]
async fn a_browser_that_asks_too_often_gets_a_page_that_says_so_in_its_language() {
    let app = TestApp::with(|_| {}, limited()).await;
    let stranger = app.anonymous();
    let mut page = None;
    for _ in 0..5 {
        spend(&stranger).await;
        let request = Request::get("/events?search=jazz")
            .header(header::ACCEPT, "text/html")
            .header(header::COOKIE, "locale=ru")
            .body(Body::empty());
        let reply = stranger.send(request.unwrap()).await;
        if reply.status == 429 {
            page = Some(reply);
            break;
        }
    }
    let page = page.expect("a search is dearer than what comes back in a moment");
    assert!(page.header("retry-after").parse::<u32>().unwrap() >= 1);
    assert!(page.header("content-type").starts_with("text/html"));
    assert!(page.text().contains("<html lang=\"ru\">"), "{}", page.text());
    assert!(page.text().contains("href=\"/events?search=jazz\""), "{}", page.text());
    let code = types::ErrorCode::TooManyRequests;
    assert!(
        page.text().contains(app::i18n::Texts::of(types::Locale::Ru).code(code)),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn promo_codes_are_not_guessed_at_leisure_by_any_entrance() {
    let app = TestApp::new().await;
    let (ada, host) = (app.attendee().await, app.organizer().await);
    let paid = EventBuilder { price: Decimal::TEN, ..EventBuilder::new(&app.hub) };
    let event = paid.insert(&app.hub, host.user().id).await;
    let wanted = |code: &str| json!({ "event": event, "quantity": 1, "promo_code": code });
    let held = ada.post("/api/bookings/", wanted("")).await.json()["id"].clone();
    let held = held.as_str().unwrap();
    let of_network = async || -> i32 {
        sqlx::query_scalar("SELECT tries FROM promo_code_tries WHERE key = 'network:127.0.0.1'")
            .fetch_one(app.hub.db.pool())
            .await
            .unwrap()
    };
    // Each entrance knows the network that it is used from.
    assert_eq!(ada.post("/api/bookings/", wanted("GUESS")).await.status, 422);
    assert_eq!(of_network().await, 1);
    let change = format!("/api/bookings/{held}/promo-code/");
    assert_eq!(ada.post(&change, json!({ "promo_code": "GUESS" })).await.status, 422);
    assert_eq!(of_network().await, 2);
    for (path, form) in [
        ("/fn/promo-code", format!("booking={held}&promo_code=GUESS")),
        ("/fn/book", format!("event={event}&quantity=1&promo_code=GUESS")),
    ] {
        let request = Request::post(path)
            .header(header::COOKIE, format!("access={}", ada.tokens().access))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ACCEPT, "application/json");
        let reply = ada.send(request.body(Body::from(form)).unwrap()).await;
        assert_eq!(reply.status, 422, "{path}: {}", reply.text());
    }
    assert_eq!(of_network().await, 4);
    for _ in 4..10 {
        assert_eq!(ada.post("/api/bookings/", wanted("GUESS")).await.status, 422);
    }
    let refused = ada.post("/api/bookings/", wanted("GUESS")).await;
    assert_eq!((refused.status, refused.code().as_str()), (429, "too_many_requests"));
    assert!(refused.header("retry-after").parse::<u32>().unwrap() > 60);
}

#[tokio::test]
async fn a_thousand_who_ask_how_the_server_is_cost_one_look() {
    let web = WebSettings { readings: Duration::from_hours(1), ..Default::default() };
    let app = TestApp::with(|_| {}, web).await;
    let stranger = app.anonymous();
    assert_eq!(stranger.get("/readyz").await.status, 200);
    assert!(stranger.get("/metrics").await.text().contains("event_hub_mail_messages"));
    // From here on nothing can be asked of the database.
    app.hub.db.pool().close().await;
    for _ in 0..20 {
        assert_eq!(stranger.get("/readyz").await.status, 200);
        assert!(stranger.get("/metrics").await.text().contains("event_hub_mail_messages"));
    }
}

#[tokio::test]
async fn the_numbers_are_for_who_has_the_token_and_in_production_for_nobody_else() {
    let token = "a-token-of-many-signs";
    let with = |production, token: Option<&str>| WebSettings {
        production,
        metrics_token: token.map(Into::into),
        ..Default::default()
    };
    for (production, set, sent, expected) in [
        (false, None, None, 200),
        (true, None, None, 404),
        (true, None, Some("Bearer a-token-of-many-signs"), 404),
        (true, Some(token), None, 401),
        (true, Some(token), Some("Bearer a-token-of-many-sign"), 401),
        (true, Some(token), Some("Basic a-token-of-many-signs"), 401),
        (true, Some(token), Some("bearer a-token-of-many-signs"), 200),
        (false, Some(token), None, 401),
    ] {
        let app = TestApp::with(|_| {}, with(production, set)).await;
        let mut request = Request::get("/metrics");
        if let Some(sent) = sent {
            request = request.header(header::AUTHORIZATION, sent);
        }
        let reply = app.anonymous().send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(reply.status, expected, "{production} {set:?} {sent:?}");
        assert_eq!(reply.text().contains("event_hub_"), expected == 200);
        assert_eq!(reply.header("www-authenticate") == "Bearer", expected == 401);
    }
}
