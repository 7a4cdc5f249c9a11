//! `/api/events/{id}/waitlist/`: waiting for seats that come free.

use crate::api::support::{
    ApiJson, ApiQuery, Created, EntryPath, EventPath, Idempotency, ListPage, Paging, UserCaller,
    replayable,
};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::events::EventRight;
use domain::waitlist::policy::Line;
use domain::{events, waitlist};
use types::waitlist::{JoinWaitlist, OfferSeats, OrganizedEntry, WaitlistEntry};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(own, join, leave))
        .routes(routes!(entries))
        .routes(routes!(offer))
}

/// The caller's own entry: the open one, else the last one.
#[utoipa::path(get, path = "/api/events/{id}/waitlist/", tag = "waitlist",
    params(EventPath),
    responses((status = 200, body = WaitlistEntry), (status = 401, body = Problem),
        (status = 404, body = Problem, description = "not_on_waitlist, not_found")),
    security(("bearer" = [])))]
async fn own(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
) -> ApiResult<Json<WaitlistEntry>> {
    Ok(Json(waitlist::own(&state.hub, actor, &event).await?))
}

/// Waits for that many seats, which are offered together or not at all.
#[utoipa::path(post, path = "/api/events/{id}/waitlist/", tag = "waitlist",
    request_body = JoinWaitlist,
    params(EventPath,
        Idempotency),
    responses((status = 201, body = WaitlistEntry), (status = 404, body = Problem),
        (status = 409, body = Problem,
            description = "seats_available, already_waiting, waitlist_closed, event_not_bookable, \
                per_person_limit: a party that waits counts"),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn join(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    key: Idempotency,
    EventPath { id: event }: EventPath,
    body: ApiJson<JoinWaitlist>,
) -> ApiResult<Response> {
    let allowed = events::may_take_part(&state.hub, actor, &event).await?;
    let (key, input) = (key.key(allowed)?, body.read(allowed).await?);
    let joined = waitlist::join(&state.hub, actor, &event, input, key).await;
    Ok(replayable(joined, |it| Created::at(format!("/api/events/{event}/waitlist/"), it)))
}

/// Leaves the line; an open offer is declined and goes to the next.
#[utoipa::path(delete, path = "/api/events/{id}/waitlist/", tag = "waitlist",
    params(EventPath),
    responses((status = 204), (status = 401, body = Problem),
        (status = 404, body = Problem, description = "not_on_waitlist, not_found")),
    security(("bearer" = [])))]
async fn leave(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
) -> ApiResult<StatusCode> {
    waitlist::leave(&state.hub, actor, &event).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Everybody who waits or has waited, for the event's organizer: open offers by their end, the line in
/// its order, then what is over, the latest first.
#[utoipa::path(get, path = "/api/events/{id}/waitlist/entries/", tag = "waitlist",
    params(EventPath, Paging),
    responses((status = 200, body = ListPage<OrganizedEntry>), (status = 403, body = Problem),
        (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn entries(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
    OriginalUri(uri): OriginalUri,
    query: ApiResult<ApiQuery<Paging>>,
) -> ApiResult<Json<ListPage<OrganizedEntry>>> {
    events::may(&state.hub, actor, &event, EventRight::Bookings).await?;
    let page = query?.0.parse()?;
    let page = waitlist::entries(&state.hub, actor, &event, Line::All, page).await?;
    Ok(Json(ListPage::new(&state.hub.settings.base_url, uri.path(), uri.query(), page)))
}

/// Offers seats to one party, wherever it stands in line, with a reason that stands in the log. Only
/// free seats are offered; as long as somebody waits these are fewer than any party needs, so either
/// `seats` says fewer, or `add_seats` lets the event grow by those that are missing.
#[utoipa::path(post, path = "/api/events/{id}/waitlist/entries/{entry}/offer/", tag = "waitlist",
    params(EntryPath), request_body = OfferSeats,
    responses((status = 200, body = OrganizedEntry), (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem,
            description = "sold_out (with seats_available), not_waiting, event_not_bookable"),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn offer(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EntryPath { id: event, entry }: EntryPath,
    body: ApiJson<OfferSeats>,
) -> ApiResult<Json<OrganizedEntry>> {
    let allowed = events::may(&state.hub, actor, &event, EventRight::Bookings).await?;
    let input = body.read(allowed).await?;
    Ok(Json(waitlist::offer_by_hand(&state.hub, actor, &event, entry, input).await?))
}
