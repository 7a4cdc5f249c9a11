//! Test client: sends requests to the router and reads the responses.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, header, request};
use domain::accounts::Session;
use http_body_util::BodyExt as _;
use serde_json::Value;
use tower::ServiceExt as _;
use types::accounts::{Tokens, User};

#[derive(Clone, Debug)]
pub(crate) struct Client {
    router: Router,
    session: Option<Session>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Client {
    pub(super) fn new(router: Router, session: Option<Session>) -> Self {
        Self { router, session }
    }

    pub(crate) fn user(&self) -> &User {
        &self.session.as_ref().unwrap().user
    }

    pub(crate) fn tokens(&self) -> &Tokens {
        &self.session.as_ref().unwrap().tokens
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.send(self.request(Method::GET, path).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Reply {
        self.json(Method::POST, path, body).await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Reply {
        self.json(Method::PUT, path, body).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Reply {
        self.json(Method::PATCH, path, body).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Reply {
        self.send(self.request(Method::DELETE, path).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn json(&self, method: Method, path: &str, body: Value) -> Reply {
        let request = self
            .request(method, path)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_string()))
            .unwrap();
        self.send(request).await
    }

    /// A request that carries this person's access token, for what the others do not cover.
    pub(crate) fn request(&self, method: Method, path: &str) -> request::Builder {
        let request = Request::builder().method(method).uri(path);
        match &self.session {
            Some(session) => {
                request.header(header::AUTHORIZATION, format!("Bearer {}", session.tokens.access))
            }
            None => request,
        }
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Reply {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Reply { status: parts.status.as_u16(), headers: parts.headers, body }
    }
}

impl Reply {
    /// The body; null where it is empty or no JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The problem's code, or nothing.
    pub(crate) fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}
