//! `/api/events/{id}/ticket-types/…`: the kinds of ticket of an event, and the pools that share a quota
//! among them.

use crate::api::support::{
    ApiJson, Created, EventPath, Idempotency, TicketPoolPath, TicketTypePath, UserCaller,
    replayable,
};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::events::{self, EventRight};
use domain::ticket_types;
use types::ticket_types::{
    TicketPool, TicketPoolInput, TicketTypeDetails, TicketTypeInput, TicketTypePatch, TicketTypes,
};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(create_pool))
        .routes(routes!(replace_pool, delete_pool))
        .routes(routes!(replace, change, delete))
}

/// An event's ticket types and pools, hidden and archived ones among them, with what is sold, held and
/// offered of each. For its team; what everyone sees stands in the event.
#[utoipa::path(get, path = "/api/events/{id}/ticket-types/", tag = "ticket_types",
    params(EventPath),
    responses((status = 200, body = TicketTypes), (status = 403, body = Problem),
        (status = 404, body = Problem)), security(("bearer" = [])))]
async fn list(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
) -> ApiResult<Json<TicketTypes>> {
    Ok(Json(ticket_types::list(&state.hub, actor, &event).await?))
}

/// Makes a ticket type. With its first the event has types: what was booked before is of that type,
/// at the price it was booked at.
#[utoipa::path(post, path = "/api/events/{id}/ticket-types/", tag = "ticket_types",
    params(EventPath, Idempotency),
    request_body = TicketTypeInput,
    responses((status = 201, body = TicketTypeDetails), (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "quota_below_taken, with how many are taken; event_cancelled"),
        (status = 422, body = Problem),
        (status = 429, body = Problem, description = "too many types")),
    security(("bearer" = [])))]
async fn create(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
    key: Idempotency,
    body: ApiJson<TicketTypeInput>,
) -> ApiResult<Response> {
    let allowed = events::may(&state.hub, actor, &event, EventRight::Edit).await?;
    let (key, input) = (key.key(allowed)?, body.read(allowed).await?);
    let answer = ticket_types::create(&state.hub, actor, &event, input, key).await;
    let at = |made: TicketTypeDetails| {
        Created::at(format!("/api/events/{event}/ticket-types/{}/", made.id), made)
    };
    Ok(replayable(answer, at))
}

/// Replaces a ticket type. Whoever holds a seat keeps the price it was held at.
#[utoipa::path(put, path = "/api/events/{id}/ticket-types/{ticket_type}/", tag = "ticket_types",
    params(TicketTypePath),
    request_body = TicketTypeInput,
    responses((status = 200, body = TicketTypeDetails), (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "quota_below_taken, with how many are taken; event_cancelled"),
        (status = 422, body = Problem)), security(("bearer" = [])))]
async fn replace(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    TicketTypePath { id: event, ticket_type }: TicketTypePath,
    body: ApiJson<TicketTypeInput>,
) -> ApiResult<Json<TicketTypeDetails>> {
    let allowed = ticket_types::may_change(&state.hub, actor, &event, ticket_type).await?;
    let input = body.read(allowed).await?;
    Ok(Json(ticket_types::replace(&state.hub, actor, &event, ticket_type, input).await?))
}

/// Changes what is named of a ticket type: pauses it, archives it, gives it another place.
#[utoipa::path(patch, path = "/api/events/{id}/ticket-types/{ticket_type}/", tag = "ticket_types",
    params(TicketTypePath),
    request_body = TicketTypePatch,
    responses((status = 200, body = TicketTypeDetails), (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "quota_below_taken, with how many are taken; event_cancelled"),
        (status = 422, body = Problem)), security(("bearer" = [])))]
async fn change(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    TicketTypePath { id: event, ticket_type }: TicketTypePath,
    body: ApiJson<TicketTypePatch>,
) -> ApiResult<Json<TicketTypeDetails>> {
    let allowed = ticket_types::may_change(&state.hub, actor, &event, ticket_type).await?;
    let patch = body.read(allowed).await?;
    Ok(Json(ticket_types::change(&state.hub, actor, &event, ticket_type, patch).await?))
}

/// Deletes a ticket type that was never booked and that nobody waits for by name; any other is archived
/// instead. Without types an event has one kind of ticket again.
#[utoipa::path(delete, path = "/api/events/{id}/ticket-types/{ticket_type}/", tag = "ticket_types",
    params(TicketTypePath),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "ticket_type_in_use, event_cancelled")),
    security(("bearer" = [])))]
async fn delete(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    TicketTypePath { id: event, ticket_type }: TicketTypePath,
) -> ApiResult<StatusCode> {
    ticket_types::delete(&state.hub, actor, &event, ticket_type).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes a pool: a quota that all types share which name it.
#[utoipa::path(post, path = "/api/events/{id}/ticket-types/pools/", tag = "ticket_types",
    params(EventPath, Idempotency),
    request_body = TicketPoolInput,
    responses((status = 201, body = TicketPool), (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "event_cancelled"),
        (status = 422, body = Problem),
        (status = 429, body = Problem, description = "too many pools")),
    security(("bearer" = [])))]
async fn create_pool(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
    key: Idempotency,
    body: ApiJson<TicketPoolInput>,
) -> ApiResult<Response> {
    let allowed = events::may(&state.hub, actor, &event, EventRight::Edit).await?;
    let (key, input) = (key.key(allowed)?, body.read(allowed).await?);
    let answer = ticket_types::create_pool(&state.hub, actor, &event, input, key).await;
    let at = |made: TicketPool| {
        Created::at(format!("/api/events/{event}/ticket-types/pools/{}/", made.id), made)
    };
    Ok(replayable(answer, at))
}

/// Replaces a pool's name, quota and place.
#[utoipa::path(put, path = "/api/events/{id}/ticket-types/pools/{pool}/", tag = "ticket_types",
    params(TicketPoolPath),
    request_body = TicketPoolInput,
    responses((status = 200, body = TicketPool), (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "quota_below_taken, with how many are taken; event_cancelled"),
        (status = 422, body = Problem)), security(("bearer" = [])))]
async fn replace_pool(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    TicketPoolPath { id: event, pool }: TicketPoolPath,
    body: ApiJson<TicketPoolInput>,
) -> ApiResult<Json<TicketPool>> {
    let allowed = ticket_types::may_change_pool(&state.hub, actor, &event, pool).await?;
    let input = body.read(allowed).await?;
    Ok(Json(ticket_types::replace_pool(&state.hub, actor, &event, pool, input).await?))
}

/// Deletes a pool: its types stay, within their own quotas and the event's.
#[utoipa::path(delete, path = "/api/events/{id}/ticket-types/pools/{pool}/", tag = "ticket_types",
    params(TicketPoolPath),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "event_cancelled")),
    security(("bearer" = [])))]
async fn delete_pool(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    TicketPoolPath { id: event, pool }: TicketPoolPath,
) -> ApiResult<StatusCode> {
    ticket_types::delete_pool(&state.hub, actor, &event, pool).await?;
    Ok(StatusCode::NO_CONTENT)
}
