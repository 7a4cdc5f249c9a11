//! What every handler can reach.

use axum::extract::FromRef;
use domain::Hub;
use leptos::config::LeptosOptions;

#[derive(Clone, Debug, FromRef)]
pub struct AppState {
    pub hub: Hub,
    pub leptos_options: LeptosOptions,
}
