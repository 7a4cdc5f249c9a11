//! Who calls the API: `Authorization: Bearer <access>`.

use super::problem::ApiError;
use crate::state::AppState;
use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use domain::Actor;
use types::ErrorCode;

/// The caller; anonymous without an `Authorization` header, 401 with a bad one.
#[derive(Clone, Copy, Debug)]
pub struct Caller(pub Actor);

impl FromRequestParts<AppState> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let Some(value) = parts.headers.get(header::AUTHORIZATION) else {
            return Ok(Self(Actor::Anonymous));
        };
        let token = value
            .to_str()
            .ok()
            .and_then(|value| value.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .map(|(_, token)| token.trim())
            .ok_or(ErrorCode::TokenInvalid)?;
        Ok(Self(domain::accounts::authenticate(&state.hub, token).await?))
    }
}
