//! What admins download: the figures of the overview, and everything about a person who asked for it.

use crate::api::support::ApiQuery;
use crate::documents::csv;
use crate::http::problem::ApiResult;
use crate::state::AppState;
use axum::extract::{Extension, Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use domain::{Actor, Hub, privacy, statistics};
use serde::Deserialize;
use types::ErrorCode;
use types::ids::UserId;
use types::money::decimal_string;
use types::statistics::{PlatformQuery, PlatformStatistics};

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/admin/figures.csv", get(figures))
        .route("/admin/people/{id}/export.json", post(export))
}

#[derive(Debug, Deserialize)]
struct Period {
    from: Option<String>,
    to: Option<String>,
    interval: Option<String>,
}

/// A line a day or month, and beside it a line a currency.
async fn figures(
    State(hub): State<Hub>,
    Extension(actor): Extension<Actor>,
    ApiQuery(Period { from, to, interval }): ApiQuery<Period>,
) -> ApiResult<Response> {
    actor.require_admin()?;
    let query = PlatformQuery::read(from.as_deref(), to.as_deref(), interval.as_deref())?;
    let numbers = statistics::of_platform(&hub, actor, query, "UTC").await?;
    let name = format!(
        "attachment; filename=\"event-hub-{}-{}.csv\"",
        numbers.period.from, numbers.period.to
    );
    let headers =
        [(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, &*name)];
    Ok((headers, table(&numbers)).into_response())
}

const COLUMNS: [&str; 7] =
    ["date", "bookings", "seats", "confirmed", "currency", "revenue", "refunds"];

fn table(numbers: &PlatformStatistics) -> String {
    let mut file = csv::BOM.to_owned() + &csv::line(&COLUMNS);
    for day in &numbers.bookings_per_day {
        let cells = [
            day.date.to_string(),
            day.bookings.to_string(),
            day.seats.to_string(),
            day.confirmed.to_string(),
        ];
        let [date, bookings, seats, confirmed] = &cells;
        file += &csv::line(&[date, bookings, seats, confirmed, "", "", ""]);
    }
    for day in &numbers.revenue_per_day {
        let cells = [
            day.date.to_string(),
            decimal_string(day.moved.revenue),
            decimal_string(day.moved.refunds),
        ];
        let [date, revenue, refunds] = &cells;
        file += &csv::line(&[date, "", "", "", day.moved.currency.as_str(), revenue, refunds]);
    }
    file
}

async fn export(
    State(hub): State<Hub>,
    Extension(actor): Extension<Actor>,
    Path(id): Path<String>,
) -> ApiResult<Response> {
    actor.require_admin()?;
    let id: UserId = id.parse().map_err(|_| ErrorCode::NotFound)?;
    let all = privacy::export_of(&hub, actor, id).await?;
    let name = format!("attachment; filename=\"event-hub-data-{id}.json\"");
    Ok(([(header::CONTENT_DISPOSITION, name)], Json(all)).into_response())
}
