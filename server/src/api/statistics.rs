//! `/api/events/{id}/statistics/` and `/api/stats/`: figures for organizers and admins.

use crate::api::support::{AdminCaller, ApiQuery, EventPath, UserCaller, given};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use domain::statistics;
use serde::Deserialize;
use types::statistics::{EventStatistics, Interval, PlatformQuery, PlatformStatistics};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(of_event)).routes(routes!(of_platform))
}

/// Seats by state, money, bookings per day, waitlist, check-ins and conversion of an event.
#[utoipa::path(get, path = "/api/events/{id}/statistics/", tag = "statistics",
    params(EventPath),
    responses((status = 200, body = EventStatistics), (status = 403, body = Problem),
        (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn of_event(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
) -> ApiResult<Json<EventStatistics>> {
    Ok(Json(statistics::of_event(&state.hub, actor, &event).await?))
}

#[derive(Debug, Deserialize)]
struct PeriodQuery {
    from: Option<String>,
    to: Option<String>,
    interval: Option<String>,
    timezone: Option<String>,
}

/// Users by role and new ones, events by state, bookings and money by day or month, what a period comes
/// to beside the one before it, the best categories, the busiest hours, mail and jobs. Days are those of
/// UTC; without `from` and `to` the last thirty. Hours are by the clock of `timezone`.
#[utoipa::path(get, path = "/api/stats/", tag = "statistics",
    params(("from" = Option<String>, Query, description = "The first day"),
        ("to" = Option<String>, Query, description = "The last day"),
        ("interval" = Option<Interval>, Query),
        ("timezone" = Option<String>, Query,
            description = "An IANA zone for the busiest hours; UTC if it is left out")),
    responses((status = 200, body = PlatformStatistics), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn of_platform(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    ApiQuery(query): ApiQuery<PeriodQuery>,
) -> ApiResult<Json<PlatformStatistics>> {
    let PeriodQuery { from, to, interval, timezone } = query;
    let query = PlatformQuery::read(from.as_deref(), to.as_deref(), interval.as_deref())?;
    let zone = given(timezone.as_deref()).unwrap_or("UTC");
    Ok(Json(statistics::of_platform(&state.hub, actor, query, zone).await?))
}
