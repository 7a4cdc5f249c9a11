//! The REST API: one file a resource, each with its own `router()`.

pub mod caller;
pub mod extract;
pub mod page;
pub mod problem;

use crate::state::AppState;
use utoipa_axum::router::OpenApiRouter;

/// Every resource of the API, with its description.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
}
