//! `/api/events/{id}/sessions/…`: the agenda of an event.

use super::caller::{Caller, UserCaller};
use super::created::Created;
use super::extract::{ApiJson, ApiPath, ApiQuery, boolean, given};
use super::language::Language;
use super::page::{ListPage, Paging, page_of};
use crate::documents::{File, files};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::http::StatusCode;
use domain::{events, sessions};
use serde::Deserialize;
use types::ids::SessionId;
use types::sessions::{Session, SessionInput};
use types::{Failure, FieldProblem};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(get, update, delete))
        .routes(routes!(pick, unpick))
        .routes(routes!(agenda))
}

/// The agenda, in order of time.
#[utoipa::path(get, path = "/api/events/{id}/sessions/", tag = "sessions",
    params(("id" = String, Path, description = "The event's id or slug"),
        ("page" = Option<u32>, Query), ("page_size" = Option<u32>, Query)),
    responses((status = 200, body = ListPage<Session>), (status = 404, body = Problem)))]
async fn list(
    State(state): State<AppState>,
    Caller(actor): Caller,
    ApiPath(event): ApiPath<String>,
    OriginalUri(uri): OriginalUri,
    query: ApiResult<ApiQuery<Paging>>,
) -> ApiResult<Json<ListPage<Session>>> {
    let all = sessions::list(&state.hub, actor, &event).await?;
    let page = page_of(all, query?.0.parse()?);
    Ok(Json(ListPage::new(&state.hub.settings.base_url, uri.path(), uri.query(), page)))
}

/// Adds a session within the event's time.
#[utoipa::path(post, path = "/api/events/{id}/sessions/", tag = "sessions",
    params(("id" = String, Path, description = "The event's id or slug")),
    request_body = SessionInput,
    responses((status = 201, body = Session), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
        (status = 409, body = Problem, description = "room_conflict, speaker_conflict")),
    security(("bearer" = [])))]
async fn create(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    ApiPath(event): ApiPath<String>,
    body: ApiJson<SessionInput>,
) -> ApiResult<Created<Session>> {
    let input = body.read(events::may_change(&state.hub, actor, &event).await?).await?;
    let value = sessions::create(&state.hub, actor, &event, input).await?;
    let address = format!("/api/events/{}/sessions/{}/", value.event, value.id);
    Ok(Created { address, value })
}

/// One session.
#[utoipa::path(get, path = "/api/events/{id}/sessions/{session}/", tag = "sessions",
    params(("id" = String, Path, description = "The event's id or slug"),
        ("session" = SessionId, Path)),
    responses((status = 200, body = Session), (status = 404, body = Problem)))]
async fn get(
    State(state): State<AppState>,
    Caller(actor): Caller,
    ApiPath((event, session)): ApiPath<(String, SessionId)>,
) -> ApiResult<Json<Session>> {
    Ok(Json(sessions::get(&state.hub, actor, &event, session).await?))
}

/// Replaces a session.
#[utoipa::path(put, path = "/api/events/{id}/sessions/{session}/", tag = "sessions",
    params(("id" = String, Path, description = "The event's id or slug"),
        ("session" = SessionId, Path)),
    request_body = SessionInput,
    responses((status = 200, body = Session), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
        (status = 409, body = Problem, description = "room_conflict, speaker_conflict")),
    security(("bearer" = [])))]
async fn update(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    ApiPath((event, session)): ApiPath<(String, SessionId)>,
    body: ApiJson<SessionInput>,
) -> ApiResult<Json<Session>> {
    let allowed = sessions::may_change(&state.hub, actor, &event, session).await?;
    let input = body.read(allowed).await?;
    Ok(Json(sessions::update(&state.hub, actor, &event, session, input).await?))
}

/// Removes a session.
#[utoipa::path(delete, path = "/api/events/{id}/sessions/{session}/", tag = "sessions",
    params(("id" = String, Path, description = "The event's id or slug"),
        ("session" = SessionId, Path)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn delete(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    ApiPath((event, session)): ApiPath<(String, SessionId)>,
) -> ApiResult<StatusCode> {
    sessions::delete(&state.hub, actor, &event, session).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Puts a session on the caller's own agenda.
#[utoipa::path(put, path = "/api/events/{id}/sessions/{session}/pick/", tag = "sessions",
    params(("id" = String, Path, description = "The event's id or slug"),
        ("session" = SessionId, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn pick(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    ApiPath((event, session)): ApiPath<(String, SessionId)>,
) -> ApiResult<StatusCode> {
    sessions::get(&state.hub, actor, &event, session).await?;
    sessions::pick(&state.hub, actor, session, true).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a session off the caller's own agenda.
#[utoipa::path(delete, path = "/api/events/{id}/sessions/{session}/pick/", tag = "sessions",
    params(("id" = String, Path, description = "The event's id or slug"),
        ("session" = SessionId, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn unpick(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    ApiPath((event, session)): ApiPath<(String, SessionId)>,
) -> ApiResult<StatusCode> {
    sessions::get(&state.hub, actor, &event, session).await?;
    sessions::pick(&state.hub, actor, session, false).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Debug, Deserialize)]
struct AgendaQuery {
    picks: Option<String>,
}

/// An event's sessions as iCalendar; with `picks=true` only those on the caller's own agenda.
#[utoipa::path(get, path = "/api/events/{id}/agenda.ics", tag = "sessions",
    params(("id" = String, Path, description = "The event's id or slug"),
        ("picks" = Option<bool>, Query, description = "Only what the caller picked")),
    responses((status = 200, content_type = "text/calendar"), (status = 401, body = Problem),
        (status = 404, body = Problem)), security((), ("bearer" = [])))]
async fn agenda(
    State(state): State<AppState>,
    Caller(actor): Caller,
    Language(locale): Language,
    ApiPath(event): ApiPath<String>,
    query: ApiResult<ApiQuery<AgendaQuery>>,
) -> ApiResult<File> {
    events::may_see(&state.hub, actor, &event).await?;
    let ApiQuery(query) = query?;
    let picks = match given(query.picks.as_deref()).map(boolean) {
        None => false,
        Some(picks) => picks.ok_or_else(|| Failure::field("picks", FieldProblem::Invalid))?,
    };
    Ok(files::agenda(&state.hub, actor, &event, picks, locale).await?)
}
