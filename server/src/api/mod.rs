//! The REST API: one file a resource, each with its own `router()`.
//!
//! Paths are written in full and end in a slash; without it they work the same (`middleware::trailing_slash`).

mod admin;
mod attendance;
mod auth;
mod bookings;
mod bounds;
pub mod caller;
mod categories;
mod certificates;
pub mod client_hub;
mod created;
mod describe;
mod docs;
mod events;
pub mod extract;
pub mod idempotency;
mod json;
pub mod language;
mod live;
mod mail;
mod my_account;
mod notifications;
pub mod page;
mod payments;
mod promotions;
mod reviews;
mod sessions;
mod shape;
mod statistics;
#[cfg(test)]
mod tests;
mod users;
mod viewer;
mod waitlist;
mod webhooks;

pub use docs::openapi;

use crate::http::problem::ApiError;
use crate::state::AppState;
use axum::Router;
use types::ErrorCode;
use utoipa_axum::router::OpenApiRouter;

/// Every resource of the API, with its description.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .merge(admin::router())
        .merge(attendance::router())
        .merge(auth::router())
        .merge(users::router())
        .merge(bookings::router())
        .merge(categories::router())
        .merge(certificates::router())
        .merge(events::router())
        .merge(live::router())
        .merge(mail::router())
        .merge(my_account::router())
        .merge(notifications::router())
        .merge(payments::router())
        .merge(reviews::router())
        .merge(promotions::router())
        .merge(sessions::router())
        .merge(statistics::router())
        .merge(waitlist::router())
        .merge(webhooks::router())
}

/// The API as it is served: its resources, its description and its pages of documentation.
pub fn router() -> Router<AppState> {
    let (resources, document) = docs::describe(routes()).split_for_parts();
    resources.merge(docs::router(document)).method_not_allowed_fallback(method_not_allowed)
}

/// The answer for an address below `/api` that means nothing.
pub async fn not_found() -> ApiError {
    ErrorCode::NotFound.into()
}

/// axum adds `Allow` to this.
async fn method_not_allowed() -> ApiError {
    ErrorCode::MethodNotAllowed.into()
}
