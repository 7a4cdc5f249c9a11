//! Who opens a stream: a script with its token, or a browser, which can send its cookie only.

use super::caller::Shown;
use crate::http::problem::ApiError;
use crate::state::AppState;
use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use domain::Actor;
use domain::accounts::{self, Bearer};

/// The caller; a cookie that is no good is as good as none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Viewer {
    pub(super) actor: Actor,
    /// What lets the caller look on; a stream ends with it.
    pub(super) bearer: Option<Bearer>,
    pub(super) is_browser: bool,
}

impl FromRequestParts<AppState> for Viewer {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        if parts.headers.contains_key(header::AUTHORIZATION) {
            let Shown(bearer) = Shown::from_request_parts(parts, state).await?;
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
