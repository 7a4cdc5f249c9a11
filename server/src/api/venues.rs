//! `/api/venues/…`: an organizer's own list of places.

use crate::api::support::{
    AdminCaller, ApiJson, ApiQuery, Created, Idempotency, ListPage, OrganizerCaller, Paging,
    VenuePath, boolean, given, replayable,
};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::http::HeaderValue;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use domain::events;
use serde::{Deserialize, Serialize};
use types::venues::{AdminVenue, Venue, VenueDetails, VenueInput, VenueUse};
use types::{ErrorCode, Failure, FieldProblem};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(get, update, delete))
        .routes(routes!(admin_list))
}

/// The refusal to delete a venue.
#[derive(Debug, Serialize, ToSchema)]
struct VenueProblem {
    #[serde(flatten)]
    problem: Problem,
    /// The events there, the latest first, at most 50.
    events: Vec<VenueUse>,
}

/// The caller's own venues, by name.
#[utoipa::path(get, path = "/api/venues/", tag = "venues", params(Paging),
    responses((status = 200, body = ListPage<Venue>), (status = 403, body = Problem)),
    security(("bearer" = [])))]
async fn list(
    State(state): State<AppState>,
    OrganizerCaller(actor, _): OrganizerCaller,
    OriginalUri(uri): OriginalUri,
    ApiQuery(paging): ApiQuery<Paging>,
) -> ApiResult<Json<ListPage<Venue>>> {
    let page = events::venues(&state.hub, actor, paging.parse()?).await?;
    Ok(Json(ListPage::new(&state.hub.settings.base_url, uri.path(), uri.query(), page)))
}

/// Makes a venue.
#[utoipa::path(post, path = "/api/venues/", tag = "venues", request_body = VenueInput,
    params(Idempotency),
    responses((status = 201, body = VenueDetails), (status = 403, body = Problem),
        (status = 409, body = Problem, description = "venue_taken"),
        (status = 422, body = Problem)), security(("bearer" = [])))]
async fn create(
    State(state): State<AppState>,
    OrganizerCaller(actor, allowed): OrganizerCaller,
    key: Idempotency,
    body: ApiJson<VenueInput>,
) -> ApiResult<Response> {
    let (key, input) = (key.key(allowed)?, body.read(allowed).await?);
    let answer = events::create_venue_once(&state.hub, actor, input, key).await;
    let made = |value: VenueDetails| Created::at(format!("/api/venues/{}/", value.venue.id), value);
    Ok(replayable(answer, made))
}

/// One venue with the events there.
#[utoipa::path(get, path = "/api/venues/{id}/", tag = "venues", params(VenuePath),
    responses((status = 200, body = VenueDetails), (status = 403, body = Problem),
        (status = 404, body = Problem)), security(("bearer" = [])))]
async fn get(
    State(state): State<AppState>,
    OrganizerCaller(actor, _): OrganizerCaller,
    VenuePath { id }: VenuePath,
) -> ApiResult<Json<VenueDetails>> {
    Ok(Json(events::venue(&state.hub, actor, id).await?))
}

/// Replaces what is said of a venue; its events say it too. Notes that are left out stay.
#[utoipa::path(put, path = "/api/venues/{id}/", tag = "venues", params(VenuePath),
    request_body = VenueInput,
    responses((status = 200, body = VenueDetails), (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "venue_taken"),
        (status = 422, body = Problem)), security(("bearer" = [])))]
async fn update(
    State(state): State<AppState>,
    OrganizerCaller(actor, _): OrganizerCaller,
    VenuePath { id }: VenuePath,
    body: ApiJson<VenueInput>,
) -> ApiResult<Json<VenueDetails>> {
    let input = body.read(events::may_change_venue(&state.hub, actor, id).await?).await?;
    Ok(Json(events::update_venue(&state.hub, actor, id, input).await?))
}

/// Deletes a venue where no event is.
#[utoipa::path(delete, path = "/api/venues/{id}/", tag = "venues", params(VenuePath),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = VenueProblem,
            description = "venue_in_use, with the events there")),
    security(("bearer" = [])))]
async fn delete(
    State(state): State<AppState>,
    OrganizerCaller(actor, _): OrganizerCaller,
    VenuePath { id }: VenuePath,
) -> ApiResult<Response> {
    match events::delete_venue(&state.hub, actor, id).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT.into_response()),
        Err(error) if error.code() == Some(ErrorCode::VenueInUse) => {
            let events = events::venue(&state.hub, actor, id).await?.events;
            let body = VenueProblem { problem: ErrorCode::VenueInUse.into(), events };
            let mut response = (StatusCode::CONFLICT, Json(body)).into_response();
            let kind = HeaderValue::from_static("application/problem+json");
            response.headers_mut().insert(CONTENT_TYPE, kind);
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Debug, Deserialize)]
struct AdminListQuery {
    search: Option<String>,
    used: Option<String>,
    #[serde(flatten)]
    paging: Paging,
}

impl AdminListQuery {
    fn used(&self) -> Result<Option<bool>, Failure> {
        let wrong = || Failure::field("used", FieldProblem::Invalid);
        let asked = given(self.used.as_deref());
        asked.map(|text| boolean(text).ok_or_else(wrong)).transpose()
    }
}

/// Everybody's venues, by name; `search` looks into names and addresses, `used` asks for those where
/// events are, or are not.
#[utoipa::path(get, path = "/api/admin/venues/", tag = "admin", operation_id = "admin_venues",
    params(("search" = Option<String>, Query), ("used" = Option<bool>, Query), Paging),
    responses((status = 200, body = ListPage<AdminVenue>), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn admin_list(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    OriginalUri(uri): OriginalUri,
    ApiQuery(query): ApiQuery<AdminListQuery>,
) -> ApiResult<Json<ListPage<AdminVenue>>> {
    let (page, used) = (query.paging.parse()?, query.used()?);
    let search = given(query.search.as_deref()).map(types::text::needle);
    let search = search.as_deref().filter(|text| !text.is_empty());
    let page = events::admin_venues(&state.hub, actor, (search, used), page).await?;
    Ok(Json(ListPage::new(&state.hub.settings.base_url, uri.path(), uri.query(), page)))
}
