//! What every handler can reach.

use crate::adapters::media::Media;
use crate::workers::MailRoom;
use axum::extract::FromRef;
use domain::Hub;
use leptos::config::LeptosOptions;
use std::net::IpAddr;
use std::sync::Arc;

#[derive(Clone, Debug, FromRef)]
pub struct AppState {
    pub hub: Hub,
    pub leptos_options: LeptosOptions,
    pub web: Arc<WebSettings>,
    pub mail: MailRoom,
    pub media: Media,
}

/// How requests are treated, from the configuration.
#[derive(Clone, Debug, Default)]
pub struct WebSettings {
    pub production: bool,
    pub rate_limit: bool,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
}
