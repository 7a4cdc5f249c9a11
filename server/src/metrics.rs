//! `/metrics`: what a Prometheus server reads. No names, no addresses: only counts.

use crate::state::AppState;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use domain::{Hub, statistics};
use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

const CLASSES: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];
const FORMAT: &str = "text/plain; version=0.0.4; charset=utf-8";

/// What this process has answered.
#[derive(Debug, Default)]
pub(crate) struct Answered([AtomicU64; CLASSES.len()]);

pub(crate) fn router(answered: Arc<Answered>) -> Router<AppState> {
    Router::new().route("/metrics", get(move |hub: State<Hub>| show(answered.clone(), hub)))
}

pub(crate) async fn count(
    State(answered): State<Arc<Answered>>,
    request: Request,
    next: Next,
) -> Response {
    let response = next.run(request).await;
    let class = usize::from(response.status().as_u16() / 100).saturating_sub(1);
    if let Some(count) = answered.0.get(class) {
        count.fetch_add(1, Ordering::Relaxed);
    }
    response
}

async fn show(answered: Arc<Answered>, State(hub): State<Hub>) -> Response {
    let counts = answered.0.iter().map(|count| count.load(Ordering::Relaxed));
    let mut text = String::new();
    family(&mut text, "requests_total", "counter", "class", CLASSES.into_iter().zip(counts));
    let (size, idle) = (hub.db.pool().size().into(), hub.db.pool().num_idle() as u64);
    let connections = [("idle", idle), ("used", u64::saturating_sub(size, idle))];
    family(&mut text, "database_connections", "gauge", "state", connections);
    // Without its database the process still says how it is.
    match statistics::queues(&hub).await {
        Ok((mail, jobs)) => {
            let positive = |count: i64| u64::try_from(count).unwrap_or_default();
            let mail = [("queued", mail.queued), ("sent", mail.sent), ("failed", mail.failed)];
            let jobs = [("due", jobs.due), ("scheduled", jobs.scheduled), ("failed", jobs.failed)];
            let counts = |all: [(&'static str, i64); 3]| all.map(|(name, n)| (name, positive(n)));
            family(&mut text, "mail_messages", "gauge", "state", counts(mail));
            family(&mut text, "jobs", "gauge", "state", counts(jobs));
        }
        Err(error) => tracing::warn!(%error, "the queues could not be counted"),
    }
    ([(header::CONTENT_TYPE, FORMAT)], text).into_response()
}

fn family<'a>(
    text: &mut String,
    name: &str,
    kind: &str,
    label: &str,
    values: impl IntoIterator<Item = (&'a str, u64)>,
) {
    // Writing to a String cannot fail.
    let _ = writeln!(text, "# TYPE event_hub_{name} {kind}");
    for (value, count) in values {
        let _ = writeln!(text, "event_hub_{name}{{{label}=\"{value}\"}} {count}");
    }
}
