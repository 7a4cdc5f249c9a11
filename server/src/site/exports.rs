//! An event's lists as its organizer downloads them: the address of the page with the file's ending,
//! and the filter of the page.

use crate::documents::table::{self, BookRows};
use crate::http::problem::ApiResult;
use crate::middleware::ClientIp;
use crate::routes::list_file;
use crate::state::AppState;
use axum::Router;
use axum::extract::{Extension, Path, RawQuery, State};
use axum::response::Response;
use axum::routing::get;
use domain::Actor;
use domain::reports::Of;
use types::Failure;
use types::event_bookings::{BookingQuery, ExportFormat};
use types::paths::{self, organize_report_file as report_file};
use types::reports::ReportQuery;

pub(super) fn router() -> Router<AppState> {
    let mut router = Router::new();
    for format in ExportFormat::ALL {
        let of = |list: &str| list_file(list, format.as_str());
        router = router
            .route(&of("bookings"), get(bookings).layer(Extension(format)))
            .route(&of("attendees"), get(attendees).layer(Extension(format)))
            .route(&of("report"), get(books).layer(Extension(format)))
            .route(&report_file(format.as_str()), get(all_books).layer(Extension(format)));
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

async fn books(
    State(state): State<AppState>,
    Extension(ClientIp(client)): Extension<ClientIp>,
    Extension(actor): Extension<Actor>,
    Extension(format): Extension<ExportFormat>,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
) -> ApiResult<Response> {
    let (query, rows) = wanted_books(query.as_deref())?;
    let (client, of) = ((client, actor), Of::Event(&slug));
    Ok(table::books(&state.hub, &state.drawing, client, of, (&query, rows, format)).await?)
}

async fn all_books(
    State(state): State<AppState>,
    Extension(ClientIp(client)): Extension<ClientIp>,
    Extension(actor): Extension<Actor>,
    Extension(format): Extension<ExportFormat>,
    RawQuery(query): RawQuery,
) -> ApiResult<Response> {
    let (query, rows) = wanted_books(query.as_deref())?;
    let client = (client, actor);
    Ok(table::books(&state.hub, &state.drawing, client, Of::All, (&query, rows, format)).await?)
}

fn wanted_books(query: Option<&str>) -> Result<(ReportQuery, BookRows), Failure> {
    let query = query.unwrap_or_default();
    let (wanted, mut errors) = ReportQuery::from_query(query);
    let by_day = query.split('&').any(|part| part == paths::BOOKS_BY_DAY);
    errors.retain(|error| error.field != "page" && error.field != "page_size");
    let rows = if by_day { BookRows::Days } else { BookRows::Lines };
    if errors.is_empty() { Ok((wanted, rows)) } else { Err(Failure::fields(errors)) }
}

/// A filter that cannot be read is refused: a file with more than was asked for would be taken for
/// what was asked for.
fn wanted(query: Option<&str>) -> Result<BookingQuery, Failure> {
    let (query, errors) = BookingQuery::from_query(query.unwrap_or_default());
    if errors.is_empty() { Ok(query) } else { Err(Failure::fields(errors)) }
}
