//! The audit log as admins download it: the address of the page with the file's ending, and its filter.

use crate::documents::table;
use crate::http::problem::ApiResult;
use crate::middleware::ClientIp;
use crate::state::AppState;
use axum::Router;
use axum::extract::{Extension, RawQuery, State};
use axum::response::Response;
use axum::routing::get;
use domain::{Actor, audit};
use types::history::HistoryQuery;
use types::{Failure, paths};

pub(super) fn router() -> Router<AppState> {
    Router::new().route(paths::ADMIN_AUDIT_FILE, get(file))
}

/// A filter that cannot be read is refused: a file with more than was asked for would be taken for what
/// was asked for.
async fn file(
    State(state): State<AppState>,
    Extension(ClientIp(client)): Extension<ClientIp>,
    Extension(actor): Extension<Actor>,
    RawQuery(query): RawQuery,
) -> ApiResult<Response> {
    actor.require_admin()?;
    let (wanted, errors) = HistoryQuery::from_query(query.as_deref().unwrap_or_default());
    if !errors.is_empty() {
        return Err(Failure::fields(errors).into());
    }
    let export = audit::export(&state.hub, actor, &wanted)?;
    Ok(table::audit_log(&state.drawing, (client, actor), export)?)
}
