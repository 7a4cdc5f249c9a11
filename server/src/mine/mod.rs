//! What a browser asks for of its owner's own things, besides pages: told by its cookies who is
//! asking, or by an unguessable address.

mod calendar;
mod door;
mod export;
pub mod picture;

use crate::adapters::media::upload::FORM_MAX;
use crate::state::AppState;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

pub fn router(state: &AppState) -> Router<AppState> {
    let own = Router::new()
        .route("/bookings/{id}/tickets", get(door::page))
        .route("/account/export.json", get(export::download))
        .route("/account/avatar/remove", post(picture::remove))
        .route("/account/avatar", post(picture::send).layer(DefaultBodyLimit::max(FORM_MAX)))
        .layer(from_fn_with_state(state.hub.clone(), app::ssr::identify));
    Router::new()
        .route("/calendar/{file}", get(calendar::feed))
        .route("/media/avatars/{folder}/{file}", get(picture::show))
        .route("/sw.js", get(door::worker))
        .route("/door.js", get(door::script))
        .route("/door.css", get(door::style))
        .merge(own)
}
