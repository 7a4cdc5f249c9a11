use super::*;
use crate::testing::{Reply, TestApp};
use axum::body::{Body, Bytes};
use axum::http::{Method, Request, header};
use domain::Actor;
use domain::testing::EventBuilder;
use serde_json::json;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use tokio::sync::{Semaphore, oneshot};
use types::accounts::Role;
use types::ids::UserId;

fn client(network: u8, person: Option<u128>) -> Client {
    let actor = person.map_or(Actor::Anonymous, |id| Actor::User {
        id: UserId(uuid::Uuid::from_u128(id)),
        role: Role::Attendee,
    });
    Client::new([192, 0, 2, network].into(), actor)
}

/// Work that says when it has begun and goes on until it is told to end.
fn long_work() -> (impl FnOnce() + Send + 'static, oneshot::Receiver<()>, mpsc::Sender<()>) {
    let ((begun, has_begun), (end, told)) = (oneshot::channel(), mpsc::channel());
    let work = move || {
        begun.send(()).unwrap();
        told.recv().unwrap();
    };
    (work, has_begun, end)
}

#[tokio::test]
async fn a_client_that_hangs_up_keeps_its_place_and_permit_until_the_work_has_ended() {
    let pool = Pool::new(PoolLimits { concurrent: 1, slots: 2, per_network: 2, per_person: 2 });
    let (work, has_begun, end) = long_work();
    let running = tokio::spawn(pool.admit(client(1, None)).unwrap().run(work));
    has_begun.await.unwrap();
    running.abort();
    assert!(running.await.unwrap_err().is_cancelled());
    assert_eq!(pool.state(), (1, 0), "one place is taken and nobody else may run");

    // Whoever waits and hangs up gives the place back at once.
    let waiting = pool.admit(client(1, None)).unwrap();
    assert!(matches!(pool.admit(client(1, None)), Err(DrawingError::Busy)));
    let waiting = tokio::spawn(waiting.run(|| ()));
    tokio::task::yield_now().await;
    waiting.abort();
    assert!(waiting.await.unwrap_err().is_cancelled());
    assert_eq!(pool.state(), (1, 0));

    end.send(()).unwrap();
    // The next one runs only when the work has ended.
    pool.admit(client(1, None)).unwrap().run(|| ()).await.unwrap();
    pool.background(|| ()).await.unwrap();
    assert_eq!(pool.state(), (0, 1));
}

/// What the test above would find if the request held the permit.
#[tokio::test]
#[expect(clippy::disallowed_methods, reason = "the negative control")]
async fn a_permit_that_the_request_holds_is_free_while_the_work_goes_on() {
    let permits = Arc::new(Semaphore::new(1));
    let (work, has_begun, end) = long_work();
    let held = Arc::clone(&permits);
    let running = tokio::spawn(async move {
        let _permit = held.acquire().await.unwrap();
        tokio::task::spawn_blocking(work).await.unwrap();
    });
    has_begun.await.unwrap();
    running.abort();
    assert!(running.await.unwrap_err().is_cancelled());
    assert_eq!(permits.available_permits(), 1);
    end.send(()).unwrap();
}

#[tokio::test]
async fn work_that_panics_gives_its_place_back() {
    let pool = Pool::new(PoolLimits { concurrent: 1, slots: 1, per_network: 1, per_person: 1 });
    let slot = pool.admit(client(1, Some(1))).unwrap();
    assert!(matches!(slot.run(|| panic!("as if")).await, Err(DrawingError::Failed)));
    assert_eq!(pool.state(), (0, 1));
    assert!(pool.admit(client(1, Some(1))).is_ok());
}

#[test]
fn neither_a_person_nor_a_network_takes_all_places() {
    let pool = Pool::new(PoolLimits { concurrent: 1, slots: 4, per_network: 3, per_person: 2 });
    let take = |network, person| pool.admit(client(network, person));
    let (one, two) = (take(1, Some(1)).unwrap(), take(2, Some(1)).unwrap());
    assert!(take(3, Some(1)).is_err(), "wherever the person is");
    let (three, four) = (take(1, Some(2)).unwrap(), take(1, None).unwrap());
    drop(two);
    assert!(take(1, Some(3)).is_err(), "whoever is there");
    let five = take(2, None).unwrap();
    assert!(take(9, None).is_err(), "there are no more");
    drop((one, three, four, five));
    assert!(take(1, Some(1)).is_ok());
    assert_eq!(pool.state(), (0, 1));
}

/// All places of a pool, taken by strangers from many networks.
fn fill(pool: &Pool) -> Vec<Slot> {
    (0..=u8::MAX).map_while(|network| pool.admit(client(network, None)).ok()).collect()
}

fn is_busy(reply: &Reply) {
    assert_eq!((reply.status, reply.code().as_str()), (503, "unavailable"), "{}", reply.text());
    assert_eq!(reply.header("retry-after"), "2");
}

/// Every entrance to work that is bounded.
#[tokio::test]
async fn where_all_places_are_taken_everybody_is_asked_to_come_again() {
    let app = TestApp::new().await;
    let (host, ada) = (app.organizer().await, app.attendee().await);
    let event = EventBuilder::new(&app.hub).insert(&app.hub, host.user().id).await;
    let booked = ada.post("/api/bookings/", json!({ "event": event, "quantity": 1 })).await;
    let booking = booked.json()["id"].as_str().unwrap().to_owned();
    domain::testing::attendance(&app.hub, event, ada.user().id, true).await;
    sqlx::query("UPDATE events SET start_date = start_date - interval '60 days', end_date = end_date - interval '60 days'")
        .execute(app.hub.db.pool())
        .await
        .unwrap();
    let issued = format!("/api/events/{event}/certificates/");
    assert_eq!(host.post(&issued, json!({})).await.status, 201);
    let number: String = sqlx::query_scalar("SELECT number FROM certificates")
        .fetch_one(app.hub.db.pool())
        .await
        .unwrap();
    let entrances = [
        format!("/api/bookings/{booking}/tickets.pdf"),
        format!("/api/certificates/{number}/pdf/"),
        format!("/certificates/{number}/certificate.pdf"),
        format!("/share/{event}.png"),
    ];

    let places = fill(&app.drawing.documents);
    assert_eq!(places.len(), 32);
    for path in &entrances {
        is_busy(&ada.get(path).await);
    }
    drop(places);
    for path in &entrances {
        assert_eq!(ada.get(path).await.status, 200, "{path}");
    }
    // A picture that was drawn is kept, and needs no place.
    let _places = fill(&app.drawing.documents);
    assert_eq!(ada.get(&entrances[3]).await.status, 200);
}

#[tokio::test]
async fn a_picture_that_has_no_place_is_refused_before_it_is_read() {
    let app = TestApp::new().await;
    let ada = app.attendee().await;
    let places = fill(&app.drawing.uploads);
    assert_eq!(places.len(), 16);
    let was_read = Arc::new(AtomicBool::new(false));
    let body = || {
        let was_read = Arc::clone(&was_read);
        Body::from_stream(futures::stream::once(async move {
            was_read.store(true, Ordering::SeqCst);
            Ok::<_, std::io::Error>(Bytes::from_static(b"--B\r\n"))
        }))
    };
    let multipart = "multipart/form-data; boundary=B";
    let request = ada
        .request(Method::POST, "/api/users/me/avatar/")
        .header(header::CONTENT_TYPE, multipart)
        .body(body());
    is_busy(&ada.send(request.unwrap()).await);
    let form = Request::post("/account/avatar")
        .header(header::CONTENT_TYPE, multipart)
        .header(header::COOKIE, format!("access={}", ada.tokens().access))
        .header("sec-fetch-site", "same-origin")
        .body(body());
    let reply = ada.send(form.unwrap()).await;
    assert_eq!(reply.header("location"), "/account?avatar=busy#picture");
    assert!(!was_read.load(Ordering::SeqCst));
    // Who may not send at all is told so first.
    let stranger = app.anonymous().post("/api/users/me/avatar/", json!({})).await;
    assert_eq!(stranger.status, 401);
}

/// A pool is one for all who use it, whatever their address is written like.
#[test]
fn addresses_of_one_network_share_its_places() {
    let pool = Pool::new(PoolLimits { concurrent: 1, slots: 9, per_network: 1, per_person: 9 });
    let at = |text: &str| Client::new(text.parse::<IpAddr>().unwrap(), Actor::Anonymous);
    let _place = pool.admit(at("2001:db8:1:2::1")).unwrap();
    assert!(pool.admit(at("2001:db8:1:2:ffff::9")).is_err());
    assert!(pool.admit(at("2001:db8:1:3::1")).is_ok());
}
