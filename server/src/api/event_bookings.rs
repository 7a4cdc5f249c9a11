//! `/api/events/{id}/bookings/`, `…/attendees/` and `…/history/`: an event as its organizer sees it.

use crate::api::support::{
    ApiQuery, EventBookingPath, EventPath, ListPage, Paging, UserCaller, given,
};
use crate::documents::table;
use crate::http::problem::{ApiResult, Problem};
use crate::middleware::ClientIp;
use crate::state::AppState;
use axum::Json;
use axum::extract::{Extension, OriginalUri, State};
use axum::response::{IntoResponse as _, Response};
use domain::event_bookings;
use domain::events::{self, EventRight};
use serde::{Deserialize, Serialize};
use types::attendance::Attendee;
use types::event_bookings::{
    BookingQuery, BookingTotals, ChannelFilter, ExportFormat, ListedBooking, OrganizerBooking,
    PaymentFilter, StateCounts, StatusFilter,
};
use types::history::{HistoryEntry, HistoryQuery};
use types::{Failure, FieldError, FieldProblem, PageRequest};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(get))
        .routes(routes!(attendees))
        .routes(routes!(history))
}

/// The filter, as the description has it; the query string itself is read by its one parser.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only described")]
struct FilterParams {
    /// A part of a name or an address, a reference, or a ticket's code.
    search: Option<String>,
    #[param(inline)]
    status: Option<StatusFilter>,
    #[param(inline)]
    payment_status: Option<PaymentFilter>,
    promo_code: Option<String>,
    /// The `?via=` of the link that the buyer followed; `-` for those without one.
    origin: Option<String>,
    /// How it was made; `asked_for` is any but `complimentary`.
    #[param(inline)]
    channel: Option<ChannelFilter>,
    /// Those with seats of this kind, by its id; named several times, of any of these.
    ticket_type: Option<Vec<String>>,
    /// Whether it was ever confirmed, whatever has become of it since.
    ever_confirmed: Option<bool>,
    /// Whether a ticket was seen at the door.
    checked_in: Option<bool>,
    /// RFC 3339, or a date in the event's zone.
    booked_after: Option<String>,
    booked_before: Option<String>,
    /// `booked_at`, `total_price` or `name`, each with `-` for descending.
    ordering: Option<String>,
}

#[derive(Debug, Deserialize)]
struct ListQuery {
    format: Option<String>,
    #[serde(flatten)]
    paging: Paging,
}

impl ListQuery {
    /// The whole query; pages are told what is wrong with them as everywhere.
    fn parse(self, query: Option<&str>) -> Result<(BookingQuery, Option<ExportFormat>), Failure> {
        let (wanted, errors) = BookingQuery::from_query(query.unwrap_or_default());
        let page = checked(errors, &self.paging)?;
        let format = match given(self.format.as_deref()) {
            None | Some("json") => None,
            Some("csv") => Some(ExportFormat::Csv),
            Some("xlsx") => Some(ExportFormat::Xlsx),
            Some(_) => return Err(Failure::field("format", FieldProblem::Invalid)),
        };
        Ok((BookingQuery { page, ..wanted }, format))
    }
}

/// The page of a list whose other parameters were read by a parser of their own.
pub(super) fn checked(
    mut errors: Vec<FieldError>,
    paging: &Paging,
) -> Result<PageRequest, Failure> {
    errors.retain(|error| !["page", "page_size"].contains(&error.field.as_str()));
    match paging.parse() {
        Ok(page) if errors.is_empty() => Ok(page),
        Ok(_) => Err(Failure::fields(errors)),
        Err(failure) => {
            errors.extend(failure.fields);
            Err(Failure::fields(errors))
        }
    }
}

/// A page of bookings, how many the filter finds in each state, whichever of them it asks for, and what
/// those that it does find come to.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct BookingPage {
    #[serde(flatten)]
    page: ListPage<ListedBooking>,
    counts: StateCounts,
    /// Null where there are more than 20,000.
    totals: Option<BookingTotals>,
}

/// An event's bookings, the newest first; with `format=csv` or `xlsx` all of them as one file.
#[utoipa::path(get, path = "/api/events/{id}/bookings/", tag = "attendance",
    params(EventPath, FilterParams,
        ("format" = Option<String>, Query, description = "json, csv or xlsx"),
        Paging),
    responses((status = 200, content(
            (BookingPage = "application/json"), (String = "text/csv"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem),
        (status = 503, body = Problem, description = "too many files at once; see Retry-After")),
    security(("bearer" = [])))]
async fn list(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
    Extension(ClientIp(client)): Extension<ClientIp>,
    OriginalUri(uri): OriginalUri,
    query: ApiResult<ApiQuery<ListQuery>>,
) -> ApiResult<Response> {
    events::may(&state.hub, actor, &event, EventRight::Bookings).await?;
    let (query, format) = query?.0.parse(uri.query())?;
    if let Some(format) = format {
        let wanted = (&query, format);
        return Ok(
            table::bookings(&state.hub, &state.drawing, (client, actor), &event, wanted).await?
        );
    }
    let event_bookings::ListedBookings { page, counts, totals } =
        event_bookings::list(&state.hub, actor, &event, &query).await?;
    let base_url = &state.hub.settings.base_url;
    let page = ListPage::new(base_url, uri.path(), uri.query(), page);
    Ok(Json(BookingPage { page, counts, totals }).into_response())
}

/// One booking in full: who, money, tickets, payments with their ledger, mails and history.
#[utoipa::path(get, path = "/api/events/{id}/bookings/{booking}/", tag = "attendance",
    params(EventBookingPath),
    responses((status = 200, body = OrganizerBooking), (status = 403, body = Problem),
        (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn get(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventBookingPath { id: event, booking }: EventBookingPath,
) -> ApiResult<Json<OrganizerBooking>> {
    Ok(Json(event_bookings::booking(&state.hub, actor, &event, booking).await?))
}

/// Who comes: a row a ticket, the first to be booked first; with `format=csv` or `xlsx` all of them
/// as one file.
#[utoipa::path(get, path = "/api/events/{id}/attendees/", tag = "attendance",
    params(EventPath, FilterParams,
        ("format" = Option<String>, Query, description = "json, csv or xlsx"),
        Paging),
    responses((status = 200, content(
            (ListPage<Attendee> = "application/json"), (String = "text/csv"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem),
        (status = 503, body = Problem, description = "too many files at once; see Retry-After")),
    security(("bearer" = [])))]
async fn attendees(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
    Extension(ClientIp(client)): Extension<ClientIp>,
    OriginalUri(uri): OriginalUri,
    query: ApiResult<ApiQuery<ListQuery>>,
) -> ApiResult<Response> {
    events::may(&state.hub, actor, &event, EventRight::Bookings).await?;
    let (query, format) = query?.0.parse(uri.query())?;
    if let Some(format) = format {
        let wanted = (&query, format);
        return Ok(
            table::attendees(&state.hub, &state.drawing, (client, actor), &event, wanted).await?
        );
    }
    let page = event_bookings::attendees(&state.hub, actor, &event, &query).await?;
    let base_url = &state.hub.settings.base_url;
    Ok(Json(ListPage::new(base_url, uri.path(), uri.query(), page)).into_response())
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only described")]
struct HistoryParams {
    /// Such as `booking.cancelled`.
    action: Option<String>,
    /// An account's id.
    actor: Option<String>,
    /// A kind of object such as `booking`, or one of it: `booking:<id>`.
    object: Option<String>,
    /// RFC 3339, or a date in the event's zone.
    from: Option<String>,
    to: Option<String>,
}

/// What happened to an event and its bookings, the newest first. Ten thousand entries are counted and
/// paged at most; a narrower filter finds those before.
#[utoipa::path(get, path = "/api/events/{id}/history/", tag = "attendance",
    params(EventPath, HistoryParams, Paging),
    responses((status = 200, body = ListPage<HistoryEntry>), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn history(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
    OriginalUri(uri): OriginalUri,
    query: ApiResult<ApiQuery<Paging>>,
) -> ApiResult<Json<ListPage<HistoryEntry>>> {
    events::may(&state.hub, actor, &event, EventRight::Bookings).await?;
    let ApiQuery(paging) = query?;
    let (wanted, errors) = HistoryQuery::from_query(uri.query().unwrap_or_default());
    let wanted = HistoryQuery { page: checked(errors, &paging)?, ..wanted };
    let page = event_bookings::history(&state.hub, actor, &event, &wanted).await?;
    Ok(Json(ListPage::new(&state.hub.settings.base_url, uri.path(), uri.query(), page)))
}
