//! Streams: what is told, to whom, and that nothing is left behind.

use crate::state::WebSettings;
use crate::testing::{Client, TestApp};
use axum::body::Body;
use axum::http::{Request, header};
use domain::Hub;
use domain::testing::{EventBuilder, test_hub};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;
use types::ids::EventId;

/// A stream as a browser reads it: the name of each message and its data.
pub(super) struct Stream {
    body: Body,
    read: String,
}

impl Stream {
    pub(super) async fn open(app: &TestApp, mut request: Request<Body>) -> Self {
        // A stream that is compressed would be held back.
        let gzip = header::HeaderValue::from_static("gzip");
        request.headers_mut().insert(header::ACCEPT_ENCODING, gzip);
        let response = app.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()[header::CONTENT_TYPE], "text/event-stream");
        assert!(!response.headers().contains_key(header::CONTENT_ENCODING));
        Self { body: response.into_body(), read: String::new() }
    }

    /// None where the stream has ended.
    pub(super) async fn next(&mut self) -> Option<(String, Value)> {
        loop {
            if let Some((message, rest)) = self.read.split_once("\n\n") {
                let field = |name: &str| {
                    message.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default()
                };
                let data = serde_json::from_str(field("data: ")).unwrap_or_default();
                let told = (field("event: ").to_owned(), data);
                self.read = rest.to_owned();
                return Some(told);
            }
            let frame = self.body.frame().await?.unwrap();
            self.read += std::str::from_utf8(frame.data_ref().unwrap()).unwrap();
        }
    }

    async fn counts(&mut self) -> (i64, i64) {
        let (name, data) = self.next().await.unwrap();
        assert_eq!(name, "");
        assert_eq!(data.as_object().unwrap().len(), 3);
        assert_eq!(data["waitlist_count"], 0);
        (data["seats_available"].as_i64().unwrap(), data["current_attendees"].as_i64().unwrap())
    }
}

fn hear(hub: &Hub) -> CancellationToken {
    let stop = CancellationToken::new();
    tokio::spawn(domain::live::listen(hub.clone(), stop.clone()));
    tokio::spawn(domain::live::announce(hub.clone(), stop.clone()));
    stop
}

pub(super) async fn live_app() -> (TestApp, CancellationToken) {
    let (hub, database) = test_hub().await;
    let stop = hear(&hub);
    (TestApp::live(hub, database, WebSettings::default()), stop)
}

async fn free_event(app: &TestApp) -> EventId {
    let host = app.organizer().await.user().id;
    EventBuilder::new(&app.hub).insert(&app.hub, host).await
}

pub(super) async fn book(client: &Client, event: EventId) -> String {
    let body = json!({ "event": event, "quantity": 1 });
    let reply = client.post("/api/bookings/", body).await;
    assert_eq!(reply.status, 201);
    reply.json()["id"].as_str().unwrap().to_owned()
}

fn of_event(client: &Client, event: EventId) -> Request<Body> {
    client
        .request("GET".parse().unwrap(), &format!("/api/events/{event}/live/"))
        .body(Body::empty())
        .unwrap()
}

pub(super) fn with_cookie(client: &Client, path: &str) -> Request<Body> {
    let cookie = format!("access={}", client.tokens().access);
    Request::get(path).header(header::COOKIE, cookie).body(Body::empty()).unwrap()
}

#[tokio::test]
async fn an_events_stream_tells_its_seats_at_once_and_on_every_change() {
    let (app, _stop) = live_app().await;
    let (event, ada) = (free_event(&app).await, app.attendee().await);
    let mut stream = Stream::open(&app, of_event(&app.anonymous(), event)).await;
    assert_eq!(stream.counts().await, (10, 0));
    let booking = book(&ada, event).await;
    assert_eq!(stream.counts().await, (9, 1));
    let reply = ada.post(&format!("/api/bookings/{booking}/cancel/"), json!({})).await;
    assert_eq!(reply.status, 200);
    assert_eq!(stream.counts().await, (10, 0));
}

#[tokio::test]
async fn two_instances_on_one_database_see_each_others_changes() {
    let (hub, database) = test_hub().await;
    let other = Hub::new(database.connect().await, domain::Settings::clone(&hub.settings));
    let _stops = (hear(&hub), hear(&other));
    let event = {
        let host = domain::testing::person(&hub, types::accounts::Role::Organizer).await;
        EventBuilder::new(&hub).insert(&hub, host).await
    };
    let here = TestApp::live(hub, database, WebSettings::default());
    let mut watch = domain::live::watch_event(&other, domain::Actor::Anonymous, &event.to_string())
        .await
        .unwrap();
    assert_eq!(watch.next().await.unwrap().counts.seats_available, 10);
    book(&here.attendee().await, event).await;
    assert_eq!(watch.next().await.unwrap().counts.seats_available, 9);
}

#[tokio::test]
async fn a_person_is_told_what_of_their_own_has_changed_and_of_nobody_elses() {
    let (app, _stop) = live_app().await;
    let (event, other) = (free_event(&app).await, free_event(&app).await);
    let (ada, bob) = (app.attendee().await, app.attendee().await);
    let by_token = ada.request("GET".parse().unwrap(), "/api/users/me/live/").body(Body::empty());
    let mut by_token = Stream::open(&app, by_token.unwrap()).await;
    let mut by_cookie = Stream::open(&app, with_cookie(&ada, "/api/users/me/live/")).await;
    let anything = json!({ "event": null, "booking": null });
    assert_eq!(by_token.next().await.unwrap().1, anything);
    assert_eq!(by_cookie.next().await.unwrap().1, anything);
    book(&bob, event).await;
    let booking = book(&ada, other).await;
    let news = json!({ "event": other, "booking": booking });
    // The hearing may have begun after the streams: then anything may have changed once more.
    for stream in [&mut by_token, &mut by_cookie] {
        loop {
            let told = stream.next().await.unwrap().1;
            if told != anything {
                assert_eq!(told, news);
                break;
            }
        }
    }
}

#[tokio::test]
async fn a_browser_is_told_of_its_own_things_and_of_the_event_on_one_stream() {
    let (app, _stop) = live_app().await;
    let (event, ada) = (free_event(&app).await, app.attendee().await);
    let mut stream =
        Stream::open(&app, with_cookie(&ada, &format!("/api/events/{event}/live/"))).await;
    let booking = book(&ada, event).await;
    let (mut counted, mut mine) = (false, false);
    while !(counted && mine) {
        let (name, data) = stream.next().await.unwrap();
        counted |= name.is_empty() && data["seats_available"] == 9;
        mine |= name == "mine" && data["booking"] == json!(booking);
    }
    sqlx::query("UPDATE events SET updated_at = clock_timestamp() WHERE id = $1")
        .bind(event.0)
        .execute(app.hub.db.pool())
        .await
        .unwrap();
    let bob = app.attendee().await;
    book(&bob, event).await;
    let mut names = Vec::new();
    while names.last().map(String::as_str) != Some("changed") {
        names.push(stream.next().await.unwrap().0);
    }
    assert_eq!(stream.counts().await.0, 8);
}

#[tokio::test]
async fn leaving_frees_what_a_stream_took() {
    let (app, _stop) = live_app().await;
    let (event, ada) = (free_event(&app).await, app.attendee().await);
    let path = format!("/api/events/{event}/live/");
    let mut streams = Vec::new();
    for _ in 0..20 {
        streams.push(Stream::open(&app, with_cookie(&ada, &path)).await);
    }
    assert_eq!((app.hub.live.taken(), app.hub.live.topics()), (20, (1, 1)));
    let refused = app.router.clone().oneshot(with_cookie(&ada, &path)).await.unwrap();
    assert_eq!(refused.status(), 429);
    assert!(refused.headers().contains_key(header::RETRY_AFTER));
    // Somebody else may still look on.
    let bob = app.attendee().await;
    drop(Stream::open(&app, with_cookie(&bob, &path)).await);
    drop(streams);
    assert_eq!((app.hub.live.taken(), app.hub.live.topics()), (0, (0, 0)));
    Stream::open(&app, with_cookie(&ada, &path)).await;
}

#[tokio::test]
async fn streams_end_when_the_server_stops() {
    let (app, stop) = live_app().await;
    let (event, ada) = (free_event(&app).await, app.attendee().await);
    let mut of_event = Stream::open(&app, of_event(&ada, event)).await;
    let mut own = Stream::open(&app, with_cookie(&ada, "/api/users/me/live/")).await;
    stop.cancel();
    while of_event.next().await.is_some() {}
    while own.next().await.is_some() {}
}

#[tokio::test]
async fn an_event_that_is_deleted_ends_its_streams() {
    let (app, _stop) = live_app().await;
    let host = app.organizer().await;
    let event = EventBuilder::new(&app.hub).insert(&app.hub, host.user().id).await;
    let mut stream = Stream::open(&app, of_event(&app.anonymous(), event)).await;
    assert_eq!(stream.counts().await, (10, 0));
    assert_eq!(host.delete(&format!("/api/events/{event}/")).await.status, 204);
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn a_stream_tells_nothing_of_ones_own_to_who_has_logged_out() {
    let (app, stop) = live_app().await;
    let ada = app.attendee().await;
    let event = free_event(&app).await;
    let mut own = Stream::open(&app, with_cookie(&ada, "/api/users/me/live/")).await;
    own.next().await.expect("it greets");
    let refresh = json!({ "refresh": ada.tokens().refresh });
    assert_eq!(ada.post("/api/auth/logout/", refresh).await.status, 204);
    says_nothing(&app, &ada, event, own).await;
    stop.cancel();
}

#[tokio::test]
async fn nor_to_a_session_that_was_ended_from_elsewhere() {
    let (app, stop) = live_app().await;
    let ada = app.attendee().await;
    let event = free_event(&app).await;
    let mut own = Stream::open(&app, with_cookie(&ada, "/api/users/me/live/")).await;
    own.next().await.expect("it greets");
    let session = ada.get("/api/users/me/sessions/").await.json()[0]["id"].clone();
    let path = format!("/api/users/me/sessions/{}/", session.as_str().unwrap());
    assert_eq!(ada.delete(&path).await.status, 204);
    says_nothing(&app, &ada, event, own).await;
    stop.cancel();
}

/// Although there is something to tell.
async fn says_nothing(app: &TestApp, ada: &Client, event: EventId, mut own: Stream) {
    let actor = domain::Actor::User { id: ada.user().id, role: ada.user().role };
    let input = types::bookings::BookInput::of(event, 1);
    domain::bookings::book(&app.hub, actor, input, None).await.unwrap();
    assert_eq!(own.next().await, None);
}
