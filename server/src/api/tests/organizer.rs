//! An organizer's figures over the API, and as streams.

use super::live::{Stream, book, live_app, with_cookie};
use crate::testing::TestApp;
use axum::body::Body;
use axum::http::Request;
use domain::testing::EventBuilder;
use serde_json::json;
use tower::ServiceExt as _;

#[tokio::test]
async fn the_summary_has_the_shape_that_was_agreed() {
    let app = TestApp::new().await;
    let host = app.organizer().await;
    let event = EventBuilder::new(&app.hub).insert(&app.hub, host.user().id).await;
    book(&app.attendee().await, event).await;
    let reply = host.get("/api/organizer/summary/").await;
    assert_eq!(reply.status, 200);
    let told = reply.json();
    assert_eq!(
        told["events"],
        json!({ "draft": 0, "upcoming": 1, "running": 0, "past": 0, "cancelled": 0 })
    );
    assert_eq!((&told["seats_sold"], &told["seats_sold_last_7_days"]), (&json!(1), &json!(1)));
    assert_eq!((&told["revenue"], &told["needs_attention"]), (&json!([]), &json!([])));
    let list = host.get("/api/organizer/events/?phase=upcoming&page_size=1").await.json();
    assert_eq!((&list["count"], &list["results"][0]["seats"]["confirmed"]), (&json!(1), &json!(1)));
    let wrong = host.get("/api/organizer/events/?phase=soon").await;
    assert_eq!((wrong.status, wrong.code().as_str()), (422, "validation_failed"));
    let dashboard = host.get(&format!("/api/events/{event}/dashboard/")).await.json();
    let figures = host.get(&format!("/api/events/{event}/dashboard/figures/")).await.json();
    assert_eq!(dashboard["figures"]["seats"], figures["seats"]);
    assert_eq!(dashboard["curve"]["days"][0]["total"], json!(1));
}

#[tokio::test]
async fn an_organizers_stream_tells_what_is_sold() {
    let (app, _stop) = live_app().await;
    let host = app.organizer().await;
    let event = EventBuilder::new(&app.hub).insert(&app.hub, host.user().id).await;
    let of_event = format!("/api/events/{event}/dashboard/live/");
    let mut one = Stream::open(&app, with_cookie(&host, &of_event)).await;
    let mut all = Stream::open(&app, with_cookie(&host, "/api/organizer/live/")).await;
    assert_eq!(one.next().await.unwrap().1["seats"]["confirmed"], 0);
    assert_eq!(all.next().await.unwrap().1["summary"]["seats_sold"], 0);
    book(&app.attendee().await, event).await;
    assert_eq!(one.next().await.unwrap().1["seats"]["confirmed"], 1);
    while all.next().await.unwrap().1["summary"]["seats_sold"] != 1 {}
}

#[tokio::test]
async fn streams_of_figures_end_with_the_session_and_with_the_right() {
    let (app, _stop) = live_app().await;
    let host = app.organizer().await;
    let event = EventBuilder::new(&app.hub).insert(&app.hub, host.user().id).await;
    let of_event = format!("/api/events/{event}/dashboard/live/");
    let mut streams = Vec::new();
    for path in [of_event.as_str(), "/api/organizer/live/"] {
        let mut stream = Stream::open(&app, with_cookie(&host, path)).await;
        stream.next().await.unwrap();
        streams.push(stream);
    }
    let other = app.organizer().await;
    sqlx::query("UPDATE events SET organizer_id = $1")
        .bind(other.user().id.0)
        .execute(app.hub.db.pool())
        .await
        .unwrap();
    book(&app.attendee().await, event).await;
    assert!(streams.remove(0).next().await.is_none(), "it is somebody else's event now");
    let refresh = json!({ "refresh": host.tokens().refresh });
    assert_eq!(host.post("/api/auth/logout/", refresh).await.status, 204);
    let mut all = streams.remove(0);
    let own = EventBuilder::new(&app.hub).insert(&app.hub, host.user().id).await;
    book(&app.attendee().await, own).await;
    // Of an event that the stream did not know, it hears when it looks for itself.
    let ended = tokio::time::timeout(std::time::Duration::from_secs(30), async {
        while all.next().await.is_some() {}
    });
    assert!(ended.await.is_ok());
}

#[tokio::test]
async fn nobody_else_opens_them_and_nobody_opens_too_many() {
    let (app, _stop) = live_app().await;
    let (host, eve, guest) = (app.organizer().await, app.organizer().await, app.attendee().await);
    let event = EventBuilder::new(&app.hub).insert(&app.hub, host.user().id).await;
    let of_event = format!("/api/events/{event}/dashboard/live/");
    let status = async |request: Request<Body>| {
        app.router.clone().oneshot(request).await.unwrap().status().as_u16()
    };
    for (client, path, expected) in [
        (&eve, of_event.as_str(), 403),
        (&guest, &of_event, 403),
        (&guest, "/api/organizer/live/", 403),
    ] {
        assert_eq!(status(with_cookie(client, path)).await, expected, "{path}");
    }
    for path in [of_event.as_str(), "/api/organizer/live/"] {
        let nobody = Request::get(path).body(Body::empty()).unwrap();
        assert_eq!(status(nobody).await, 401, "{path}");
    }
    let mut streams = Vec::new();
    for _ in 0..20 {
        streams.push(Stream::open(&app, with_cookie(&host, &of_event)).await);
    }
    assert_eq!(status(with_cookie(&host, "/api/organizer/live/")).await, 429);
    drop(streams);
    assert_eq!(app.hub.live.taken(), 0);
}
