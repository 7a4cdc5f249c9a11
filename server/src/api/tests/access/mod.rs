//! Access matrix: one table for every route but pages, with the status that each kind of person gets.
//! What the table lacks fails the test, so each new entrance has to say who may use it.

mod accounts;
mod admin_people;
mod agenda;
mod answers;
mod audited;
mod bookings;
mod certificates;
mod door;
mod editor;
mod event_bookings;
mod events;
mod exchange;
mod figures;
mod guests;
mod hidden_types;
mod last;
mod links;
mod mail;
mod messages;
mod moderation;
mod order;
pub(super) mod people;
mod promotions;
mod quotes;
mod reports;
mod reviews;
mod schedule;
mod sign_in;
mod site;
mod table;
mod team;
mod ticket_names;
mod ticket_pages;
mod ticket_types;
mod upkeep;
mod waitlist;
mod working;
pub(super) mod world;

use super::markup::PAGES;
use crate::routes::{self, Access, Kind, Route};
use crate::testing::TestApp;
use axum::http::Method;
use people::{PEOPLE, People};
use std::collections::BTreeSet;
use table::{Row, rows};
use world::World;

/// `GET /api/events/{id}/`: what the table of routes has besides pages and what watches the server.
/// That table is compared with the router in a test of its own.
fn entrances() -> BTreeSet<String> {
    let entrances = routes::all()
        .filter(|route| !matches!(route.kind, Kind::Page | Kind::Probe) && route.method != "*");
    entrances.map(Route::entrance).collect()
}

#[test]
fn every_entrance_is_in_the_table_once() {
    let named: BTreeSet<String> = rows().map(Row::entrance).collect();
    let there = entrances();
    let missing: Vec<_> = there.difference(&named).collect();
    assert!(missing.is_empty(), "say in the table who may use these: {missing:#?}");
    let gone: Vec<_> = named.difference(&there).collect();
    assert!(gone.is_empty(), "these are no entrances any more: {gone:#?}");
}

/// What the table of routes says in a word, and this one for everybody.
#[test]
fn who_is_let_in_is_the_same_in_both_tables() {
    for row in rows() {
        let route = routes::of_path(&row.method.parse().unwrap(), row.path).unwrap();
        let [stranger, others @ ..] = row.expected;
        let refused = matches!(stranger, 401 | 303);
        let private = route.access == Access::Private;
        assert!(!private || refused, "{}: a stranger gets {stranger}", row.entrance());
        let closed = stranger == 401 && others.iter().any(|status| *status != 401);
        assert!(!closed || private, "{} is closed to strangers", row.entrance());
    }
}

#[tokio::test]
async fn a_stranger_is_asked_to_log_in_on_private_pages_and_on_no_others() {
    let app = TestApp::new().await;
    let people = People::new(&app).await;
    let world = World::new(&app, &people).await;
    for (pattern, paths) in PAGES {
        let path = world.fill(paths[0].split('?').next().unwrap());
        let reply = app.anonymous().get(&path).await;
        let route = routes::of_path(&Method::GET, pattern).unwrap();
        let status = if route.access == Access::Private { 401 } else { 200 };
        assert_eq!(reply.status, status, "{path}: {:?}", route.access);
        let unlisted = reply.header("x-robots-tag") == "noindex";
        assert_eq!(unlisted, route.access != Access::Public, "{path}: {:?}", route.access);
    }
}

/// Asks every row of so many as everybody, beginning with this one: in parts, so that none outlives the
/// tokens of those who ask, and none is waited for when all others are done.
async fn ask(first: usize) {
    let app = TestApp::new().await;
    let people = People::new(&app).await;
    let mut wrong = Vec::new();
    for row in rows().skip(first).step_by(PARTS) {
        for (person, expected) in PEOPLE.into_iter().zip(row.expected) {
            // An organizer has so many venues at most.
            let fewer = sqlx::query("DELETE FROM venues");
            fewer.execute(app.hub.db.pool()).await.unwrap();
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

macro_rules! parts {
    ($($name:ident),*) => {
        const NAMES: &[&str] = &[$(stringify!($name)),*];
        const PARTS: usize = NAMES.len();

        mod everybody_may_do_what_the_table_says_and_nothing_else {
            $(#[tokio::test]
            async fn $name() {
                let first = super::NAMES.iter().position(|it| *it == stringify!($name));
                super::ask(first.unwrap()).await;
            })*
        }
    };
}

parts!(first, second, third, fourth, fifth, sixth, seventh, eighth);
