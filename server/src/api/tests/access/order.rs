//! Who is asking comes first: 401, then 403 or 404, then what is wrong with the request. Nobody is
//! told how to fill in a form that is closed to them, and no body is read for them.

use super::people::{PEOPLE, People, Person};
use super::table::{Body, Row, rows};
use super::world::World;
use crate::testing::TestApp;
use axum::body::{Body as HttpBody, Bytes};
use axum::http::{Method, header};
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;

/// Whose object is only known once the body names it; who may send one at all is known before.
const NAMED_IN_THE_BODY: [&str; 3] =
    ["POST /api/payments/", "POST /api/promotions/", "POST /api/events/{id}/check-in/"];
/// Of a query that fits nothing.
const BAD_QUERY: &str = "?page=x&page_size=0&format=x&picks=x&unread=x&role=x&disabled=x";

fn is_refused(status: u16) -> bool {
    matches!(status, 401 | 403 | 404)
}

/// A body that says whether anybody has looked into it.
fn watched() -> (HttpBody, Arc<AtomicBool>) {
    let read = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&read);
    let body = HttpBody::from_stream(futures::stream::poll_fn(move |_| {
        told.store(true, Ordering::Relaxed);
        Poll::Ready(None::<Result<Bytes, Infallible>>)
    }));
    (body, read)
}

/// The rows of the API, each with the place of every person who is refused, and with what.
fn refusals() -> impl Iterator<Item = (&'static Row, usize, u16)> {
    let rows = rows().filter(|row| row.path.starts_with("/api/"));
    rows.flat_map(|row| {
        let cells = row.expected.into_iter().enumerate();
        cells.filter(|(_, status)| is_refused(*status)).map(move |(who, status)| (row, who, status))
    })
}

#[tokio::test]
async fn whoever_may_not_is_told_so_whatever_they_send_and_nobody_reads_it() {
    let app = TestApp::new().await;
    let people = People::new(&app).await;
    let world = World::new(&app, &people).await;
    let mut wrong = Vec::new();
    let mut asked = 0;
    for (row, who, expected) in refusals().filter(|(row, ..)| !matches!(row.body, Body::None)) {
        // An account that is no good is found out by its token, a booking's by what it does.
        let later = NAMED_IN_THE_BODY.contains(&row.entrance().as_str());
        let promotions = row.path == "/api/promotions/";
        let of_another = [Person::OtherOrganizer, Person::OtherManager].contains(&PEOPLE[who]);
        if later && (expected == 404 || (promotions && of_another)) {
            continue;
        }
        let public = row.expected.iter().all(|status| *status == expected);
        if public {
            continue;
        }
        let client = people.get(PEOPLE[who]);
        let path = world.fill(row.at);
        let method: Method = row.method.parse().unwrap();
        let huge = "x".repeat(1_000_001);
        for (kind, text) in [
            ("application/json", huge.as_str()),
            ("application/json", ""),
            ("application/json", "{"),
            ("application/json", "{}"),
            ("application/json", "{\"nonsense\": 1}"),
            ("text/plain", "x"),
        ] {
            let request = client
                .request(method.clone(), &path)
                .header(header::CONTENT_TYPE, kind)
                .header("idempotency-key", "x".repeat(300));
            let reply = client.send(request.body(HttpBody::from(text.to_owned())).unwrap()).await;
            asked += 1;
            if reply.status != expected {
                let (entrance, person) = (row.entrance(), PEOPLE[who]);
                let text: String = text.chars().take(20).collect();
                wrong.push(format!("{entrance} by {person:?} with `{text}`: {}", reply.text()));
            }
        }
        let (body, read) = watched();
        let request =
            client.request(method, &path).header(header::CONTENT_TYPE, "application/json");
        let reply = client.send(request.body(body).unwrap()).await;
        let by_token = row.entrance() == "POST /api/bookings/" && who > 0;
        if reply.status != expected || (read.load(Ordering::Relaxed) && !by_token) {
            let (entrance, person, status) = (row.entrance(), PEOPLE[who], reply.status);
            wrong.push(format!("{entrance} by {person:?}: {status}, or its body was read"));
        }
    }
    assert!(asked > 300, "only {asked} requests");
    assert!(wrong.is_empty(), "{} answers differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test]
async fn a_wrong_key_query_or_id_says_nothing_to_who_may_not_ask() {
    let app = TestApp::new().await;
    let people = People::new(&app).await;
    let world = World::new(&app, &people).await;
    let mut wrong = Vec::new();
    for (row, who, expected) in refusals().filter(|(row, ..)| matches!(row.body, Body::None)) {
        let client = people.get(PEOPLE[who]);
        let sign = if row.at.contains('?') { "&" } else { "?" };
        let path = world.fill(row.at) + &BAD_QUERY.replacen('?', sign, 1);
        let request = client
            .request(row.method.parse().unwrap(), &path)
            .header("idempotency-key", "\u{1f39f}".repeat(300));
        let reply = client.send(request.body(HttpBody::empty()).unwrap()).await;
        if reply.status != expected {
            let (entrance, person) = (row.entrance(), PEOPLE[who]);
            wrong.push(format!("{entrance} by {person:?}: {}", reply.text()));
        }
    }
    // Where everybody is let in, 401 says that what they brought is no good.
    let closed = |row: &&Row| row.expected[0] == 401 && row.expected.iter().any(|it| *it != 401);
    for row in rows().filter(|row| row.path.starts_with("/api/")).filter(closed) {
        // Nothing in the place of each id that is one.
        let nonsense = row.path.split('/').map(|part| if part.contains('{') { "x" } else { part });
        let path = nonsense.collect::<Vec<_>>().join("/");
        let stranger = app.anonymous();
        let request = stranger.request(row.method.parse().unwrap(), &path);
        let reply = stranger.send(request.body(HttpBody::empty()).unwrap()).await;
        let secret = !matches!(row.body, Body::None) || row.expected.iter().all(|it| *it != 200);
        if reply.status != 401 && (secret || reply.status != 404) {
            wrong.push(format!("{} by nobody: {}", row.entrance(), reply.text()));
        }
    }
    assert!(wrong.is_empty(), "{} answers differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test]
async fn whose_the_named_object_is_comes_before_what_else_is_wrong() {
    let app = TestApp::new().await;
    let people = People::new(&app).await;
    let world = World::new(&app, &people).await;
    for (person, path, body, expected) in [
        (Person::OtherAttendee, "/api/payments/", r#"{"booking": "{booking}"}"#, 404),
        (
            Person::OtherAttendee,
            "/api/payments/",
            r#"{"booking": "{booking}", "payment_method": "MOCK_CARD", "card_number": "x"}"#,
            404,
        ),
        (Person::OtherOrganizer, "/api/promotions/", r#"{"event": "{event}"}"#, 403),
        (Person::OtherOrganizer, "/api/promotions/", r#"{"event": "{draft}", "code": ""}"#, 404),
        (Person::OtherAttendee, "/api/bookings/", r#"{"event": "{draft}"}"#, 404),
        (Person::OtherAttendee, "/api/bookings/", r#"{"event": "{draft}", "quantity": 0}"#, 404),
    ] {
        let body: serde_json::Value = serde_json::from_str(&world.fill(body)).unwrap();
        let reply = people.get(person).post(path, body.clone()).await;
        assert_eq!(reply.status, expected, "{path} {body}: {}", reply.text());
    }
}
