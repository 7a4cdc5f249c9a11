//! `/api/events/{id}/schedule.json`: the agenda as other programs write and read it.

use crate::api::support::{ApiQuery, Caller, EventPath, UserCaller};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest as _, Request, State};
use axum::response::IntoResponse as _;
use domain::Allowed;
use domain::events::{self, EventRight};
use domain::sessions::schedule::{self, ScheduleRun};
use serde::Deserialize;
use types::query::{boolean, given};
use types::schedule::{FILE_MAX, ScheduleReport};
use types::{ErrorCode, Failure, FieldProblem};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(export, import)).layer(DefaultBodyLimit::max(FILE_MAX))
}

/// The agenda as a `schedule.json` that programs for conferences read, such as those of frab, pretalx
/// and c3voc. Importing it again changes nothing.
#[utoipa::path(get, path = "/api/events/{id}/schedule.json", tag = "sessions",
    params(EventPath),
    responses((status = 200, body = serde_json::Value), (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
async fn export(
    State(state): State<AppState>,
    Caller(actor): Caller,
    EventPath { id }: EventPath,
) -> ApiResult<Json<serde_json::Value>> {
    Ok(Json(schedule::export(&state.hub, actor, &id).await?.schedule))
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct Import {
    /// Nothing happens: the answer is what would.
    #[param(value_type = Option<bool>)]
    dry_run: Option<String>,
    /// Seats of the sessions that are added, since the form has none; the event's without it.
    #[param(value_type = Option<i64>)]
    capacity: Option<String>,
}

impl Import {
    fn read(&self) -> Result<(ScheduleRun, Option<i64>), Failure> {
        let wrong = |field| Failure::field(field, FieldProblem::Invalid);
        let run = match given(self.dry_run.as_deref()).map(boolean) {
            Some(None) => return Err(wrong("dry_run")),
            Some(Some(true)) => ScheduleRun::Rehearsal,
            Some(Some(false)) | None => ScheduleRun::Real,
        };
        let capacity = given(self.capacity.as_deref()).map(|text| text.trim().parse());
        Ok((run, capacity.transpose().map_err(|_| wrong("capacity"))?))
    }
}

/// Makes the agenda what a `schedule.json` of frab, pretalx or c3voc says. Sessions are known again by
/// their `guid`, else by their number: they are changed and keep their capacity and who picked them.
/// Those that came by an import and are not in the file are removed; what was written here stays.
/// What breaks a rule is left out and named with the reason. Whoever picked a session that moves or is
/// removed is told. With `dry_run=true` nothing happens: the answer is what would.
#[utoipa::path(put, path = "/api/events/{id}/schedule.json", tag = "sessions",
    params(EventPath, Import),
    request_body(content = serde_json::Value, content_type = "application/json",
        description = "A `schedule.json` of at most 4 MB and 1,000 sessions"),
    responses((status = 200, body = ScheduleReport), (status = 400, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "event_cancelled, speaker_conflict"),
        (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn import(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id }: EventPath,
    ApiQuery(query): ApiQuery<Import>,
    request: Request,
) -> ApiResult<Json<ScheduleReport>> {
    let allowed = events::may(&state.hub, actor, &id, EventRight::Edit).await?;
    let (run, capacity) = query.read()?;
    let text = text(request, allowed).await?;
    Ok(Json(schedule::import(&state.hub, actor, &id, &text, capacity, run).await?))
}

/// The document as it was sent: it is larger than what is sent elsewhere, and full of what is passed
/// over.
async fn text(request: Request, _: Allowed) -> Result<String, Failure> {
    if !crate::api::support::is_json(request.headers()) {
        return Err(ErrorCode::UnsupportedMediaType.into());
    }
    let bytes = Bytes::from_request(request, &()).await.map_err(|rejection| {
        match rejection.into_response().status().as_u16() {
            413 => ErrorCode::PayloadTooLarge,
            _ => ErrorCode::MalformedBody,
        }
    })?;
    String::from_utf8(bytes.into()).map_err(|_| ErrorCode::MalformedBody.into())
}
