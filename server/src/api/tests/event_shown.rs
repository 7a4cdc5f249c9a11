//! Where a field of an event is shown, and who is told when it changes: the page, entries of
//! calendars, and the message to its attendees. A field that the table lacks fails the test.

use super::event_fields::fields;
use crate::testing::{Client, TestApp};
use axum::body::Body;
use axum::http::{Method, header};
use domain::testing::category;
use serde_json::json;
use types::ids::EventId;

/// What changes with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Page,
    /// Its revision too, which the trigger `events_revised` counts.
    Calendar,
    /// `Arrangement` in `domain/src/jobs.rs`.
    Message,
}

const SHOWN: &[(&str, &[Shown])] = {
    use Shown::{Calendar, Message, Page};
    &[
        ("category", &[Page]),
        ("currency", &[Page]),
        ("description", &[Page, Calendar]),
        ("end_date", &[Page, Calendar, Message]),
        ("image", &[Page]),
        ("language", &[Page]),
        ("location", &[Page, Calendar, Message]),
        ("max_capacity", &[Page]),
        ("max_per_person", &[Page]),
        ("online_meeting_url", &[Page, Calendar, Message]),
        ("price", &[Page]),
        ("refund_policy", &[Page]),
        // An address that was leads on to the one that is.
        ("slug", &[]),
        ("start_date", &[Page, Calendar, Message]),
        ("status", &[Page, Calendar]),
        ("timezone", &[Page, Calendar, Message]),
        ("title", &[Page, Calendar]),
        ("venue", &[Page, Calendar, Message]),
        // Who finds no seat is told so there.
        ("waitlist_open", &[]),
    ]
};

#[derive(Debug, PartialEq)]
struct Look {
    page: String,
    /// Without its revision.
    entry: String,
    revision: i32,
    untold: bool,
}

/// The event as its organizer sees it.
async fn look(app: &TestApp, organizer: &Client, id: EventId) -> Look {
    let (slug, revision, untold): (String, i32, bool) = sqlx::query_as(
        "SELECT slug, revision, EXISTS (SELECT FROM event_changes
             WHERE event_id = id AND before IS NOT NULL) FROM events WHERE id = $1",
    )
    .bind(id)
    .fetch_one(app.hub.db.pool())
    .await
    .unwrap();
    let request = organizer.request(Method::GET, &types::paths::event(&slug));
    let request = request
        .header(header::COOKIE, format!("access={}", organizer.tokens().access))
        .header(header::ACCEPT, "text/html");
    let page = organizer.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let entry = organizer.get(&types::paths::event_ics(&id)).await.text().replace("\r\n ", "");
    let entry = entry.replace(&slug, "the-slug");
    let counted = ["SEQUENCE", "DTSTAMP", "LAST-MODIFIED"];
    let lines = entry.lines().filter(|line| !counted.iter().any(|name| line.starts_with(name)));
    let page = same(&page.text()).replace(&slug, "the-slug");
    Look { page, entry: lines.collect(), revision, untold }
}

/// The body without what differs each time: scripts, and ids that the server has made for it.
fn same(page: &str) -> String {
    let body = page.split_once("<body").unwrap().1;
    let mut scripts = body.split("<script");
    let mut text = scripts.next().unwrap().to_owned();
    text.extend(scripts.filter_map(|script| Some(script.split_once("</script>")?.1)));
    let words = text.split_inclusive(['"', ' ', '>']);
    // A form's key begins with an id of its own.
    let id = |word: &str| word.trim_end_matches('"').split('.').next().map(str::to_owned);
    words.filter(|word| id(word).is_none_or(|id| id.parse::<uuid::Uuid>().is_err())).collect()
}

#[tokio::test]
async fn a_field_is_shown_and_told_where_the_table_says() {
    let app = TestApp::new().await;
    let organizer = app.organizer().await;
    for slug in ["rust", "music"] {
        category(&app.hub, slug).await;
    }
    let (first, second) = (fields(app.hub.now(), false), fields(app.hub.now(), true));
    let listed: Vec<&str> = SHOWN.iter().map(|(field, _)| *field).collect();
    let mut there: Vec<&str> = first.keys().map(String::as_str).collect();
    there.sort_unstable();
    assert_eq!(listed, there, "say in SHOWN where a field is seen");

    let made = organizer.post("/api/events/", json!(first)).await.json();
    let id: EventId = made["id"].as_str().unwrap().parse().unwrap();
    let at = format!("/api/events/{id}/");
    let mut wrong = Vec::new();
    for (field, expected) in SHOWN {
        let told = sqlx::query("DELETE FROM event_changes");
        told.execute(app.hub.db.pool()).await.unwrap();
        let before = look(&app, &organizer, id).await;
        assert_eq!(before, look(&app, &organizer, id).await, "nothing has changed");
        let changed = organizer.patch(&at, json!({ *field: second[*field] })).await;
        assert_eq!(changed.status, 200, "{field}: {}", changed.text());
        let after = look(&app, &organizer, id).await;
        let revised = after.revision != before.revision;
        // Told too often: a draft is in nobody's calendar, and a calendar has moments of no zone.
        if !["status", "timezone"].contains(field) {
            assert_eq!(revised, after.entry != before.entry, "{field}: see `events_revised`");
        }
        let seen = [
            (Shown::Page, after.page != before.page),
            (Shown::Calendar, revised),
            (Shown::Message, after.untold),
        ];
        let seen: Vec<Shown> =
            seen.into_iter().filter(|(_, changed)| *changed).map(|(place, _)| place).collect();
        if seen != *expected {
            wrong.push(format!("{field}: {seen:?}, not {expected:?}"));
        }
        let back = organizer.patch(&at, json!({ *field: first[*field] })).await;
        assert_eq!(back.status, 200, "{field}: {}", back.text());
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
