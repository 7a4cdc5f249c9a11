//! The hub for one request: limits that count by network know the client's address.

use crate::middleware::ClientIp;
use crate::state::AppState;
use axum::extract::FromRequestParts;
use axum::http::header;
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

/// The same, where a session may begin: it is known by the device that the `User-Agent` names.
#[derive(Clone, Debug)]
pub(crate) struct DeviceHub(pub(crate) Hub);

impl FromRequestParts<AppState> for DeviceHub {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let ClientHub(hub) = ClientHub::from_request_parts(parts, state).await?;
        let said = parts.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
        Ok(Self(hub.for_device(said)))
    }
}
