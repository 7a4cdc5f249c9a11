//! `/api/admin/events/…` and `/api/events/{id}/hiding/…`: everybody's events as admins look after them,
//! and what an organizer answers where one was taken off the catalogue.

use crate::api::support::{
    AdminCaller, ApiJson, ApiQuery, EventPath, ListPage, Paging, UserCaller, UserPath, boolean,
    given,
};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::http::StatusCode;
use domain::events::{self, AdminEventFilter};
use serde::Deserialize;
use types::moderation::{
    AdminEvent, AdminOrganizer, AnswerHiding, EventHiding, LimitOpenEvents, ModerateEvent,
};
use types::organizer::EventPhase;
use types::validation::Checks;
use types::{Failure, FieldProblem};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(hide))
        .routes(routes!(restore))
        .routes(routes!(hiding))
        .routes(routes!(answer))
        .routes(routes!(organizers))
        .routes(routes!(limit))
}

#[derive(Debug, Deserialize)]
struct ListQuery {
    search: Option<String>,
    phase: Option<String>,
    organizer: Option<String>,
    hidden: Option<String>,
    #[serde(flatten)]
    paging: Paging,
}

impl ListQuery {
    fn filter(&self) -> Result<AdminEventFilter, Failure> {
        let phase = given(self.phase.as_deref()).map(EventPhase::parse);
        let organizer = given(self.organizer.as_deref()).map(|id| id.parse().ok());
        let hidden = given(self.hidden.as_deref()).map(boolean);
        let mut checks = Checks::new();
        checks.require(phase != Some(None), "phase", FieldProblem::Invalid);
        checks.require(organizer != Some(None), "organizer", FieldProblem::Invalid);
        checks.require(hidden != Some(None), "hidden", FieldProblem::Invalid);
        checks.finish()?;
        let search = given(self.search.as_deref()).map(types::text::needle);
        Ok(AdminEventFilter {
            search: search.filter(|text| !text.is_empty()),
            phase: phase.flatten(),
            organizer: organizer.flatten(),
            hidden: hidden.flatten(),
        })
    }
}

/// Everybody's events, the newest first, counted up to 10,000; `search` looks into titles. Each with why
/// it is hidden, if it is, and what its organizer answered.
#[utoipa::path(get, path = "/api/admin/events/", tag = "admin", operation_id = "admin_events",
    params(("search" = Option<String>, Query), ("phase" = Option<EventPhase>, Query),
        ("organizer" = Option<String>, Query), ("hidden" = Option<bool>, Query), Paging),
    responses((status = 200, body = ListPage<AdminEvent>), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn list(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    OriginalUri(uri): OriginalUri,
    ApiQuery(query): ApiQuery<ListQuery>,
) -> ApiResult<Json<ListPage<AdminEvent>>> {
    let page = query.paging.parse()?;
    let page = events::admin_events(&state.hub, actor, query.filter()?, page).await?;
    Ok(Json(ListPage::new(&state.hub.settings.base_url, uri.path(), uri.query(), page)))
}

/// Takes an event off the catalogue: out of every public list, its page is not found, and nobody new
/// books or waits. Bookings stand, and whoever has one goes on seeing the event. Its organizer is told
/// why; hiding it again gives it another reason.
#[utoipa::path(post, path = "/api/admin/events/{id}/hide/", tag = "admin",
    operation_id = "hide_event", params(EventPath), request_body = ModerateEvent,
    responses((status = 200, body = AdminEvent), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "event_not_published"),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn hide(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    EventPath { id: event }: EventPath,
    body: ApiJson<ModerateEvent>,
) -> ApiResult<Json<AdminEvent>> {
    let input = body.read(events::may_moderate(&state.hub, actor, &event).await?).await?;
    Ok(Json(events::hide(&state.hub, actor, &event, input).await?))
}

/// Shows a hidden event again and tells its organizer; one that is not hidden stays as it is.
#[utoipa::path(post, path = "/api/admin/events/{id}/restore/", tag = "admin",
    operation_id = "restore_event", params(EventPath), request_body = ModerateEvent,
    responses((status = 200, body = AdminEvent), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "event_not_published"),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn restore(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    EventPath { id: event }: EventPath,
    body: ApiJson<ModerateEvent>,
) -> ApiResult<Json<AdminEvent>> {
    let input = body.read(events::may_moderate(&state.hub, actor, &event).await?).await?;
    Ok(Json(events::restore(&state.hub, actor, &event, input).await?))
}

/// Why an event was taken off the catalogue, and what was answered; 404 where it was not.
#[utoipa::path(get, path = "/api/events/{id}/hiding/", tag = "organizer",
    operation_id = "event_hiding", params(EventPath),
    responses((status = 200, body = EventHiding), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn hiding(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
) -> ApiResult<Json<EventHiding>> {
    Ok(Json(events::hiding(&state.hub, actor, &event).await?))
}

/// Answers the admins who took an event off the catalogue. The last answer counts.
#[utoipa::path(post, path = "/api/events/{id}/hiding/answer/", tag = "organizer",
    operation_id = "answer_event_hiding", params(EventPath), request_body = AnswerHiding,
    responses((status = 200, body = EventHiding), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn answer(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
    body: ApiJson<AnswerHiding>,
) -> ApiResult<Json<EventHiding>> {
    let input = body.read(events::may_answer_hiding(&state.hub, actor, &event).await?).await?;
    Ok(Json(events::answer_hiding(&state.hub, actor, &event, input).await?))
}

#[derive(Debug, Deserialize)]
struct OrganizersQuery {
    trusted: Option<String>,
    #[serde(flatten)]
    paging: Paging,
}

impl OrganizersQuery {
    fn trusted(&self) -> Result<Option<bool>, Failure> {
        let wrong = || Failure::field("trusted", FieldProblem::Invalid);
        let asked = given(self.trusted.as_deref());
        asked.map(|text| boolean(text).ok_or_else(wrong)).transpose()
    }
}

/// Organizers with published events, those who came last first; with `trusted=false` those whom no admin
/// trusts yet.
#[utoipa::path(get, path = "/api/admin/organizers/", tag = "admin", operation_id = "admin_organizers",
    params(("trusted" = Option<bool>, Query), Paging),
    responses((status = 200, body = ListPage<AdminOrganizer>), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn organizers(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    OriginalUri(uri): OriginalUri,
    ApiQuery(query): ApiQuery<OrganizersQuery>,
) -> ApiResult<Json<ListPage<AdminOrganizer>>> {
    let page = query.paging.parse()?;
    let page = events::admin_organizers(&state.hub, actor, query.trusted()?, page).await?;
    Ok(Json(ListPage::new(&state.hub.settings.base_url, uri.path(), uri.query(), page)))
}

/// Says how many published events of an organizer may be open. What is open stays open.
#[utoipa::path(put, path = "/api/admin/organizers/{id}/open-events/", tag = "admin",
    operation_id = "limit_open_events", params(UserPath), request_body = LimitOpenEvents,
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn limit(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    UserPath { id }: UserPath,
    body: ApiJson<LimitOpenEvents>,
) -> ApiResult<StatusCode> {
    let input = body.read(events::may_limit_open_events(&state.hub, actor, id).await?).await?;
    events::limit_open_events(&state.hub, actor, id, input).await?;
    Ok(StatusCode::NO_CONTENT)
}
