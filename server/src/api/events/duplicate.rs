//! Copies of events.

use super::params::DryRun;
use super::write::made;
use crate::api::support::{
    ApiJson, ApiQuery, EventPath, Idempotency, Language, UserCaller, replayable,
};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use domain::events::{self, EventRight};
use types::effects::{DuplicateEvent, DuplicatePlan};
use types::events::Event;

/// Makes a draft like an event. Every date moves by the clock on the wall of the event's zone, as far
/// as its start does; what would fall into an hour that the clocks leave out comes as long after it.
#[utoipa::path(post, path = "/api/events/{id}/duplicate/", tag = "events",
    request_body = DuplicateEvent, params(EventPath, DryRun, Idempotency),
    responses((status = 201, body = Event),
        (status = 200, body = DuplicatePlan, description = "with dry_run: the dates, old and new"),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "speaker_conflict, promo_code_taken"),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
pub(super) async fn duplicate(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    Language(locale): Language,
    EventPath { id }: EventPath,
    ApiQuery(query): ApiQuery<DryRun>,
    key: Idempotency,
    body: ApiJson<DuplicateEvent>,
) -> ApiResult<Response> {
    let allowed = events::may(&state.hub, actor, &id, EventRight::Duplicate).await?;
    let (dry_run, key) = (query.parse()?, key.key(allowed)?);
    let wish = body.read(allowed).await?;
    if dry_run {
        let plan = events::plan_duplicate(&state.hub, actor, &id, wish).await?;
        return Ok(Json(plan).into_response());
    }
    let answer = events::duplicate_once(&state.hub, actor, &id, wish, locale, key).await;
    Ok(replayable(answer, |view| made(view.event)))
}
