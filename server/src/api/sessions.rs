//! `/api/events/{id}/sessions/…`: the agenda of an event.

use crate::api::support::{
    ApiJson, ApiQuery, Caller, Created, EventPath, IfMatch, Language, ListPage, Paging,
    SessionPath, UserCaller, boolean, etag, given, outdated, page_of,
};
use crate::documents::{File, files};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use domain::events::{self, EventRight};
use domain::{Actor, Error, sessions};
use serde::{Deserialize, Serialize};
use types::ids::SessionId;
use types::sessions::{Session, SessionInput};
use types::{ErrorCode, Failure, FieldProblem};
use utoipa::ToSchema;
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
    params(EventPath,
        Paging),
    responses((status = 200, body = ListPage<Session>), (status = 404, body = Problem)))]
async fn list(
    State(state): State<AppState>,
    Caller(actor): Caller,
    EventPath { id: event }: EventPath,
    OriginalUri(uri): OriginalUri,
    query: ApiResult<ApiQuery<Paging>>,
) -> ApiResult<Json<ListPage<Session>>> {
    let all = sessions::list(&state.hub, actor, &event).await?;
    let page = page_of(all, query?.0.parse()?);
    Ok(Json(ListPage::new(&state.hub.settings.base_url, uri.path(), uri.query(), page)))
}

/// Adds a session within the event's time.
#[utoipa::path(post, path = "/api/events/{id}/sessions/", tag = "sessions",
    params(EventPath),
    request_body = SessionInput,
    responses((status = 201, body = Session), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
        (status = 409, body = Problem, description = "room_conflict, speaker_conflict")),
    security(("bearer" = [])))]
async fn create(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
    body: ApiJson<SessionInput>,
) -> ApiResult<Created<Session>> {
    let input = body.read(events::may(&state.hub, actor, &event, EventRight::Edit).await?).await?;
    let value = sessions::create(&state.hub, actor, &event, input).await?;
    let address = format!("/api/events/{}/sessions/{}/", value.event, value.id);
    Ok(Created::at(address, value))
}

/// One session.
#[utoipa::path(get, path = "/api/events/{id}/sessions/{session}/", tag = "sessions",
    params(SessionPath),
    responses(
        (status = 200, body = Session, headers(
            ("ETag" = Option<String>, description = "The version of the session, for who may change \
             it: send it back as `If-Match`"))),
        (status = 404, body = Problem)))]
async fn get(
    State(state): State<AppState>,
    Caller(actor): Caller,
    SessionPath { id: event, session }: SessionPath,
) -> ApiResult<(HeaderMap, Json<Session>)> {
    let view = sessions::view(&state.hub, actor, &event, session).await?;
    Ok((etag(view.version), Json(view.session)))
}

/// The refusal of a change that was made from an older version.
#[derive(Debug, Serialize, ToSchema)]
struct SessionProblem {
    #[serde(flatten)]
    problem: Problem,
    /// As it is now.
    current: Session,
}

/// What was done, or the session as it is now where somebody else was faster.
async fn unless_changed<T>(
    state: &AppState,
    actor: Actor,
    (event, session): (&str, SessionId),
    done: Result<T, Error>,
) -> ApiResult<Result<T, Response>> {
    match done {
        Ok(done) => Ok(Ok(done)),
        Err(error) if error.code() == Some(ErrorCode::ChangedMeanwhile) => {
            let now = sessions::view(&state.hub, actor, event, session).await?;
            let problem = ErrorCode::ChangedMeanwhile.into();
            let body = SessionProblem { problem, current: now.session };
            Ok(Err(outdated(now.version, body)))
        }
        Err(error) => Err(error.into()),
    }
}

/// Replaces a session.
#[utoipa::path(put, path = "/api/events/{id}/sessions/{session}/", tag = "sessions",
    params(SessionPath, IfMatch),
    request_body = SessionInput,
    responses((status = 200, body = Session), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
        (status = 409, body = Problem, description = "room_conflict, speaker_conflict"),
        (status = 412, body = SessionProblem,
            description = "changed_meanwhile, with the session as it is now")),
    security(("bearer" = [])))]
async fn update(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    SessionPath { id: event, session }: SessionPath,
    IfMatch(versions): IfMatch,
    body: ApiJson<SessionInput>,
) -> ApiResult<Response> {
    let allowed = sessions::may_change(&state.hub, actor, &event, session).await?;
    let (input, at) = (body.read(allowed).await?, (event.as_str(), session));
    let done = sessions::update_matching(&state.hub, actor, at, &versions, input).await;
    Ok(match unless_changed(&state, actor, at, done).await? {
        Ok(view) => (etag(view.version), Json(view.session)).into_response(),
        Err(outdated) => outdated,
    })
}

/// Removes a session.
#[utoipa::path(delete, path = "/api/events/{id}/sessions/{session}/", tag = "sessions",
    params(SessionPath, IfMatch),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 412, body = SessionProblem,
            description = "changed_meanwhile, with the session as it is now")),
    security(("bearer" = [])))]
async fn delete(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    SessionPath { id: event, session }: SessionPath,
    IfMatch(versions): IfMatch,
) -> ApiResult<Response> {
    let at = (event.as_str(), session);
    let done = sessions::delete_matching(&state.hub, actor, at, &versions).await;
    Ok(match unless_changed(&state, actor, at, done).await? {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(outdated) => outdated,
    })
}

/// Puts a session on the caller's own agenda.
#[utoipa::path(put, path = "/api/events/{id}/sessions/{session}/pick/", tag = "sessions",
    params(SessionPath),
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn pick(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    SessionPath { id: event, session }: SessionPath,
) -> ApiResult<StatusCode> {
    sessions::get(&state.hub, actor, &event, session).await?;
    sessions::pick(&state.hub, actor, session, true).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a session off the caller's own agenda.
#[utoipa::path(delete, path = "/api/events/{id}/sessions/{session}/pick/", tag = "sessions",
    params(SessionPath),
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn unpick(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    SessionPath { id: event, session }: SessionPath,
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
    params(EventPath,
        ("picks" = Option<bool>, Query, description = "Only what the caller picked")),
    responses((status = 200, content_type = "text/calendar"), (status = 401, body = Problem),
        (status = 404, body = Problem)), security((), ("bearer" = [])))]
async fn agenda(
    State(state): State<AppState>,
    Caller(actor): Caller,
    Language(locale): Language,
    EventPath { id: event }: EventPath,
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
