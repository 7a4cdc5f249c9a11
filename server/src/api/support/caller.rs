//! Authentication of the API: `Authorization: Bearer <access>`.

use crate::http::problem::ApiError;
use crate::state::AppState;
use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use domain::accounts::{self, Bearer};
use domain::{Actor, Allowed, roles};
use types::ids::LoginSessionId;
use types::team::EventRight;
use types::{ErrorCode, Failure};

/// The access token with a valid signature that has not expired; 401 otherwise. It does not check the
/// account: only for handlers that check `token_version` themselves.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BearerToken(pub(crate) Bearer);

impl FromRequestParts<AppState> for BearerToken {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        Ok(Self(bearer_token(parts, state)?.ok_or(ErrorCode::Unauthenticated)?))
    }
}

/// The caller with a checked account; anonymous without an `Authorization` header, 401 with a bad one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Caller(pub(crate) Actor);

impl FromRequestParts<AppState> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let Some(bearer) = bearer_token(parts, state)? else { return Ok(Self(Actor::Anonymous)) };
        Ok(Self(accounts::identify_bearer(&state.hub, bearer).await?.actor))
    }
}

/// The log-in that the caller's token goes back to; after one of the [`callers`], which check it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CurrentSession(pub(crate) LoginSessionId);

impl FromRequestParts<AppState> for CurrentSession {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let BearerToken(bearer) = BearerToken::from_request_parts(parts, state).await?;
        Ok(Self(bearer.session()))
    }
}

macro_rules! callers {
    ($($(#[$doc:meta])* $name:ident by $may:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub(crate) struct $name(pub(crate) Actor, pub(crate) Allowed);

        impl FromRequestParts<AppState> for $name {
            type Rejection = ApiError;

            async fn from_request_parts(
                parts: &mut Parts,
                state: &AppState,
            ) -> Result<Self, ApiError> {
                let Caller(actor) = Caller::from_request_parts(parts, state).await?;
                Ok(Self(actor, actor.$may()?))
            }
        }
    )*};
}

// The first of a handler's arguments: the extractors after it do not run for other callers.
callers! {
    /// A caller who is logged in, also an admin who has to set up a second factor first; 401 for others.
    AccountCaller by may_with_account;
    /// A caller who is logged in; 401 for others.
    UserCaller by may_as_user;
    /// An organizer or admin; 401 or 403 for others.
    OrganizerCaller by may_as_organizer;
    /// An admin; 401 or 403 for others.
    AdminCaller by may_as_admin;
}

macro_rules! team_callers {
    ($($(#[$doc:meta])* $name:ident by $right:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub(crate) struct $name(pub(crate) Actor, pub(crate) Allowed);

        impl FromRequestParts<AppState> for $name {
            type Rejection = ApiError;

            async fn from_request_parts(
                parts: &mut Parts,
                state: &AppState,
            ) -> Result<Self, ApiError> {
                let Caller(actor) = Caller::from_request_parts(parts, state).await?;
                let right = EventRight::$right;
                Ok(Self(actor, roles::may_somewhere(&state.hub, actor, right).await?))
            }
        }
    )*};
}

team_callers! {
    /// An organizer, an admin, or anybody in a team; 401 or 403 for others.
    WorkplaceCaller by See;
    /// An organizer, an admin, or who edits an event of one; 401 or 403 for others.
    EditorCaller by Edit;
    /// An organizer, an admin, or who may know of the money of an event; 401 or 403 for others.
    MoneyCaller by Bookings;
}

fn bearer_token(parts: &Parts, state: &AppState) -> Result<Option<Bearer>, Failure> {
    let Some(value) = parts.headers.get(header::AUTHORIZATION) else { return Ok(None) };
    let token = value
        .to_str()
        .ok()
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim())
        .ok_or(ErrorCode::TokenInvalid)?;
    accounts::bearer(&state.hub, token).map(Some)
}
