//! The hub for one request: limits that count by network know the client's address.

use crate::middleware::ClientIp;
use crate::state::AppState;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use domain::Hub;
use std::convert::Infallible;

#[derive(Clone, Debug)]
pub(crate) struct ClientHub(pub(crate) Hub);

impl FromRequestParts<AppState> for ClientHub {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        Ok(Self(match parts.extensions.get::<ClientIp>() {
            Some(ClientIp(client)) => state.hub.for_client(*client),
            None => state.hub.clone(),
        }))
    }
}
