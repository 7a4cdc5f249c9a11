//! The REST API: one file a resource, each with its own `router()`.

mod bookings;
pub mod caller;
pub mod extract;
pub mod idempotency;
pub mod page;
mod payments;
pub mod problem;
mod webhooks;

use crate::state::AppState;
use utoipa_axum::router::OpenApiRouter;

/// Every resource of the API, with its description.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .merge(bookings::router())
        .merge(payments::router())
        .merge(webhooks::router())
}
