//! An event's lists as its organizer downloads them: the address of the page with the file's ending,
//! and the filter of the page.

use crate::documents::table;
use crate::http::problem::ApiResult;
use crate::middleware::ClientIp;
use crate::routes::list_file;
use crate::state::AppState;
use axum::Router;
use axum::extract::{Extension, Path, RawQuery, State};
use axum::response::Response;
use axum::routing::get;
use domain::Actor;
use types::Failure;
use types::event_bookings::{BookingQuery, ExportFormat};

pub(super) fn router() -> Router<AppState> {
    let mut router = Router::new();
    for format in ExportFormat::ALL {
        let of = |list: &str| list_file(list, format.as_str());
        router = router
            .route(&of("bookings"), get(bookings).layer(Extension(format)))
            .route(&of("attendees"), get(attendees).layer(Extension(format)));
    }
    router
}

async fn bookings(
    State(state): State<AppState>,
    Extension(ClientIp(client)): Extension<ClientIp>,
    Extension(actor): Extension<Actor>,
    Extension(format): Extension<ExportFormat>,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
) -> ApiResult<Response> {
    let wanted = (&wanted(query.as_deref())?, format);
    Ok(table::bookings(&state.hub, &state.drawing, (client, actor), &slug, wanted).await?)
}

async fn attendees(
    State(state): State<AppState>,
    Extension(ClientIp(client)): Extension<ClientIp>,
    Extension(actor): Extension<Actor>,
    Extension(format): Extension<ExportFormat>,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
) -> ApiResult<Response> {
    let wanted = (&wanted(query.as_deref())?, format);
    Ok(table::attendees(&state.hub, &state.drawing, (client, actor), &slug, wanted).await?)
}

/// A filter that cannot be read is refused: a file with more than was asked for would be taken for
/// what was asked for.
fn wanted(query: Option<&str>) -> Result<BookingQuery, Failure> {
    let (query, errors) = BookingQuery::from_query(query.unwrap_or_default());
    if errors.is_empty() { Ok(query) } else { Err(Failure::fields(errors)) }
}
