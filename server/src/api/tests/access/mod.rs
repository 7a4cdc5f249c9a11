//! Who may do what: one table for every route of the API and every server function of the app.
//! What the table lacks fails the test, so each new entrance has to say who may use it.

mod order;
pub(super) mod people;
mod table;
pub(super) mod world;

use crate::api;
use crate::testing::TestApp;
use people::{PEOPLE, People};
use std::collections::BTreeSet;
use table::{Row, TABLE};
use world::World;

/// Files for the browser, which neither the API's description nor the app lists.
pub(super) const FILES: &[&str] = &[
    "GET /bookings/{id}/calendar.ics",
    "GET /bookings/{id}/tickets.pdf",
    "GET /certificates/{number}/certificate.pdf",
    "GET /events/{slug}/agenda.ics",
    "GET /events/{slug}/picks.ics",
    "GET /robots.txt",
    "GET /share/{file}",
    "GET /sitemap.xml",
    "GET /sitemaps/{file}",
    "GET /bookings/{id}/tickets",
    "GET /account/export.json",
    "POST /account/avatar",
    "POST /account/avatar/remove",
    "GET /calendar/{file}",
    "GET /media/avatars/{folder}/{file}",
];

/// `GET /api/events/{id}/`, as the description and the app name what can be asked.
fn entrances() -> BTreeSet<String> {
    let document = serde_json::to_value(api::openapi()).unwrap();
    let operations = document["paths"].as_object().unwrap().iter().flat_map(|(path, item)| {
        let verbs = item.as_object().unwrap().keys();
        verbs
            .filter(|verb| verb.len() <= 6)
            .map(move |verb| format!("{} {path}", verb.to_uppercase()))
    });
    let functions =
        leptos::server_fn::axum::server_fn_paths().map(|(path, method)| format!("{method} {path}"));
    operations.chain(functions).chain(FILES.iter().map(|file| (*file).to_owned())).collect()
}

#[test]
fn every_entrance_is_in_the_table_once() {
    let named: BTreeSet<String> = TABLE.iter().map(Row::entrance).collect();
    let there = entrances();
    let missing: Vec<_> = there.difference(&named).collect();
    assert!(missing.is_empty(), "say in table.rs who may use these: {missing:#?}");
    let gone: Vec<_> = named.difference(&there).collect();
    assert!(gone.is_empty(), "these are no entrances any more: {gone:#?}");
    assert!(there.iter().any(|entrance| entrance.contains(" /fn/")), "the app's functions count");
}

#[tokio::test]
async fn everybody_may_do_what_the_table_says_and_nothing_else() {
    let app = TestApp::new().await;
    let people = People::new(&app).await;
    let mut wrong = Vec::new();
    for row in TABLE {
        for (person, expected) in PEOPLE.into_iter().zip(row.expected) {
            // Each on things of its own, so that no answer depends on the one before.
            let world = World::new(&app, &people).await;
            let forgive = sqlx::query("DELETE FROM login_throttles");
            forgive.execute(app.hub.db.pool()).await.unwrap();
            let version = app.hub.db.version();
            let reply = people.send(person, row, &world).await;
            // Whoever only looks invalidates no page that is shared.
            if row.entrance().starts_with("GET ") && app.hub.db.version() != version {
                wrong.push(format!("{} by {person:?} writes", row.entrance()));
            }
            if reply.status != expected {
                let (entrance, got) = (row.entrance(), reply.status);
                wrong.push(format!(
                    "{entrance} by {person:?}: {got}, not {expected}: {}",
                    reply.text()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} cells differ:\n{}", wrong.len(), wrong.join("\n"));
}
