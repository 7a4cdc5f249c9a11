//! `/metrics`: what a Prometheus server reads. No names, no addresses: only counts.

use crate::state::{AppState, WebSettings};
use crate::web::Asker;
use crate::web::fresh::Fresh;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use domain::{Hub, statistics};
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

/// What this process has answered.
#[derive(Debug, Default)]
pub(crate) struct Answered([AtomicU64; CLASSES.len()]);

type Queues = Option<(MailCounts, JobCounts)>;

/// Whoever asks costs the database nothing: its numbers may be `age` old.
pub(crate) fn router(answered: Arc<Answered>, age: Duration) -> Router<AppState> {
    let queues = Arc::new(Fresh::new(age));
    let metrics = async move |State(state): State<AppState>, request: Request| {
        if let Some(refusal) = refusal(&state.web, &request) {
            return refusal;
        }
        let queues = queues.get(async || counted(&state.hub).await).await;
        show(&answered, &state.hub, queues)
    };
    Router::new().route("/metrics", get(metrics))
}

/// Who may not read the numbers: with a token whoever lacks it, without one everybody in
/// production.
fn refusal(web: &WebSettings, request: &Request) -> Option<Response> {
    let Some(token) = &web.metrics_token else {
        return web.production.then(|| Asker::of(request).refuse(ErrorCode::NotFound));
    };
    let sent = request.headers().get(header::AUTHORIZATION).and_then(|it| it.to_str().ok());
    let sent = sent.and_then(|it| it.split_once(' '));
    let sent = sent.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    let right = sent.is_some_and(|(_, sent)| {
        sent.trim().as_bytes().ct_eq(token.expose_secret().as_bytes()).into()
    });
    (!right).then(|| {
        let mut response = Asker::of(request).refuse(ErrorCode::TokenInvalid);
        let bearer = HeaderValue::from_static("Bearer");
        response.headers_mut().insert(header::WWW_AUTHENTICATE, bearer);
        response
    })
}

/// Without its database the process still says how it is.
async fn counted(hub: &Hub) -> Queues {
    match statistics::queues(hub).await {
        Ok(queues) => Some(queues),
        Err(error) => {
            tracing::warn!(%error, "the queues could not be counted");
            None
        }
    }
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

fn show(answered: &Answered, hub: &Hub, queues: Queues) -> Response {
    let counts = answered.0.iter().map(|count| count.load(Ordering::Relaxed));
    let mut text = String::new();
    family(&mut text, "requests_total", "counter", "class", CLASSES.into_iter().zip(counts));
    let (size, idle) = (hub.db.pool().size().into(), hub.db.pool().num_idle() as u64);
    let connections = [("idle", idle), ("used", u64::saturating_sub(size, idle))];
    family(&mut text, "database_connections", "gauge", "state", connections);
    if let Some((mail, jobs)) = queues {
        let positive = |count: i64| u64::try_from(count).unwrap_or_default();
        let mail = [("queued", mail.queued), ("sent", mail.sent), ("failed", mail.failed)];
        let jobs = [("due", jobs.due), ("scheduled", jobs.scheduled), ("failed", jobs.failed)];
        let counts = |all: [(&'static str, i64); 3]| all.map(|(name, n)| (name, positive(n)));
        family(&mut text, "mail_messages", "gauge", "state", counts(mail));
        family(&mut text, "jobs", "gauge", "state", counts(jobs));
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
