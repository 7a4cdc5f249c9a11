//! `/api/events/…`: the catalogue and the events themselves. Each takes an id or a slug.

mod calendar;
mod cancellation;
mod duplicate;
mod params;
mod read;
mod write;

use crate::state::AppState;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(read::list, write::create))
        .routes(routes!(read::get, write::update, write::patch, write::delete))
        .routes(routes!(write::cancel))
        .routes(routes!(cancellation::progress))
        .routes(routes!(cancellation::cost))
        .routes(routes!(cancellation::retry))
        .routes(routes!(duplicate::duplicate))
        .routes(routes!(calendar::of_list))
        .routes(routes!(calendar::of_event))
}
