//! The REST API: one file a resource, each with its own `router()`; `support` has what they share and
//! `openapi` the description.
//!
//! Paths are written in full and end in a slash; without it they work the same (`middleware::trailing_slash`).

mod admin;
mod attendance;
mod audit;
mod auth;
mod booking_actions;
mod bookings;
mod categories;
mod certificates;
mod check_in_lists;
mod event_bookings;
mod events;
mod exchange;
mod health;
mod live;
mod login_sessions;
mod mail;
mod messages;
mod moderation;
mod my_account;
mod notifications;
mod openapi;
mod organizer;
mod payments;
mod promotions;
mod quotes;
mod reports;
mod reviews;
mod schedule;
mod second_factor;
mod sessions;
mod statistics;
pub(crate) mod support;
mod team;
#[cfg(test)]
mod tests;
mod ticket_names;
mod ticket_rules;
mod ticket_types;
mod upkeep;
mod uploads;
mod users;
mod venues;
mod waitlist;
mod webhooks;

pub use openapi::openapi;

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
        .merge(audit::router())
        .merge(check_in_lists::router())
        .merge(auth::router())
        .merge(users::router())
        .merge(booking_actions::router())
        .merge(bookings::router())
        .merge(categories::router())
        .merge(certificates::router())
        .merge(event_bookings::router())
        .merge(events::router())
        .merge(exchange::router())
        .merge(health::router())
        .merge(live::router())
        .merge(mail::router())
        .merge(messages::router())
        .merge(moderation::router())
        .merge(my_account::router())
        .merge(login_sessions::router())
        .merge(notifications::router())
        .merge(organizer::router())
        .merge(payments::router())
        .merge(reports::router())
        .merge(reviews::router())
        .merge(promotions::router())
        .merge(quotes::router())
        .merge(schedule::router())
        .merge(second_factor::router())
        .merge(sessions::router())
        .merge(statistics::router())
        .merge(upkeep::router())
        .merge(uploads::router())
        .merge(team::router())
        .merge(ticket_names::router())
        .merge(ticket_rules::router())
        .merge(ticket_types::router())
        .merge(venues::router())
        .merge(waitlist::router())
        .merge(webhooks::router())
}

/// The API as it is served: its resources, its description and its pages of documentation.
pub fn router() -> Router<AppState> {
    let (resources, document) = openapi::describe(routes()).split_for_parts();
    resources.merge(openapi::router(document)).method_not_allowed_fallback(method_not_allowed)
}

/// The answer for an address below `/api` that means nothing.
pub async fn not_found() -> ApiError {
    ErrorCode::NotFound.into()
}

/// axum adds `Allow` to this.
async fn method_not_allowed() -> ApiError {
    ErrorCode::MethodNotAllowed.into()
}
