//! Server-Sent Events: streams of what changes, for an event and for a person.

use crate::api::support::{EventPath, Viewer};
use crate::http::problem::{ApiResult, Problem};
use crate::middleware::ClientIp;
use crate::state::AppState;
use axum::extract::{Extension, State};
use axum::http::{HeaderName, HeaderValue};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use domain::accounts::{self, Bearer};
use domain::live::{self, EventNow, EventWatch, PersonWatch, StreamSlot};
use domain::{Actor, Hub};
use futures::stream;
use std::convert::Infallible;
use std::time::Duration;
use tokio::time::Instant;
use types::live::{LiveCounts, LiveNews};
use types::{ErrorCode, Failure};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Keep-alive comments, so that a proxy does not close a quiet stream.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// Then the browser asks again, and has to say anew who it is.
const LIFETIME: Duration = Duration::from_mins(10);
/// How long a browser waits before it asks again.
const RETRY: Duration = Duration::from_secs(1);

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(of_event)).routes(routes!(of_person))
}

/// An event's seats: first as they are, then on every change. A browser that is logged in is told
/// too, as `mine`, when something of its person's own that belongs to the event changes, and as
/// `changed` when the event itself did.
#[utoipa::path(get, path = "/api/events/{id}/live/", tag = "events",
    operation_id = "live", params(EventPath),
    responses((status = 200, content_type = "text/event-stream", body = LiveCounts),
        (status = 404, body = Problem), (status = 429, body = Problem)))]
async fn of_event(
    State(state): State<AppState>,
    Extension(ClientIp(address)): Extension<ClientIp>,
    viewer: Viewer,
    EventPath { id }: EventPath,
) -> ApiResult<Response> {
    let event = live::watch_event(&state.hub, viewer.actor, &id).await?;
    let place = place(&state, address, viewer.actor)?;
    let person = if viewer.is_browser { Own::watch(&state.hub, viewer).ok() } else { None };
    let details = viewer.is_browser;
    let seen = Seen { event, person, details, before: None, waiting: None };
    Ok(stream(place, seen))
}

/// What is the caller's own: first that anything may have changed, then which event and booking
/// it was. What it has become is to be asked for.
#[utoipa::path(get, path = "/api/users/me/live/", tag = "users", security(("bearer" = [])),
    responses((status = 200, content_type = "text/event-stream", body = LiveNews),
        (status = 401, body = Problem), (status = 429, body = Problem)))]
async fn of_person(
    State(state): State<AppState>,
    Extension(ClientIp(address)): Extension<ClientIp>,
    viewer: Viewer,
) -> ApiResult<Response> {
    let person = Own::watch(&state.hub, viewer)?;
    let place = place(&state, address, viewer.actor)?;
    Ok(respond(stream::unfold((person, place, ends()), async |(mut person, place, end)| {
        let news = tokio::time::timeout_at(end, person.watch.next()).await.ok()??;
        if !person.looks_on().await {
            return None;
        }
        Some((message(None, &news), (person, place, end)))
    })))
}

pub(super) fn place(
    state: &AppState,
    address: std::net::IpAddr,
    actor: Actor,
) -> ApiResult<StreamSlot> {
    state.hub.live.admit(address, actor.user_id()).ok_or_else(|| {
        let failure = Failure::new(ErrorCode::TooManyRequests);
        Failure { retry_after: Some(30), ..failure }.into()
    })
}

pub(super) fn ends() -> Instant {
    Instant::now() + LIFETIME
}

/// The caller's own changes, for as long as the session lasts that the subscription was opened with.
struct Own {
    watch: PersonWatch,
    hub: Hub,
    bearer: Option<Bearer>,
}

impl Own {
    fn watch(hub: &Hub, viewer: Viewer) -> Result<Self, ErrorCode> {
        let watch = live::watch_person(hub, viewer.actor)?;
        Ok(Self { watch, hub: hub.clone(), bearer: viewer.bearer })
    }

    /// The session may have ended since.
    async fn looks_on(&self) -> bool {
        match self.bearer {
            Some(bearer) => accounts::identify_bearer(&self.hub, bearer).await.is_ok(),
            None => false,
        }
    }
}

/// The subscription of one event stream.
struct Seen {
    event: EventWatch,
    person: Option<Own>,
    /// For a browser, which shows more than the counts.
    details: bool,
    before: Option<EventNow>,
    /// Counts that are told next.
    waiting: Option<LiveCounts>,
}

enum Told {
    Counts(LiveCounts),
    Changed,
    Mine(LiveNews),
}

impl Seen {
    async fn next(&mut self) -> Option<Told> {
        if let Some(counts) = self.waiting.take() {
            return Some(Told::Counts(counts));
        }
        loop {
            tokio::select! {
                now = self.event.next() => {
                    let now = now?;
                    let before = self.before.replace(now);
                    if self.details && before.is_some_and(|before| before.updated_at != now.updated_at) {
                        self.waiting = Some(now.counts);
                        return Some(Told::Changed);
                    }
                    // A browser asks what is left of each ticket type once it is told anything.
                    let moved = |before: EventNow| self.details && before.kinds != now.kinds;
                    if before.is_none_or(|it| it.counts != now.counts || moved(it)) {
                        return Some(Told::Counts(now.counts));
                    }
                }
                news = news(&mut self.person) => {
                    let Some(news) = news else {
                        self.person = None;
                        continue;
                    };
                    if let Some(person) = &self.person
                        && !person.looks_on().await
                    {
                        self.person = None;
                        continue;
                    }
                    if news.event.is_none_or(|event| event == self.event.event) {
                        return Some(Told::Mine(news));
                    }
                }
            }
        }
    }
}

/// Never for an anonymous caller.
async fn news(person: &mut Option<Own>) -> Option<LiveNews> {
    match person {
        Some(person) => person.watch.next().await,
        None => std::future::pending().await,
    }
}

fn stream(place: StreamSlot, seen: Seen) -> Response {
    respond(stream::unfold((seen, place, ends()), async |(mut seen, place, end)| {
        let told = tokio::time::timeout_at(end, seen.next()).await.ok()??;
        let message = match told {
            Told::Counts(counts) => message(None, &counts),
            Told::Changed => message(Some("changed"), &LiveNews::default()),
            Told::Mine(news) => message(Some("mine"), &news),
        };
        Some((message, (seen, place, end)))
    }))
}

pub(super) fn message(name: Option<&str>, data: &impl serde::Serialize) -> Event {
    let event = Event::default().retry(RETRY).data(serde_json::to_string(data).unwrap_or_default());
    match name {
        Some(name) => event.event(name),
        None => event,
    }
}

pub(super) fn respond(messages: impl stream::Stream<Item = Event> + Send + 'static) -> Response {
    use futures::StreamExt as _;
    let messages = messages.map(Ok::<_, Infallible>);
    let alive = KeepAlive::new().interval(HEARTBEAT);
    let mut response = Sse::new(messages).keep_alive(alive).into_response();
    // A proxy that gathers an answer before it passes it on would keep everything.
    response
        .headers_mut()
        .insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    response
}
