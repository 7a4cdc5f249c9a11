//! `/api/notifications/…`: the caller's own inbox.

use crate::api::support::{
    ApiQuery, ListPage, NotificationPath, Paging, UserCaller, boolean, given,
};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::{OriginalUri, State};
use domain::notifications::{self, InboxFilter};
use serde::{Deserialize, Serialize};
use types::notifications::Notification;
use types::{Failure, FieldProblem};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(read_all)).routes(routes!(read))
}

#[derive(Debug, Deserialize)]
struct ListQuery {
    unread: Option<String>,
    #[serde(flatten)]
    paging: Paging,
}

fn filter(unread: Option<&str>) -> Result<InboxFilter, Failure> {
    match given(unread).map(boolean) {
        None | Some(Some(false)) => Ok(InboxFilter::All),
        Some(Some(true)) => Ok(InboxFilter::Unread),
        Some(None) => Err(Failure::field("unread", FieldProblem::Invalid)),
    }
}

/// The caller's notifications, newest first.
#[utoipa::path(get, path = "/api/notifications/", tag = "notifications",
    params(("unread" = Option<bool>, Query, description = "Only those that were not read yet"),
        Paging),
    responses((status = 200, body = ListPage<Notification>), (status = 401, body = Problem),
        (status = 422, body = Problem)), security(("bearer" = [])))]
async fn list(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    OriginalUri(uri): OriginalUri,
    ApiQuery(query): ApiQuery<ListQuery>,
) -> ApiResult<Json<ListPage<Notification>>> {
    let wanted = filter(query.unread.as_deref())?;
    let page = query.paging.parse()?;
    let page = notifications::inbox(&state.hub, actor, wanted, page).await?;
    Ok(Json(ListPage::new(&state.hub.settings.base_url, uri.path(), uri.query(), page)))
}

#[derive(Debug, Serialize, ToSchema)]
struct Marked {
    /// How many were unread until now.
    marked: u64,
}

/// Marks everything as read.
#[utoipa::path(post, path = "/api/notifications/read/", tag = "notifications",
    responses((status = 200, body = Marked), (status = 401, body = Problem)),
    security(("bearer" = [])))]
async fn read_all(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
) -> ApiResult<Json<Marked>> {
    let marked = notifications::mark_all_read(&state.hub, actor).await?;
    Ok(Json(Marked { marked }))
}

/// Marks one notification as read; again changes nothing.
#[utoipa::path(post, path = "/api/notifications/{id}/read/", tag = "notifications",
    params(NotificationPath),
    responses((status = 200, body = Notification), (status = 401, body = Problem),
        (status = 404, body = Problem)), security(("bearer" = [])))]
async fn read(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    NotificationPath { id }: NotificationPath,
) -> ApiResult<Json<Notification>> {
    Ok(Json(notifications::mark_read(&state.hub, actor, id).await?))
}
