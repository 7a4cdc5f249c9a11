//! Reading events.

use super::params::ListParams;
use crate::api::caller::Caller;
use crate::api::extract::{ApiPath, ApiQuery};
use crate::api::language::Language;
use crate::api::page::ListPage;
use crate::api::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::{OriginalUri, State};
use domain::events;
use types::events::Event;

/// The published events: upcoming ones, soonest first, unless the filters say otherwise. Lists
/// are counted and paged up to 10,000 events, ranked by relevance up to 1,000.
#[utoipa::path(get, path = "/api/events/", tag = "events", params(ListParams),
    responses((status = 200, body = ListPage<Event>), (status = 422, body = Problem)),
    security((), ("bearer" = [])))]
pub(super) async fn list(
    State(state): State<AppState>,
    Caller(actor): Caller,
    Language(locale): Language,
    OriginalUri(uri): OriginalUri,
    ApiQuery(params): ApiQuery<ListParams>,
) -> ApiResult<Json<ListPage<Event>>> {
    let page = events::list(&state.hub, actor, &params.parse()?, locale).await?;
    let page = page.map(|view| view.event);
    Ok(Json(ListPage::new(&state.hub.settings.base_url, uri.path(), uri.query(), page)))
}

/// One event; a draft only for its organizer and admins.
#[utoipa::path(get, path = "/api/events/{id}/", tag = "events",
    params(("id" = String, Path, description = "Id or slug")),
    responses((status = 200, body = Event), (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
pub(super) async fn get(
    State(state): State<AppState>,
    Caller(actor): Caller,
    Language(locale): Language,
    ApiPath(id): ApiPath<String>,
) -> ApiResult<Json<Event>> {
    Ok(Json(events::get(&state.hub, actor, &id, locale).await?.event))
}
