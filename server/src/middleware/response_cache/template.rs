//! Response template: a response that can be sent again, each time with a nonce of its own, and with
//! the origin of whoever asked.

use super::gzip::{self, Segment};
use super::origin::{ANY, in_headers};
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use http_body_util::BodyExt as _;
use leptos::nonce::Nonce;
use types::Via;

/// In bytes; what is longer is not kept.
pub(super) const BODY_MAX: usize = 256 * 1024;

pub(super) struct ResponseTemplate {
    status: StatusCode,
    headers: HeaderMap,
    /// The content security policy and the nonce that it names.
    policy: Option<(String, String)>,
    /// The body, cut where the nonce stands or the origin.
    segments: Vec<Segment>,
    /// What stands after each segment but the last.
    gaps: Vec<Gap>,
}

#[derive(Clone, Copy)]
enum Gap {
    Nonce,
    Via,
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
        let nonce = policy.as_ref().map_or("", |(_, nonce)| nonce.as_str());
        let (segments, gaps) = cut(body, nonce);
        let segments = segments.into_iter().map(Segment::new).collect();
        Self { status, headers, policy, segments, gaps }
    }

    /// Makes an answer of it for one more request, which came by a link of this origin.
    pub(super) fn send(&self, zipped: bool, via: Option<Via>) -> Response {
        let fresh = Nonce::new();
        let own = via;
        let via = via.as_ref().map_or("", Via::as_str);
        let gaps: Vec<&str> = self
            .gaps
            .iter()
            .map(|gap| match gap {
                Gap::Nonce => &*fresh,
                Gap::Via => via,
            })
            .collect();
        let mut headers = self.headers.clone();
        if let Some(via) = own {
            in_headers(&mut headers, via);
        }
        if let Some((policy, nonce)) = &self.policy
            && let Ok(policy) = HeaderValue::from_str(&policy.replace(nonce, &fresh))
        {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        let body = if zipped {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            gzip::join(&self.segments, &gaps)
        } else {
            gzip::join_plain(&self.segments, &gaps)
        };
        (self.status, headers, Bytes::from(body)).into_response()
    }
}

/// The pieces of a body between its nonces and origins, and what stands after each but the last.
fn cut<'b>(mut body: &'b str, nonce: &str) -> (Vec<&'b str>, Vec<Gap>) {
    let (mut pieces, mut gaps) = (Vec::new(), Vec::new());
    let next = |body: &str| {
        let nonces = (!nonce.is_empty()).then(|| body.find(nonce)).flatten();
        let nonces = nonces.map(|at| (at, nonce.len(), Gap::Nonce));
        let origins = body.find(ANY).map(|at| (at, ANY.len(), Gap::Via));
        nonces.into_iter().chain(origins).min_by_key(|(at, ..)| *at)
    };
    while let Some((at, length, gap)) = next(body) {
        pieces.push(&body[..at]);
        gaps.push(gap);
        body = &body[at + length..];
    }
    pieces.push(body);
    (pieces, gaps)
}

/// A policy with the nonce that it names.
fn nonce_of(policy: &HeaderValue) -> Option<(String, String)> {
    let policy = policy.to_str().ok()?;
    let (_, rest) = policy.split_once("'nonce-")?;
    let (nonce, _) = rest.split_once('\'')?;
    (!nonce.is_empty()).then(|| (policy.to_owned(), nonce.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn sent(template: &ResponseTemplate, via: Option<&str>) -> (String, String) {
        let response = template.send(false, via.and_then(Via::parse));
        let policy = nonce_of(&response.headers()[header::CONTENT_SECURITY_POLICY]).unwrap();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (policy.1, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn each_gets_a_nonce_and_an_origin_of_their_own() {
        let body = format!("<a href=\"?next=x%3Fvia%3D{ANY}\"><i nonce=N0>{ANY}</i>N0");
        let policy = (header::CONTENT_SECURITY_POLICY, "script-src 'nonce-N0'");
        let template = ResponseTemplate::keep(([policy], body).into_response()).await;
        let Ok(template) = template else { panic!("it may be kept") };
        for via in ["news", "poster-7"] {
            let (nonce, body) = sent(&template, Some(via)).await;
            assert_ne!(nonce, "N0");
            let wanted =
                format!("<a href=\"?next=x%3Fvia%3D{via}\"><i nonce={nonce}>{via}</i>{nonce}");
            assert_eq!(body, wanted);
        }
        assert!(!sent(&template, None).await.1.contains(ANY));
    }
}
