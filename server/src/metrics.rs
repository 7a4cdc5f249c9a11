//! `/metrics`: Prometheus metrics. No names, no addresses: only counts.

use crate::http::ErrorResponder;
use crate::state::{AppState, WebSettings};
use crate::ttl_cache::TtlCache;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use domain::reconcile::Figure;
use domain::{Hub, health, reconcile, retention, statistics};
use secrecy::ExposeSecret as _;
use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use subtle::ConstantTimeEq as _;
use types::ErrorCode;
use types::statistics::{JobCounts, MailCounts};

const CLASSES: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];
const FORMAT: &str = "text/plain; version=0.0.4; charset=utf-8";

/// What this process has counts.
#[derive(Debug, Default)]
pub(crate) struct ResponseCounts([AtomicU64; CLASSES.len()]);

/// What only the database knows.
#[derive(Clone, Debug)]
struct Numbers {
    mail: MailCounts,
    jobs: JobCounts,
    /// How long the oldest job that is due has waited, in seconds.
    lag: i64,
    /// About how large the tables are that are swept.
    rows: Vec<(String, i64)>,
    reconciled: Vec<Figure>,
}

/// The metrics; the database's figures are cached for `age`.
pub(crate) fn router(counts: Arc<ResponseCounts>, age: Duration) -> Router<AppState> {
    let numbers = Arc::new(TtlCache::new(age));
    let metrics = async move |State(state): State<AppState>, request: Request| {
        if let Some(refusal) = refusal(&state.web, &request) {
            return refusal;
        }
        let numbers = numbers.get(async || counted(&state.hub).await).await;
        show(&counts, &state.hub, numbers)
    };
    Router::new().route("/metrics", get(metrics))
}

/// The refusal of a request without the configured token; without a token, of every request in
/// production.
fn refusal(web: &WebSettings, request: &Request) -> Option<Response> {
    let Some(token) = &web.metrics_token else {
        return web.production.then(|| ErrorResponder::of(request).refuse(ErrorCode::NotFound));
    };
    let sent = request.headers().get(header::AUTHORIZATION).and_then(|it| it.to_str().ok());
    let sent = sent.and_then(|it| it.split_once(' '));
    let sent = sent.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    let right = sent.is_some_and(|(_, sent)| {
        sent.trim().as_bytes().ct_eq(token.expose_secret().as_bytes()).into()
    });
    (!right).then(|| {
        let mut response = ErrorResponder::of(request).refuse(ErrorCode::TokenInvalid);
        let bearer = HeaderValue::from_static("Bearer");
        response.headers_mut().insert(header::WWW_AUTHENTICATE, bearer);
        response
    })
}

/// Without its database the process still says how it is.
async fn counted(hub: &Hub) -> Option<Arc<Numbers>> {
    match numbers(hub).await {
        Ok(numbers) => Some(Arc::new(numbers)),
        Err(error) => {
            tracing::warn!(%error, "the database's numbers could not be read");
            None
        }
    }
}

async fn numbers(hub: &Hub) -> Result<Numbers, sqlx::Error> {
    let (mail, jobs) = statistics::queues(hub).await?;
    let lag = health::queue(hub).await?.lag.num_seconds();
    let rows = retention::sizes(hub).await?;
    Ok(Numbers { mail, jobs, lag, rows, reconciled: reconcile::figures(hub).await? })
}

pub(crate) async fn count(
    State(counts): State<Arc<ResponseCounts>>,
    request: Request,
    next: Next,
) -> Response {
    let response = next.run(request).await;
    let class = usize::from(response.status().as_u16() / 100).saturating_sub(1);
    if let Some(count) = counts.0.get(class) {
        count.fetch_add(1, Ordering::Relaxed);
    }
    response
}

fn show(counts: &ResponseCounts, hub: &Hub, numbers: Option<Arc<Numbers>>) -> Response {
    let counts = counts.0.iter().map(|count| count.load(Ordering::Relaxed));
    let mut text = String::new();
    family(&mut text, "requests_total", "counter", "class", CLASSES.into_iter().zip(counts));
    let (size, idle) = (hub.db.pool().size().into(), hub.db.pool().num_idle() as u64);
    let connections = [("idle", idle), ("used", u64::saturating_sub(size, idle))];
    family(&mut text, "database_connections", "gauge", "state", connections);
    if let Some(numbers) = numbers {
        let Numbers { mail, jobs, lag, rows, reconciled } = &*numbers;
        let mail = [("queued", mail.queued), ("sent", mail.sent), ("failed", mail.failed)];
        let jobs = [("due", jobs.due), ("scheduled", jobs.scheduled), ("failed", jobs.failed)];
        let rows = rows.iter().map(|(table, rows)| (table.as_str(), *rows));
        let found = reconciled.iter().map(|it| (it.check.as_str(), it.differences));
        gauges(&mut text, "mail_messages", "state", mail);
        gauges(&mut text, "jobs", "state", jobs);
        gauges(&mut text, "rows", "table", rows);
        gauges(&mut text, "reconciler_differences", "check", found);
        single(&mut text, "queue_lag_seconds", positive(*lag));
    }
    ([(header::CONTENT_TYPE, FORMAT)], text).into_response()
}

fn positive(count: i64) -> u64 {
    u64::try_from(count).unwrap_or_default()
}

fn gauges<'a>(
    text: &mut String,
    name: &str,
    label: &str,
    values: impl IntoIterator<Item = (&'a str, i64)>,
) {
    let values = values.into_iter().map(|(value, count)| (value, positive(count)));
    family(text, name, "gauge", label, values);
}

fn single(text: &mut String, name: &str, value: u64) {
    // Writing to a String cannot fail.
    let _ = writeln!(text, "# TYPE event_hub_{name} gauge\nevent_hub_{name} {value}");
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
