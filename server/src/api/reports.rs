//! `/api/events/{id}/report/` and `/api/organizer/report/`: the books.

use crate::api::support::{ApiQuery, EventPath, ListPage, Paging, UserCaller, given};
use crate::documents::table::{self, BookRows};
use crate::http::problem::{ApiResult, Problem};
use crate::middleware::ClientIp;
use crate::state::AppState;
use axum::Json;
use axum::extract::{Extension, OriginalUri, State};
use axum::http::Uri;
use axum::response::{IntoResponse as _, Response};
use chrono::NaiveDate;
use domain::Actor;
use domain::reports::{self, Of};
use serde::{Deserialize, Serialize};
use std::net::IpAddr;
use types::event_bookings::ExportFormat;
use types::reports::{BookKind, BookLine, Report, ReportQuery};
use types::{Failure, FieldProblem};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(of_event)).routes(routes!(of_all))
}

/// The days and the filter, as the description has it; the query string itself is read by its one
/// parser.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only described")]
struct ReportParams {
    /// The first day; without it the first of the month of `to`, or of this month.
    from: Option<NaiveDate>,
    /// The last day, with all of its hours; without it the last of the month of `from`. At most 366
    /// days in all.
    to: Option<NaiveDate>,
    /// Of the lines: only those in this currency.
    currency: Option<String>,
    /// Of the lines: only those of this kind.
    #[param(inline)]
    kind: Option<BookKind>,
}

#[derive(Debug, Deserialize)]
struct FileQuery {
    format: Option<String>,
    rows: Option<String>,
    #[serde(flatten)]
    paging: Paging,
}

impl FileQuery {
    fn parse(
        self,
        query: Option<&str>,
    ) -> Result<(ReportQuery, BookRows, Option<ExportFormat>), Failure> {
        let (wanted, mut errors) = ReportQuery::from_query(query.unwrap_or_default());
        errors.retain(|error| !["page", "page_size"].contains(&error.field.as_str()));
        if !errors.is_empty() {
            return Err(Failure::fields(errors));
        }
        let invalid = |field| Failure::field(field, FieldProblem::Invalid);
        let format = match given(self.format.as_deref()) {
            None | Some("json") => None,
            Some("csv") => Some(ExportFormat::Csv),
            Some("xlsx") => Some(ExportFormat::Xlsx),
            Some(_) => return Err(invalid("format")),
        };
        let rows = BookRows::parse(given(self.rows.as_deref())).ok_or_else(|| invalid("rows"))?;
        Ok((ReportQuery { page: self.paging.parse()?, ..wanted }, rows, format))
    }
}

/// The sums of some days, and a page of the lines that they are the sums of.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct ReportPage {
    #[serde(flatten)]
    report: Report,
    /// The first to be written first.
    lines: ListPage<BookLine>,
}

/// The books of an event: what was charged, given off and given back, by day and by currency, with the
/// lines of it. Days are those of the zone that the event had when its first line was written. Once the
/// last day is over, the same days are told the same for good. With `format=csv` or `xlsx` all lines
/// as one file, or with `rows=days` the sums of each day.
#[utoipa::path(get, path = "/api/events/{id}/report/", tag = "organizer",
    operation_id = "event_report",
    params(EventPath, ReportParams,
        ("format" = Option<String>, Query, description = "json, csv or xlsx"),
        ("rows" = Option<String>, Query, description = "of a file: lines or days"),
        Paging),
    responses((status = 200, content(
            (ReportPage = "application/json"), (String = "text/csv"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
        (status = 503, body = Problem, description = "too many files at once; see Retry-After")),
    security(("bearer" = [])))]
async fn of_event(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
    Extension(ClientIp(client)): Extension<ClientIp>,
    OriginalUri(uri): OriginalUri,
    query: ApiResult<ApiQuery<FileQuery>>,
) -> ApiResult<Response> {
    answer(&state, (client, actor), Of::Event(&event), &uri, query).await
}

/// The same of all events whose money the caller may see: their own, and those of the teams that they
/// manage. Days are those of `timezone`, without it of the caller's account.
#[utoipa::path(get, path = "/api/organizer/report/", tag = "organizer",
    operation_id = "organizer_report",
    params(ReportParams,
        ("timezone" = Option<String>, Query, description = "an IANA name"),
        ("format" = Option<String>, Query, description = "json, csv or xlsx"),
        ("rows" = Option<String>, Query, description = "of a file: lines or days"),
        Paging),
    responses((status = 200, content(
            (ReportPage = "application/json"), (String = "text/csv"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem),
        (status = 503, body = Problem, description = "too many files at once; see Retry-After")),
    security(("bearer" = [])))]
async fn of_all(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    Extension(ClientIp(client)): Extension<ClientIp>,
    OriginalUri(uri): OriginalUri,
    query: ApiResult<ApiQuery<FileQuery>>,
) -> ApiResult<Response> {
    answer(&state, (client, actor), Of::All, &uri, query).await
}

async fn answer(
    state: &AppState,
    client: (IpAddr, Actor),
    of: Of<'_>,
    uri: &Uri,
    query: ApiResult<ApiQuery<FileQuery>>,
) -> ApiResult<Response> {
    reports::may_see(&state.hub, client.1, of).await?;
    let (query, rows, format) = query?.0.parse(uri.query())?;
    if let Some(format) = format {
        let wanted = (&query, rows, format);
        return Ok(table::books(&state.hub, &state.drawing, client, of, wanted).await?);
    }
    let found = reports::report(&state.hub, client.1, of, &query).await?;
    let base_url = &state.hub.settings.base_url;
    let lines = ListPage::new(base_url, uri.path(), uri.query(), found.lines);
    Ok(Json(ReportPage { report: found.report, lines }).into_response())
}
