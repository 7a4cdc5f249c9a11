//! `/api/events/{id}/ticket-rules/`: what holders may do with their tickets.

use crate::api::support::{ApiJson, EventPath, UserCaller};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use domain::events::{self, EventRight};
use domain::ticket_types;
use types::ticket_rules::TicketRules;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(get, replace))
}

/// What holders may do with their tickets, and until when. For the event's team.
#[utoipa::path(get, path = "/api/events/{id}/ticket-rules/", tag = "ticket_types",
    operation_id = "rules", params(EventPath),
    responses((status = 200, body = TicketRules), (status = 403, body = Problem),
        (status = 404, body = Problem)), security(("bearer" = [])))]
async fn get(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
) -> ApiResult<Json<TicketRules>> {
    Ok(Json(ticket_types::rules(&state.hub, actor, &event).await?))
}

/// Replaces the rules. `changes_closed` ends holders' changes now, whatever the hours say, and opens them
/// again where the hours still allow it.
#[utoipa::path(put, path = "/api/events/{id}/ticket-rules/", tag = "ticket_types",
    operation_id = "replace_rules", params(EventPath),
    request_body = TicketRules,
    responses((status = 200, body = TicketRules), (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "event_cancelled"),
        (status = 422, body = Problem)), security(("bearer" = [])))]
async fn replace(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
    body: ApiJson<TicketRules>,
) -> ApiResult<Json<TicketRules>> {
    let allowed = events::may(&state.hub, actor, &event, EventRight::Edit).await?;
    let rules = body.read(allowed).await?;
    Ok(Json(ticket_types::replace_rules(&state.hub, actor, &event, rules).await?))
}
