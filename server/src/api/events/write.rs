//! Making and changing events.

use crate::api::support::{
    ApiJson, Created, EventPath, Idempotency, IfMatch, Language, OrganizerCaller, UserCaller, etag,
    outdated, replayable,
};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use domain::events::{self, EventRight};
use domain::{Actor, Error};
use serde::Serialize;
use types::events::{CancelEvent, Event, EventInput, EventPatch, EventView};
use types::{ErrorCode, Locale};
use utoipa::ToSchema;

/// Makes an event, as a draft where no status is given.
#[utoipa::path(post, path = "/api/events/", tag = "events", request_body = EventInput,
    params(Idempotency),
    responses((status = 201, body = Event), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
pub(super) async fn create(
    State(state): State<AppState>,
    OrganizerCaller(actor, allowed): OrganizerCaller,
    Language(locale): Language,
    key: Idempotency,
    body: ApiJson<EventInput>,
) -> ApiResult<Response> {
    let (key, input) = (key.key(allowed)?, body.read(allowed).await?);
    let answer = events::create_once(&state.hub, actor, input, locale, key).await;
    Ok(replayable(answer, |view| made(view.event)))
}

/// The response of an event that is new.
pub(super) fn made(event: Event) -> Created<Event> {
    Created::at(format!("/api/events/{}/", event.id), event)
}

/// Replaces everything of an event that can be changed.
///
/// Moving its start by more than an hour lets everybody who booked it cancel with a full refund, for
/// 14 days or until the new start. A refund is held against the start as it was booked or as it is,
/// whichever is better for the attendee. An event that has started is not moved: cancel it.
#[utoipa::path(put, path = "/api/events/{id}/", tag = "events", request_body = EventInput,
    params(EventPath, IfMatch),
    responses((status = 200, body = Event), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
        (status = 409, body = Problem,
            description = "capacity_below_taken, event_has_bookings, event_cancelled, slug_taken, \
                currency_in_use, event_started: what has started with people who booked it is not moved"),
        (status = 412, body = EventProblem,
            description = "changed_meanwhile, with the event as it is now")),
    security(("bearer" = [])))]
pub(super) async fn update(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    Language(locale): Language,
    EventPath { id }: EventPath,
    IfMatch(versions): IfMatch,
    body: ApiJson<EventInput>,
) -> ApiResult<Response> {
    let input = body.read(events::may(&state.hub, actor, &id, EventRight::Edit).await?).await?;
    let done = events::update_matching(&state.hub, actor, &id, &versions, input, locale).await;
    changed(&state, actor, &id, locale, done).await
}

/// Changes what the body names; what it leaves out stays.
///
/// Moving the start by more than an hour lets everybody who booked the event cancel with a full
/// refund, for 14 days or until the new start. An event that has started is not moved: cancel it.
#[utoipa::path(patch, path = "/api/events/{id}/", tag = "events", request_body = EventPatch,
    params(EventPath, IfMatch),
    responses((status = 200, body = Event), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
        (status = 409, body = Problem,
            description = "capacity_below_taken, event_has_bookings, event_cancelled, slug_taken, \
                currency_in_use, event_started: what has started with people who booked it is not moved"),
        (status = 412, body = EventProblem,
            description = "changed_meanwhile, with the event as it is now")),
    security(("bearer" = [])))]
pub(super) async fn patch(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    Language(locale): Language,
    EventPath { id }: EventPath,
    IfMatch(versions): IfMatch,
    body: ApiJson<EventPatch>,
) -> ApiResult<Response> {
    let change = body.read(events::may(&state.hub, actor, &id, EventRight::Edit).await?).await?;
    let done = events::patch_matching(&state.hub, actor, &id, &versions, change, locale).await;
    changed(&state, actor, &id, locale, done).await
}

/// The refusal of a change that was made from an older version.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct EventProblem {
    #[serde(flatten)]
    problem: Problem,
    /// As it is now.
    event: Event,
}

/// The event with its new version, or as it is now where somebody else was faster.
async fn changed(
    state: &AppState,
    actor: Actor,
    id: &str,
    locale: Locale,
    done: Result<EventView, Error>,
) -> ApiResult<Response> {
    match done {
        Ok(view) => Ok((etag(view.version), Json(view.event)).into_response()),
        Err(error) if error.code() == Some(ErrorCode::ChangedMeanwhile) => {
            let now = events::get(&state.hub, actor, id, locale).await?;
            let problem = ErrorCode::ChangedMeanwhile.into();
            Ok(outdated(now.version, EventProblem { problem, event: now.event }))
        }
        Err(error) => Err(error.into()),
    }
}

/// Deletes an event that nobody ever booked.
#[utoipa::path(delete, path = "/api/events/{id}/", tag = "events",
    params(EventPath),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "event_has_bookings")),
    security(("bearer" = [])))]
pub(super) async fn delete(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id }: EventPath,
) -> ApiResult<StatusCode> {
    events::delete(&state.hub, actor, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Cancels an event for good: its bookings are cancelled and refunded, everyone is told.
#[utoipa::path(post, path = "/api/events/{id}/cancel/", tag = "events", request_body = CancelEvent,
    params(EventPath,
        Idempotency),
    responses((status = 200, body = Event), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
        (status = 409, body = Problem,
            description = "event_cancelled, event_not_published, event_ended")),
    security(("bearer" = [])))]
pub(super) async fn cancel(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    Language(locale): Language,
    key: Idempotency,
    EventPath { id }: EventPath,
    body: ApiJson<CancelEvent>,
) -> ApiResult<Response> {
    let allowed = events::may(&state.hub, actor, &id, EventRight::Cancel).await?;
    let (key, input) = (key.key(allowed)?, body.read(allowed).await?);
    let answer = events::cancel(&state.hub, actor, &id, input, locale, key).await;
    Ok(replayable(answer, |view| Json(view.event)))
}
