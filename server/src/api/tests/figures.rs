//! Kinds of ticket in everything that is said of a booking and of an event's people.

use crate::testing::{Client, TestApp};
use axum::body::Body;
use axum::http::{Method, header};
use domain::testing::{EventBuilder, kind};
use serde_json::{Value, json};
use types::paths;

const NAME: &str = "Reduced for apprentices";

/// As a browser asks for it.
async fn page(client: &Client, path: &str) -> String {
    let request = client
        .request(Method::GET, path)
        .header(header::COOKIE, format!("access={}", client.tokens().access))
        .header(header::ACCEPT, "text/html");
    let reply = client.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(reply.status, 200, "{path}: {}", reply.text());
    reply.text()
}

#[tokio::test]
async fn every_output_names_the_kind_of_a_ticket() {
    let app = TestApp::new().await;
    let (organizer, ada) = (app.organizer().await, app.attendee().await);
    let event = EventBuilder::new(&app.hub).insert(&app.hub, organizer.user().id).await;
    kind(&app.hub, event, "Adult", (0, None)).await;
    let reduced = kind(&app.hub, event, NAME, (0, Some(4))).await;
    let body = json!({ "event": event, "items": [{ "ticket_type": reduced, "quantity": 1 }] });
    let booked = ada.post("/api/bookings/", body).await;
    assert_eq!(booked.status, 201, "{}", booked.text());
    let id = booked.json()["id"].as_str().unwrap().to_owned();
    let slug: String = sqlx::query_scalar("SELECT slug FROM events WHERE id = $1")
        .bind(event)
        .fetch_one(app.hub.db.pool())
        .await
        .unwrap();
    let api = format!("/api/events/{event}");
    let feed = ada.post("/api/users/me/calendar/", json!({})).await.json();
    let feed = feed["url"].as_str().unwrap();
    let feed = feed.find("/calendar/").map_or(feed, |at| &feed[at..]).to_owned();
    // Who holds it.
    let mut said = vec![
        ("API", ada.get(&format!("/api/bookings/{id}/")).await.text()),
        ("page", page(&ada, &paths::booking(&id)).await),
        ("offline tickets", page(&ada, &paths::tickets(&id)).await),
        ("calendar", page(&ada, &paths::booking_ics(&id)).await.replace("\r\n ", "")),
        ("calendar feed", ada.get(&feed).await.text().replace("\r\n ", "")),
    ];
    // Who organizes it, and who stands at the door.
    for (name, path) in [
        ("booking", format!("{api}/bookings/{id}/")),
        ("bookings", format!("{api}/bookings/?ticket_type={reduced}")),
        ("bookings as CSV", format!("{api}/bookings/?format=csv")),
        ("attendees", format!("{api}/attendees/?ticket_type={reduced}")),
        ("attendees as CSV", format!("{api}/attendees/?format=csv")),
        ("dashboard", format!("{api}/dashboard/")),
        ("statistics", format!("{api}/statistics/")),
    ] {
        said.push((name, organizer.get(&path).await.text()));
    }
    for (name, path) in [
        ("list of bookings", paths::organize_bookings(&slug)),
        ("list of attendees", paths::organize_attendees(&slug)),
        ("booking's page", paths::organize_booking(&slug, &id)),
        ("overview", paths::organize_event(&slug)),
        ("tickets", paths::organize_tickets(&slug)),
        ("message", paths::organize_new_message(&slug, "")),
        ("door", paths::door(&slug)),
    ] {
        said.push((name, page(&organizer, &path).await));
    }
    let code = booked.json()["tickets"][0]["code"].clone();
    said.push((
        "scan",
        organizer.post(&format!("{api}/check-in/"), json!({ "code": code })).await.text(),
    ));
    said.push(("scans", organizer.get(&format!("{api}/check-ins/")).await.text()));
    for (output, text) in said {
        assert!(text.contains(NAME), "{output}: {text}");
    }
    // Nothing is said of a kind that nobody asked for.
    let none = organizer.get(&format!("{api}/bookings/?ticket_type={}", uuid::Uuid::nil())).await;
    assert_eq!(none.json()["count"], 0);
}

#[tokio::test]
async fn figures_by_kind_are_those_of_the_event_and_nothing_where_there_is_one() {
    let app = TestApp::new().await;
    let (organizer, ada) = (app.organizer().await, app.attendee().await);
    let event = EventBuilder::new(&app.hub).insert(&app.hub, organizer.user().id).await;
    let api = format!("/api/events/{event}");
    let figures =
        async || organizer.get(&format!("{api}/statistics/")).await.json()["ticket_types"].clone();
    assert_eq!(figures().await, json!([]));
    let (adult, child) = (
        kind(&app.hub, event, "Adult", (0, None)).await,
        kind(&app.hub, event, "Child", (0, Some(3))).await,
    );
    let items =
        json!([{ "ticket_type": adult, "quantity": 2 }, { "ticket_type": child, "quantity": 1 }]);
    let booked = ada.post("/api/bookings/", json!({ "event": event, "items": items })).await.json();
    let code = booked["tickets"][2]["code"].clone();
    organizer.post(&format!("{api}/check-in/"), json!({ "code": code })).await;
    let told = figures().await;
    let of = |place: usize| -> Vec<Value> {
        let (it, seats) = (&told[place], &told[place]["seats"]);
        let seen = &it["check_ins"]["checked_in"];
        let capacity = &seats["capacity"];
        [&it["name"], &seats["confirmed"], capacity, &seats["available"], seen, &it["net"]]
            .map(Clone::clone)
            .to_vec()
    };
    assert_eq!(json!(of(0)), json!(["Adult", 2, 10, 7, 0, "0.00"]));
    assert_eq!(json!(of(1)), json!(["Child", 1, 3, 2, 1, "0.00"]));
    let dashboard = organizer.get(&format!("{api}/dashboard/")).await.json();
    assert_eq!(dashboard["figures"]["ticket_types"], told);
    // The audience of a message takes a list of kinds, and what it stored before.
    let message =
        |audience: Value| json!({ "subject": "Doors", "body": "At five.", "audience": audience });
    for (audience, status) in [
        (json!({ "ticket_types": [adult, child] }), 202),
        (json!({ "ticket_type": adult }), 202),
        (json!({ "ticket_types": ["x"] }), 422),
        (json!({ "ticket_types": [[adult]] }), 422),
        (json!({ "ticket_types": 7 }), 422),
    ] {
        let said = format!("{audience}");
        let sent = organizer.post(&format!("{api}/messages/"), message(audience)).await;
        assert_eq!(sent.status, status, "{said}: {}", sent.text());
    }
}

#[tokio::test]
async fn without_scripts_the_server_works_out_what_would_be_left() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    let event = EventBuilder::new(&app.hub).insert(&app.hub, organizer.user().id).await;
    let child = kind(&app.hub, event, "Child", (0, Some(3))).await;
    kind(&app.hub, event, "Adult", (0, None)).await;
    let slug: String = sqlx::query_scalar("SELECT slug FROM events WHERE id = $1")
        .bind(event)
        .fetch_one(app.hub.db.pool())
        .await
        .unwrap();
    let path = paths::organize_tickets(&slug);
    // All ten of the event, with three of a kind: seven of the other are left.
    for (asked, says) in [
        ("2", ["1 left instead of 3", "8 left instead of 10"]),
        ("99", ["Nothing of it is left to sell.", "7 left instead of 10"]),
        ("-4", ["3 left", "10 left"]),
        ("x", ["3 left", "10 left"]),
    ] {
        let text = page(&organizer, &format!("{path}?more-{child}={asked}")).await;
        for says in says {
            assert!(text.contains(says), "{asked}: {says}: {text}");
        }
    }
    let taken: i64 = sqlx::query_scalar("SELECT sum(taken) FROM ticket_types")
        .fetch_one(app.hub.db.pool())
        .await
        .unwrap();
    assert_eq!(taken, 0, "it only counts");
}
