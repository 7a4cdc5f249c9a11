//! `/api/organizer/…` and `/api/events/{id}/dashboard/`: an organizer's events in numbers, and one of
//! them; as they are, and as streams of what changes.

use super::live::{ends, message, place, respond};
use crate::api::support::{
    ApiQuery, EventPath, ListPage, Paging, UserCaller, Viewer, WorkplaceCaller, given,
};
use crate::http::problem::{ApiResult, Problem};
use crate::middleware::ClientIp;
use crate::state::AppState;
use axum::Json;
use axum::extract::{Extension, OriginalUri, State};
use axum::response::Response;
use domain::accounts::{self, Bearer};
use domain::statistics::{self, EventsWanted, FiguresWatch, SummaryWatch};
use domain::{Actor, Hub};
use futures::stream;
use serde::Deserialize;
use types::organizer::{
    EventFigures, EventLine, EventPhase, LiveSummary, OrganizerDashboard, OrganizerSummary,
};
use types::{Failure, FieldProblem};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(summary))
        .routes(routes!(events))
        .routes(routes!(live_summary))
        .routes(routes!(dashboard))
        .routes(routes!(figures))
        .routes(routes!(live_figures))
}

/// The events that the caller works on in numbers, and what needs attention: their own, and those of
/// the teams that they are in. Money is told only of those where their role knows of it.
#[utoipa::path(get, path = "/api/organizer/summary/", tag = "organizer",
    operation_id = "organizer_summary",
    responses((status = 200, body = OrganizerSummary), (status = 401, body = Problem),
        (status = 403, body = Problem)),
    security(("bearer" = [])))]
async fn summary(
    State(state): State<AppState>,
    WorkplaceCaller(actor, _): WorkplaceCaller,
) -> ApiResult<Json<OrganizerSummary>> {
    Ok(Json(statistics::organizer_summary(&state.hub, actor).await?))
}

#[derive(Debug, Deserialize)]
struct ListQuery {
    phase: Option<String>,
    search: Option<String>,
    #[serde(flatten)]
    paging: Paging,
}

impl ListQuery {
    fn wanted(&self) -> Result<EventsWanted, Failure> {
        let wrong = || Failure::field("phase", FieldProblem::Invalid);
        let phase = given(self.phase.as_deref())
            .map(|name| EventPhase::parse(name).ok_or_else(wrong))
            .transpose()?;
        Ok(EventsWanted { phase, search: given(self.search.as_deref()).map(str::to_owned) })
    }
}

/// The events that the caller works on, drafts included, each with what was sold of it; its money only
/// where their role knows of it. What is to come is listed
/// by its start, drafts by their last change, the rest from the latest on. `search` looks into titles.
#[utoipa::path(get, path = "/api/organizer/events/", tag = "organizer",
    operation_id = "organizer_events",
    params(("phase" = Option<EventPhase>, Query), ("search" = Option<String>, Query), Paging),
    responses((status = 200, body = ListPage<EventLine>), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn events(
    State(state): State<AppState>,
    WorkplaceCaller(actor, _): WorkplaceCaller,
    OriginalUri(uri): OriginalUri,
    ApiQuery(query): ApiQuery<ListQuery>,
) -> ApiResult<Json<ListPage<EventLine>>> {
    let (page, wanted) = (query.paging.parse()?, query.wanted()?);
    let page = statistics::organizer_events(&state.hub, actor, wanted, page).await?;
    Ok(Json(ListPage::new(&state.hub.settings.base_url, uri.path(), uri.query(), page)))
}

#[derive(Debug, Deserialize)]
struct DashboardQuery {
    compare: Option<String>,
}

/// One event in numbers: seats, money, sales by day, from visit to booking, origins, waitlist,
/// check-ins and rating. `compare` is the id or slug of another event, whose sales are told too.
#[utoipa::path(get, path = "/api/events/{id}/dashboard/", tag = "organizer",
    operation_id = "event_dashboard",
    params(EventPath, ("compare" = Option<String>, Query)),
    responses((status = 200, body = OrganizerDashboard), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn dashboard(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
    ApiQuery(query): ApiQuery<DashboardQuery>,
) -> ApiResult<Json<OrganizerDashboard>> {
    let compare = given(query.compare.as_deref());
    Ok(Json(statistics::dashboard(&state.hub, actor, &event, compare).await?))
}

/// Those of an event's figures that change: what its stream tells, for who would rather ask.
#[utoipa::path(get, path = "/api/events/{id}/dashboard/figures/", tag = "organizer",
    operation_id = "event_figures", params(EventPath),
    responses((status = 200, body = EventFigures), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn figures(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
) -> ApiResult<Json<EventFigures>> {
    Ok(Json(statistics::figures(&state.hub, actor, &event).await?))
}

/// One event's figures: first as they are, then whenever they have changed, at most once a second.
/// The stream ends with the caller's session or their rights.
#[utoipa::path(get, path = "/api/events/{id}/dashboard/live/", tag = "organizer",
    operation_id = "event_figures_live", params(EventPath),
    responses((status = 200, content_type = "text/event-stream", body = EventFigures),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 429, body = Problem)),
    security(("bearer" = [])))]
async fn live_figures(
    State(state): State<AppState>,
    Extension(ClientIp(address)): Extension<ClientIp>,
    viewer: Viewer,
    EventPath { id: event }: EventPath,
) -> ApiResult<Response> {
    let watch = statistics::watch_figures(&state.hub, viewer.actor, &event).await?;
    let place = place(&state, address, viewer.actor)?;
    let onlooker = Onlooker::new(&state.hub, viewer);
    Ok(respond(stream::unfold((watch, onlooker, place, ends()), async |mut it| {
        let told = tokio::time::timeout_at(it.3, next_figures(&mut it.0, &it.1)).await.ok()??;
        Some((message(None, &told), it))
    })))
}

/// The caller's own events in numbers: first as they are, then whenever they have changed, at most
/// once a second.
#[utoipa::path(get, path = "/api/organizer/live/", tag = "organizer",
    operation_id = "organizer_live",
    responses((status = 200, content_type = "text/event-stream", body = LiveSummary),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 429, body = Problem)),
    security(("bearer" = [])))]
async fn live_summary(
    State(state): State<AppState>,
    Extension(ClientIp(address)): Extension<ClientIp>,
    viewer: Viewer,
) -> ApiResult<Response> {
    let watch = statistics::watch_summary(&state.hub, viewer.actor).await?;
    let place = place(&state, address, viewer.actor)?;
    let onlooker = Onlooker::new(&state.hub, viewer);
    Ok(respond(stream::unfold((watch, onlooker, place, ends()), async |mut it| {
        let told = tokio::time::timeout_at(it.3, next_summary(&mut it.0, &it.1)).await.ok()??;
        Some((message(None, &told), it))
    })))
}

/// Who looks on, as long as the session lasts that the subscription was opened with.
pub(super) struct Onlooker {
    hub: Hub,
    bearer: Option<Bearer>,
}

impl Onlooker {
    pub(super) fn new(hub: &Hub, viewer: Viewer) -> Self {
        Self { hub: hub.clone(), bearer: viewer.bearer }
    }

    /// As their account is now; none once the session has ended.
    pub(super) async fn actor(&self) -> Option<Actor> {
        let identity = accounts::identify_bearer(&self.hub, self.bearer?).await.ok()?;
        Some(identity.actor)
    }
}

/// None once the session or the right has ended. What the database could not answer ends the stream
/// too: the browser asks again.
async fn next_figures(watch: &mut FiguresWatch, onlooker: &Onlooker) -> Option<EventFigures> {
    while watch.wait().await {
        if let Some(told) = watch.load(onlooker.actor().await?).await.ok()? {
            return Some(told);
        }
    }
    None
}

async fn next_summary(watch: &mut SummaryWatch, onlooker: &Onlooker) -> Option<LiveSummary> {
    while watch.wait().await {
        if let Some(told) = watch.load(onlooker.actor().await?).await.ok()? {
            return Some(told);
        }
    }
    None
}
