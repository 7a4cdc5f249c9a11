//! Data export: everything that is stored about a person, as one file.

use crate::http::problem::ApiResult;
use crate::state::AppState;
use axum::Json;
use axum::Router;
use axum::extract::{Extension, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use domain::{Actor, Hub, privacy};

pub(super) fn router() -> Router<AppState> {
    Router::new().route("/account/export.json", get(download))
}

async fn download(
    State(hub): State<Hub>,
    Extension(actor): Extension<Actor>,
) -> ApiResult<Response> {
    let all = privacy::export(&hub, actor).await?;
    let name = "attachment; filename=\"event-hub-my-data.json\"";
    Ok(([(header::CONTENT_DISPOSITION, name)], Json(all)).into_response())
}
