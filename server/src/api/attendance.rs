//! `/api/events/{id}/check-in/`: the door.

use crate::api::support::{ApiJson, EventPath, UserCaller};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use domain::attendance;
use domain::events::{self, EventRight};
use types::attendance::CheckIn;
use types::bookings::Ticket;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(check_in))
}

/// Lets the holder of a ticket in. A second scan is refused and told when the first was.
#[utoipa::path(post, path = "/api/events/{id}/check-in/", tag = "attendance",
    params(EventPath),
    request_body = CheckIn,
    responses((status = 200, body = Ticket), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
        (status = 409, body = Problem,
            description = "already_checked_in, booking_not_confirmed, event_cancelled")),
    security(("bearer" = [])))]
async fn check_in(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
    body: ApiJson<CheckIn>,
) -> ApiResult<Json<Ticket>> {
    let input = body.read(events::may(&state.hub, actor, &event, EventRight::Door).await?).await?;
    Ok(Json(attendance::check_in(&state.hub, actor, &event, input).await?))
}
