//! Response template: a response that can be sent again, each time with a nonce of its own.

use super::gzip::{self, Segment};
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use http_body_util::BodyExt as _;
use leptos::nonce::Nonce;

/// In bytes; what is longer is not kept.
pub(super) const BODY_MAX: usize = 256 * 1024;

pub(super) struct ResponseTemplate {
    status: StatusCode,
    headers: HeaderMap,
    /// The content security policy and the nonce that it names.
    policy: Option<(String, String)>,
    /// The body, cut where the nonce stands.
    segments: Vec<Segment>,
}

impl ResponseTemplate {
    /// Keeps what may be given to others too; what may not comes back as it was.
    pub(super) async fn keep(response: Response) -> Result<Self, Response> {
        let (parts, body) = response.into_parts();
        let may = matches!(parts.status, StatusCode::OK | StatusCode::NOT_FOUND)
            && !parts.headers.contains_key(header::SET_COOKIE)
            && !parts.headers.contains_key(header::CONTENT_ENCODING);
        if !may {
            return Err(Response::from_parts(parts, body));
        }
        let body = match body.collect().await {
            Ok(body) => body.to_bytes(),
            Err(error) => {
                tracing::error!(%error, "page rendering failed midway");
                return Err(StatusCode::INTERNAL_SERVER_ERROR.into_response());
            }
        };
        match std::str::from_utf8(&body) {
            Ok(text) if body.len() <= BODY_MAX => Ok(Self::of(parts.status, parts.headers, text)),
            _ => Err(Response::from_parts(parts, Body::from(body))),
        }
    }

    fn of(status: StatusCode, mut headers: HeaderMap, body: &str) -> Self {
        headers.remove(header::CONTENT_LENGTH);
        headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
        let policy = headers.get(header::CONTENT_SECURITY_POLICY).and_then(nonce_of);
        let segments = match &policy {
            Some((_, nonce)) => body.split(nonce.as_str()).map(Segment::new).collect(),
            None => vec![Segment::new(body)],
        };
        Self { status, headers, policy, segments }
    }

    /// Makes an answer of it for one more request.
    pub(super) fn send(&self, zipped: bool) -> Response {
        let fresh = Nonce::new();
        let mut headers = self.headers.clone();
        if let Some((policy, nonce)) = &self.policy
            && let Ok(policy) = HeaderValue::from_str(&policy.replace(nonce, &fresh))
        {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        let body = if zipped {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            gzip::join(&self.segments, &fresh)
        } else {
            gzip::join_plain(&self.segments, &fresh)
        };
        (self.status, headers, Bytes::from(body)).into_response()
    }
}

/// A policy with the nonce that it names.
fn nonce_of(policy: &HeaderValue) -> Option<(String, String)> {
    let policy = policy.to_str().ok()?;
    let (_, rest) = policy.split_once("'nonce-")?;
    let (nonce, _) = rest.split_once('\'')?;
    (!nonce.is_empty()).then(|| (policy.to_owned(), nonce.to_owned()))
}
