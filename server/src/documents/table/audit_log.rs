//! The audit log as a file, sent while it is read.

use super::export::response;
use crate::documents::csv;
use crate::drawing::{Client, Drawing, Slot};
use axum::body::Body;
use axum::response::Response;
use chrono::SecondsFormat;
use domain::Actor;
use domain::audit::AuditExport;
use futures::StreamExt as _;
use std::net::IpAddr;
use std::time::Duration;
use tokio::time::Instant;
use types::Failure;
use types::history::AuditEntry;

/// How long a file may take from its first row to its last.
const DEADLINE: Duration = Duration::from_mins(10);

const COLUMNS: [&str; 12] = [
    "at",
    "actor",
    "actor_id",
    "action",
    "object",
    "object_id",
    "event",
    "booking",
    "changes",
    "reason",
    "detail",
    "network",
];

/// Every entry that the filter finds, as CSV.
///
/// # Errors
/// `unavailable` while too many lists are sent.
pub(crate) fn audit_log(
    drawing: &Drawing,
    (address, actor): (IpAddr, Actor),
    export: AuditExport,
) -> Result<Response, Failure> {
    let slot = drawing.exports.admit(Client::new(address, actor))?;
    Ok(response(body(export, slot), "text/csv; charset=utf-8", "audit-log.csv"))
}

/// A piece is read when its reader asks for it; who reads too slowly is hung up on.
fn body(export: AuditExport, slot: Slot) -> Body {
    let head = format!("{}{}", csv::BOM, csv::line(&COLUMNS));
    let until = Instant::now() + DEADLINE;
    let pieces = futures::stream::unfold(Some((export, slot)), move |state| async move {
        let (mut export, slot) = state?;
        match tokio::time::timeout_at(until, export.next()).await {
            Ok(Ok(Some(entries))) => {
                let text: String = entries.iter().map(line).collect();
                Some((Ok(text), Some((export, slot))))
            }
            Ok(Ok(None)) => None,
            Ok(Err(error)) => {
                tracing::warn!(%error, "the audit log could not be read to its end");
                Some((Err(std::io::Error::other(error)), None))
            }
            Err(_) => Some((Err(std::io::Error::other("the list was read too slowly")), None)),
        }
    });
    Body::from_stream(futures::stream::once(async { Ok(head) }).chain(pieces).fuse())
}

fn line(entry: &AuditEntry) -> String {
    let text = |id: Option<String>| id.unwrap_or_default();
    let actor = entry.actor.as_ref();
    let json = |value: Option<String>| value.filter(|it| it != "{}").unwrap_or_default();
    let cells = [
        entry.at.to_rfc3339_opts(SecondsFormat::Millis, true),
        text(actor.map(|actor| actor.display_name.clone())),
        text(actor.map(|actor| actor.id.to_string())),
        entry.action.clone(),
        entry.object.kind.clone(),
        text(entry.object.id.map(|id| id.to_string())),
        text(entry.event.map(|id| id.to_string())),
        text(entry.booking.map(|id| id.to_string())),
        json(serde_json::to_string(&entry.changes).ok()),
        text(entry.reason.clone()),
        json(serde_json::to_string(&entry.detail).ok()),
        text(entry.network.clone()),
    ];
    csv::line(&cells.each_ref().map(String::as_str))
}
