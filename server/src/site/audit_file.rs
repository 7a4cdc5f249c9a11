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
use types::{Failure, FieldError, paths};

pub(super) fn router() -> Router<AppState> {
    Router::new().route(paths::ADMIN_AUDIT_FILE, get(file))
}

/// A filter that cannot be read is refused: a file with more than was asked for would be taken for what
/// was asked for. A field that was left empty is none.
async fn file(
    State(state): State<AppState>,
    Extension(ClientIp(client)): Extension<ClientIp>,
    Extension(actor): Extension<Actor>,
    RawQuery(query): RawQuery,
) -> ApiResult<Response> {
    actor.require_admin()?;
    let query = query.unwrap_or_default();
    let filled = |pair: &&str| !pair.ends_with('=');
    let query = query.split('&').filter(filled).collect::<Vec<_>>().join("&");
    let (wanted, errors): (_, Vec<FieldError>) = HistoryQuery::from_query(&query);
    if !errors.is_empty() {
        return Err(Failure::fields(errors).into());
    }
    let export = audit::export(&state.hub, actor, &wanted)?;
    Ok(table::audit_log(&state.drawing, (client, actor), export)?)
}
