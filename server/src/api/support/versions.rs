//! Versions of an event and of a session: `ETag` of what is read, `If-Match` of what is changed (RFC 9110, 13.1.1).

use axum::Json;
use axum::extract::FromRequestParts;
use axum::http::header::{CONTENT_TYPE, ETAG, IF_MATCH};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use domain::events::Matching;
use serde::Serialize;
use std::convert::Infallible;
use utoipa::IntoParams;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::{ObjectBuilder, Type};

/// The versions that a change was made from, by its `If-Match`; any without one.
#[derive(Clone, Debug)]
pub(crate) struct IfMatch(pub(crate) Matching);

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(matching(&parts.headers)))
    }
}

fn matching(headers: &HeaderMap) -> Matching {
    let mut lines = headers.get_all(IF_MATCH).iter().peekable();
    if lines.peek().is_none() {
        return Matching::Any;
    }
    let mut versions = Vec::new();
    for tag in lines.filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(',')) {
        match tag.trim() {
            "*" => return Matching::Any,
            // A weak one matches nothing, and one that was never given out neither.
            tag => versions.extend(version(tag)),
        }
    }
    Matching::OneOf(versions)
}

fn version(tag: &str) -> Option<i32> {
    tag.strip_prefix('"')?.strip_suffix('"')?.parse().ok()
}

/// The `ETag` of what the caller may change.
pub(crate) fn etag(version: Option<i32>) -> HeaderMap {
    let value = version.and_then(|version| HeaderValue::try_from(format!("\"{version}\"")).ok());
    value.map(|value| (ETAG, value)).into_iter().collect()
}

/// The refusal of a change that was made from an older version than this one.
pub(crate) fn outdated(now: Option<i32>, body: impl Serialize) -> Response {
    let mut response = (StatusCode::PRECONDITION_FAILED, etag(now), Json(body)).into_response();
    let kind = HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(CONTENT_TYPE, kind);
    response
}

impl IntoParams for IfMatch {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let text = ObjectBuilder::new().schema_type(Type::String).build();
        vec![
            ParameterBuilder::new()
                .name("If-Match")
                .parameter_in(ParameterIn::Header)
                .description(Some(
                    "The `ETag` of what the change was made from: where somebody else has changed it \
                     since, the answer is 412 with it as it is now.",
                ))
                .schema(Some(text))
                .build(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Matching {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(IF_MATCH, HeaderValue::try_from(*line).unwrap());
        }
        matching(&headers)
    }

    #[test]
    fn only_what_was_given_out_matches() {
        assert_eq!(read(&[]), Matching::Any);
        assert_eq!(read(&["*"]), Matching::Any);
        assert_eq!(read(&["\"7\""]), Matching::OneOf(vec![7]));
        assert_eq!(read(&["\"7\", \"8\"", "\"9\""]), Matching::OneOf(vec![7, 8, 9]));
        for other in ["W/\"7\"", "7", "\"\"", "\"x\"", "", "\"7"] {
            assert_eq!(read(&[other]), Matching::OneOf(vec![]), "{other}");
        }
    }
}
