//! Who opens a stream: a script with its token, or a browser, which can send its cookie only.

use super::caller::Caller;
use super::problem::ApiError;
use crate::state::AppState;
use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use domain::{Actor, accounts};

/// The caller; a cookie that is no good is as good as none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Viewer {
    pub(super) actor: Actor,
    pub(super) is_browser: bool,
}

impl FromRequestParts<AppState> for Viewer {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        if parts.headers.contains_key(header::AUTHORIZATION) {
            let Caller(actor) = Caller::from_request_parts(parts, state).await?;
            return Ok(Self { actor, is_browser: false });
        }
        let Some(token) = app::ssr::access_token(&state.hub, &parts.headers) else {
            return Ok(Self { actor: Actor::Anonymous, is_browser: false });
        };
        let actor = accounts::authenticate(&state.hub, &token).await.unwrap_or(Actor::Anonymous);
        Ok(Self { actor, is_browser: true })
    }
}
