//! The names that the server answers to.

use crate::state::WebSettings;
use crate::testing::TestApp;
use axum::body::Body;
use axum::http::{Request, header};

#[tokio::test]
async fn a_name_that_is_not_ours_is_refused_everywhere_but_to_watchdogs() {
    let web = WebSettings { allowed_hosts: vec!["also.example".into()], ..Default::default() };
    let app = TestApp::with(|settings| settings.base_url = "http://hub.example".into(), web).await;
    let ask = async |path: &str, host: &str| {
        let request = Request::get(path).header(header::HOST, host).body(Body::empty());
        app.anonymous().send(request.unwrap()).await
    };
    for path in ["/", "/dev/mail", "/api/events/", "/fn/me", "/pkg/x", "/robots.txt", "/nothing"] {
        let reply = ask(path, "rebound.test").await;
        assert_eq!(reply.status, 421, "{path}");
        assert!(!reply.text().contains("hub.example"), "{path}");
        for ours in ["hub.example", "also.example:1", "localhost:3000", "127.0.0.1"] {
            assert_ne!(ask(path, ours).await.status, 421, "{path} {ours}");
        }
    }
    assert_eq!(ask("/api/events/", "rebound.test").await.code(), "misdirected_request");
    for path in ["/healthz", "/readyz", "/metrics"] {
        assert_eq!(ask(path, "10.1.2.3:8080").await.status, 200, "{path}");
    }
}
