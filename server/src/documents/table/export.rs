//! The lists of an event as files.

use super::Row;
use super::send::{self, Text};
use crate::drawing::{Client, Drawing};
use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use chrono_tz::Tz;
use domain::event_bookings::{Export, export_attendees, export_bookings};
use domain::reports::{self, Of};
use domain::{Actor, Hub};
use std::net::IpAddr;
use types::Failure;
use types::event_bookings::{BookingQuery, ExportFormat};
use types::reports::ReportQuery;

/// The bookings that the filter finds, all of them.
///
/// # Errors
/// Not found or denied; `unavailable` while too many lists are sent.
pub(crate) async fn bookings(
    hub: &Hub,
    drawing: &Drawing,
    client: (IpAddr, Actor),
    event: &str,
    (query, format): (&BookingQuery, ExportFormat),
) -> Result<Response, Failure> {
    let found = export_bookings(hub, client.1, event, &query.filter, query.ordering).await?;
    file(drawing, client, found, "bookings", format).await
}

/// The tickets of the bookings that the filter finds, all of them.
///
/// # Errors
/// As [`bookings`].
pub(crate) async fn attendees(
    hub: &Hub,
    drawing: &Drawing,
    client: (IpAddr, Actor),
    event: &str,
    (query, format): (&BookingQuery, ExportFormat),
) -> Result<Response, Failure> {
    let found = export_attendees(hub, client.1, event, &query.filter, query.ordering).await?;
    file(drawing, client, found, "attendees", format).await
}

/// What a file of the books has a row for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BookRows {
    Lines,
    Days,
}

impl BookRows {
    /// `lines` or `days`; lines where nothing is said.
    pub(crate) fn parse(name: Option<&str>) -> Option<Self> {
        match name {
            None | Some("lines") => Some(Self::Lines),
            Some("days") => Some(Self::Days),
            Some(_) => None,
        }
    }
}

/// The books of some days: their lines, or the sums of each day.
///
/// # Errors
/// As [`bookings`]; invalid by field.
pub(crate) async fn books(
    hub: &Hub,
    drawing: &Drawing,
    client: (IpAddr, Actor),
    of: Of<'_>,
    (query, rows, format): (&ReportQuery, BookRows, ExportFormat),
) -> Result<Response, Failure> {
    match rows {
        BookRows::Lines => {
            let found = reports::export_lines(hub, client.1, of, query).await?;
            file(drawing, client, found, "books", format).await
        }
        BookRows::Days => {
            let found = reports::export_days(hub, client.1, of, query).await?;
            file(drawing, client, found, "books-by-day", format).await
        }
    }
}

async fn file<I, R>(
    drawing: &Drawing,
    (address, actor): (IpAddr, Actor),
    export: Export<I, R>,
    list: &str,
    format: ExportFormat,
) -> Result<Response, Failure>
where
    I: Send + Sync + 'static,
    R: Row,
{
    let slot = drawing.exports.admit(Client::new(address, actor))?;
    let zone: Tz = export.timezone().parse().unwrap_or(Tz::UTC);
    let name = format!("{list}-{}.{format}", export.name());
    let (body, kind) = match format {
        ExportFormat::Csv => (send::text(export, Text::Csv, zone, slot), "text/csv; charset=utf-8"),
        ExportFormat::Json => (send::text(export, Text::Json, zone, slot), "application/json"),
        ExportFormat::Xlsx => (
            send::xlsx(export, zone, slot).await?,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    };
    Ok(response(body, kind, &name))
}

pub(super) fn response(body: Body, kind: &'static str, name: &str) -> Response {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    // Quotes and line breaks would end the name; a slug has neither.
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
