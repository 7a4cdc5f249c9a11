//! `/api/admin/audit/`: who did what to what, when and from where.

use super::event_bookings::checked;
use crate::api::support::{AdminCaller, ApiQuery, ListPage, Paging, given};
use crate::documents::table;
use crate::http::problem::{ApiResult, Problem};
use crate::middleware::ClientIp;
use crate::state::AppState;
use axum::Json;
use axum::extract::{Extension, OriginalUri, State};
use axum::response::{IntoResponse as _, Response};
use domain::audit;
use serde::Deserialize;
use types::history::{AuditEntry, HistoryQuery};
use types::{Failure, FieldProblem};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list))
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only described")]
struct AuditParams {
    /// Such as `booking.cancelled`.
    action: Option<String>,
    /// An account's id.
    actor: Option<String>,
    /// A kind of object such as `booking`, or one of it: `booking:<id>`.
    object: Option<String>,
    /// RFC 3339, or a date in UTC.
    from: Option<String>,
    to: Option<String>,
}

#[derive(Debug, Deserialize)]
struct ListQuery {
    format: Option<String>,
    #[serde(flatten)]
    paging: Paging,
}

/// The audit log, the newest entry first; with `format=csv` all that the filter finds as one file. Ten
/// thousand entries are counted and paged at most; a narrower filter finds those before.
#[utoipa::path(get, path = "/api/admin/audit/", tag = "admin", operation_id = "audit",
    params(AuditParams, ("format" = Option<String>, Query, description = "json or csv"), Paging),
    responses((status = 200, content(
            (ListPage<AuditEntry> = "application/json"), (String = "text/csv"))),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem),
        (status = 503, body = Problem, description = "too many files at once; see Retry-After")),
    security(("bearer" = [])))]
async fn list(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    Extension(ClientIp(client)): Extension<ClientIp>,
    OriginalUri(uri): OriginalUri,
    ApiQuery(query): ApiQuery<ListQuery>,
) -> ApiResult<Response> {
    let (wanted, errors) = HistoryQuery::from_query(uri.query().unwrap_or_default());
    let wanted = HistoryQuery { page: checked(errors, &query.paging)?, ..wanted };
    match given(query.format.as_deref()) {
        None | Some("json") => {}
        Some("csv") => {
            let export = audit::export(&state.hub, actor, &wanted)?;
            return Ok(table::audit_log(&state.drawing, (client, actor), export)?);
        }
        Some(_) => return Err(Failure::field("format", FieldProblem::Invalid).into()),
    }
    let page = audit::list(&state.hub, actor, &wanted).await?;
    let base_url = &state.hub.settings.base_url;
    Ok(Json(ListPage::new(base_url, uri.path(), uri.query(), page)).into_response())
}
