//! Authentication of an event stream: a script sends its token, a browser can send its cookie only.

use super::caller::BearerToken;
use crate::http::problem::ApiError;
use crate::state::AppState;
use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use domain::Actor;
use domain::accounts::{self, Bearer};

/// The subscriber; an invalid cookie counts as none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Viewer {
    pub(crate) actor: Actor,
    /// The credential of the subscription; the stream ends when it expires.
    pub(crate) bearer: Option<Bearer>,
    pub(crate) is_browser: bool,
}

impl FromRequestParts<AppState> for Viewer {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        if parts.headers.contains_key(header::AUTHORIZATION) {
            let BearerToken(bearer) = BearerToken::from_request_parts(parts, state).await?;
            let actor = accounts::identify_bearer(&state.hub, bearer).await?.actor;
            return Ok(Self { actor, bearer: Some(bearer), is_browser: false });
        }
        let Some(token) = app::ssr::access_token(&state.hub, &parts.headers) else {
            return Ok(Self { actor: Actor::Anonymous, bearer: None, is_browser: false });
        };
        let bearer = accounts::bearer(&state.hub, &token).ok();
        let actor = match bearer {
            Some(bearer) => accounts::identify_bearer(&state.hub, bearer).await.ok(),
            None => None,
        };
        let actor = actor.map_or(Actor::Anonymous, |identity| identity.actor);
        Ok(Self { actor, bearer, is_browser: true })
    }
}
