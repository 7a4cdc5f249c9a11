//! Application state: what every handler can reach.

use crate::adapters::media::Media;
use crate::drawing::Drawing;
use crate::mail::MailDelivery;
use app::ssr::HealthLook;
use app::ssr::legal::LegalTexts;
use axum::extract::FromRef;
use domain::Hub;
use leptos::config::LeptosOptions;
use secrecy::SecretString;
use std::net::IpAddr;
use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

/// Cheap to clone, which every layer of every request does.
#[derive(Clone, Debug)]
pub struct AppState(Arc<Parts>);

/// What the state consists of.
#[derive(Debug)]
pub struct Parts {
    pub hub: Hub,
    pub leptos_options: LeptosOptions,
    pub web: WebSettings,
    pub mail: MailDelivery,
    pub media: Media,
    pub drawing: Drawing,
    pub legal: LegalTexts,
    /// The checks of `server doctor`, one look at a time.
    pub checks: HealthLook,
}

impl AppState {
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }
}

impl Deref for AppState {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

macro_rules! from_state {
    ($($part:ident: $type:ty),*) => {$(
        impl FromRef<AppState> for $type {
            fn from_ref(state: &AppState) -> Self {
                state.$part.clone()
            }
        }
    )*};
}

from_state!(
    hub: Hub,
    leptos_options: LeptosOptions,
    mail: MailDelivery,
    media: Media,
    drawing: Drawing
);

/// How requests are treated, from the configuration.
#[derive(Clone, Debug, Default)]
pub struct WebSettings {
    pub production: bool,
    pub rate_limit: bool,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Names that the server answers to besides its own and this machine's.
    pub allowed_hosts: Vec<String>,
    /// What opens `/metrics`; without it the numbers are there in development only.
    pub metrics_token: Option<SecretString>,
    /// How old may be what `/metrics` and `/readyz` say.
    pub readings: Duration,
}
