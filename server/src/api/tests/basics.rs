//! What holds for every address of the API.

use crate::state::WebSettings;
use crate::testing::TestApp;
use axum::body::Body;
use axum::http::{Method, Request, request};
use serde_json::json;

#[tokio::test]
async fn an_unknown_address_is_a_problem_and_not_a_page() {
    let app = TestApp::new().await;
    for path in ["/api/nothing/", "/api/nothing", "/api/", "/api", "/api/events/x/y/z/"] {
        let reply = app.anonymous().get(path).await;
        assert_eq!((reply.status, reply.code().as_str()), (404, "not_found"), "{path}");
        assert_eq!(reply.header("content-type"), "application/problem+json", "{path}");
    }
}

#[tokio::test]
async fn a_wrong_verb_is_told_which_are_right() {
    let app = TestApp::new().await;
    let reply = app.anonymous().get("/api/auth/login/").await;
    assert_eq!((reply.status, reply.code().as_str()), (405, "method_not_allowed"));
    assert_eq!(reply.header("allow"), "POST");
}

#[tokio::test]
async fn a_path_works_without_its_last_slash_and_keeps_its_body() {
    let app = TestApp::new().await;
    let body = json!({ "email": "nobody@people.test", "password": "wrong password" });
    let with = app.anonymous().post("/api/auth/login/", body.clone()).await;
    let without = app.anonymous().post("/api/auth/login", body).await;
    assert_eq!((with.status, with.body), (401, without.body));
    assert_eq!(without.status, 401);
    let ada = app.attendee().await;
    assert_eq!(ada.get("/api/users/me?x=1").await.status, 200);
}

#[tokio::test]
async fn a_bad_body_is_told_apart_by_what_is_wrong_with_it() {
    let app = TestApp::new().await;
    let send = async |kind: &str, body: &str| {
        let request = Request::builder()
            .method(Method::POST)
            .uri("/api/auth/login/")
            .header("content-type", kind)
            .body(Body::from(body.to_owned()))
            .unwrap();
        let reply = app.anonymous().send(request).await;
        (reply.status, reply.code())
    };
    let json = "application/json";
    assert_eq!(send(json, "{").await, (400, "malformed_body".into()));
    assert_eq!(send("text/plain", "{}").await, (415, "unsupported_media_type".into()));
    assert_eq!(send(json, "{}").await, (422, "validation_failed".into()));
    let unknown = r#"{"email": "a@b.c", "password": "x", "admin": true}"#;
    assert_eq!(send(json, unknown).await, (422, "unknown_field".into()));
    let huge = "x".repeat(1_000_001);
    assert_eq!(send(json, &huge).await, (413, "payload_too_large".into()));
}

#[tokio::test]
async fn a_body_without_a_length_is_cut_off_too() {
    let app = TestApp::new().await;
    let chunk = || Ok::<_, std::io::Error>("x".repeat(100_000));
    let body = Body::from_stream(futures::stream::iter((0..20).map(move |_| chunk())));
    let request = Request::post("/api/auth/login/")
        .header("content-type", "application/json")
        .body(body)
        .unwrap();
    let reply = app.anonymous().send(request).await;
    assert_eq!((reply.status, reply.code().as_str()), (413, "payload_too_large"));
}

#[tokio::test]
async fn every_answer_has_an_id_and_safe_headers() {
    let app = TestApp::with(|_| {}, WebSettings { production: true, ..Default::default() }).await;
    let first = app.anonymous().get("/api/nothing/").await;
    let second = app.anonymous().get("/healthz").await;
    assert_ne!(first.header("x-request-id"), second.header("x-request-id"));
    for reply in [first, second] {
        assert!(reply.header("x-request-id").len() == 36);
        assert_eq!(reply.header("x-content-type-options"), "nosniff");
        assert!(reply.header("content-security-policy").contains("frame-ancestors 'none'"));
        assert_eq!(
            reply.header("strict-transport-security"),
            "max-age=31536000; includeSubDomains"
        );
        assert!(!reply.header("permissions-policy").is_empty());
        assert_eq!(reply.header("cross-origin-opener-policy"), "same-origin");
    }
}

#[tokio::test]
async fn a_request_from_another_site_is_refused_unless_it_carries_a_token() {
    let app = TestApp::new().await;
    let from_elsewhere = |request: request::Builder| {
        request
            .header("sec-fetch-site", "cross-site")
            .header("content-type", "application/json")
            .body(Body::from("{}"))
            .unwrap()
    };
    let stranger = app.anonymous();
    let reply = stranger.send(from_elsewhere(Request::post("/api/auth/login/"))).await;
    assert_eq!((reply.status, reply.code().as_str()), (403, "cross_site"));
    let ada = app.attendee().await;
    let reply = ada.send(from_elsewhere(ada.request(Method::PUT, "/api/users/me/"))).await;
    assert_eq!(reply.status, 200);
}

#[tokio::test]
async fn asking_too_often_is_told_when_to_come_back() {
    let app = TestApp::with(|_| {}, WebSettings { rate_limit: true, ..Default::default() }).await;
    let ask = async || app.anonymous().post("/api/auth/refresh/", json!({ "refresh": "x" })).await;
    let mut refused = None;
    for _ in 0..100 {
        let reply = ask().await;
        if reply.status == 429 {
            refused = Some(reply);
            break;
        }
    }
    let refused = refused.expect("a hundred in a row are too many");
    assert_eq!(refused.code(), "too_many_requests");
    assert!(refused.header("retry-after").parse::<u32>().unwrap() >= 1);
    // Other addresses of the API are not held up by it.
    assert_eq!(app.anonymous().get("/api/nothing/").await.status, 404);
}

#[tokio::test]
async fn the_description_names_every_path_and_what_can_go_wrong() {
    let app = TestApp::new().await;
    let document = app.anonymous().get("/api/openapi.json").await.json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let login = &document["paths"]["/api/auth/login/"]["post"];
    let problem = &login["responses"]["default"]["content"]["application/problem+json"];
    assert_eq!(problem["schema"]["$ref"], "#/components/schemas/Problem");
    assert_eq!(document["components"]["securitySchemes"]["bearer"]["scheme"], "bearer");
    for path in document["paths"].as_object().unwrap().keys() {
        assert!(path.starts_with("/api/"), "{path}");
    }
}

#[tokio::test]
async fn the_documentation_needs_nothing_from_elsewhere() {
    let app = TestApp::new().await;
    let page = app.anonymous().get("/api/docs").await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.header("content-type").starts_with("text/html"));
    assert!(!page.text().contains("https://"), "{}", page.text());
    let script = app.anonymous().get("/api/docs/swagger-ui-bundle.js").await;
    assert_eq!(script.status, 200);
    assert!(script.header("content-security-policy").contains("script-src 'self'"));
}

#[tokio::test]
async fn a_watchdog_hears_that_the_server_can_work() {
    let app = TestApp::new().await;
    assert_eq!(app.anonymous().get("/healthz").await.status, 200);
    assert_eq!(app.anonymous().get("/readyz").await.text(), "ready\n");
}
