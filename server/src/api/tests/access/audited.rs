//! Whatever somebody changes leaves an entry in the audit log. The entrances are those of the table:
//! a new one either leaves an entry, or says here why it need not. What no entrance of the table does,
//! jobs among it, is watched by the guard in every test's database (`domain::testing`).

use super::people::{People, Person};
use super::table::{Row, rows};
use super::world::World;
use crate::testing::TestApp;
use domain::Hub;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const SESSION: &str = "a login session is a row of its own, with its times";
const OWN_PROFILE: &str = "how somebody presents themselves concerns nobody else's rights or money";
const OWN_DEVICE: &str = "a setting of one's own, seen by nobody else";
const ANSWER: &str = "shows what was sent in another form and keeps nothing";
const LINK: &str = "sends a link and changes nothing";

/// What leaves no entry, and why.
const UNAUDITED: &[(&str, &str)] = &[
    ("POST /api/auth/register/", "an account's own row says when it was made"),
    ("POST /fn/register", "as above"),
    ("POST /api/auth/logout/", SESSION),
    ("POST /fn/logout", SESSION),
    ("POST /api/auth/password-reset/", LINK),
    ("POST /fn/request-password-reset", LINK),
    ("POST /api/auth/verify-email/resend/", LINK),
    ("POST /fn/resend-verification", LINK),
    ("DELETE /api/users/me/totp/", "it is off: nothing changes"),
    ("POST /fn/stop-second-factor", "as above"),
    ("PUT /api/users/me/", OWN_PROFILE),
    ("POST /fn/update-me", OWN_PROFILE),
    ("DELETE /api/users/me/avatar/", OWN_PROFILE),
    ("POST /api/users/me/calendar/", OWN_DEVICE),
    ("POST /fn/renew-calendar", OWN_DEVICE),
    ("POST /fn/set-locale", OWN_DEVICE),
    ("POST /fn/set-theme", OWN_DEVICE),
    ("POST /fn/set-density", OWN_DEVICE),
    ("POST /fn/set-keys", OWN_DEVICE),
    ("POST /api/admin/mail/resend/", "no message has failed here: nothing is sent again"),
    ("POST /api/reviews/{id}/restore/", "this review was not hidden: nothing changes"),
    ("POST /fn/admin-restore-review", "as above"),
    ("DELETE /api/reviews/{id}/reply/", "this review has no answer: nothing changes"),
    ("POST /fn/organize-withdraw-reply", "as above"),
    ("POST /fn/text-preview", ANSWER),
    ("POST /api/events/{id}/quote/", "a question: nothing is held"),
    ("POST /fn/paste-html", ANSWER),
    ("POST /fn/organize-keep-paste", "kept for a while, until something comes of it"),
    ("POST /organize/events/{slug}/messages/preview", ANSWER),
    ("POST /api/events/{id}/messages/test/", LINK),
    ("POST /organize/events/{slug}/messages/test", LINK),
    ("POST /fn/discard-event-form", "what was typed and never saved"),
    ("POST /api/notifications/read/", OWN_DEVICE),
    ("POST /api/notifications/{id}/read/", OWN_DEVICE),
    ("POST /fn/mark-notification-read", OWN_DEVICE),
    ("POST /fn/mark-notifications-read", OWN_DEVICE),
    ("PUT /api/events/{id}/sessions/{session}/pick/", OWN_DEVICE),
    ("DELETE /api/events/{id}/sessions/{session}/pick/", OWN_DEVICE),
    ("POST /fn/pick-session", OWN_DEVICE),
];

/// What leaves an entry that does not name the admin, and why.
const OTHERS: &[(&str, &str)] = &[
    ("POST /api/payments/{id}/simulate-webhook/", "it is the payment provider who says it"),
    ("POST /fn/decline-invitation", "whoever has the link says no, with an account or without"),
    ("POST /api/invitations/{token}/decline/", "as above"),
    ("POST /fn/start-organizing", "an admin organizes already: nothing changes"),
];

/// Who does it, of those that the table lets do it.
fn doer(row: &Row) -> Option<Person> {
    let done = |person: Person| matches!(row.expected[person as usize], 200..=204);
    [Person::Owner, Person::Organizer, Person::Admin].into_iter().find(|person| done(*person))
}

async fn entries(hub: &Hub) -> i64 {
    let count = sqlx::query_scalar("SELECT count(*) FROM audit_log");
    count.fetch_one(hub.db.pool()).await.unwrap()
}

#[tokio::test]
async fn whoever_changes_something_leaves_an_entry_in_the_audit_log() {
    let app = TestApp::new().await;
    let people = People::new(&app).await;
    let (mut silent, mut looked) = (BTreeSet::new(), 0);
    for row in rows().filter(|row| row.method != "GET") {
        let Some(person) = doer(row) else { continue };
        let world = World::new(&app, &people).await;
        let before = entries(&app.hub).await;
        let reply = people.send(person, row, &world).await;
        assert!(reply.status < 300, "{} by {person:?}: {}", row.entrance(), reply.text());
        looked += 1;
        if entries(&app.hub).await == before {
            silent.insert(row.entrance());
        }
    }
    let reasoned: BTreeSet<String> = UNAUDITED.iter().map(|(name, _)| (*name).to_owned()).collect();
    let unaudited: Vec<_> = silent.difference(&reasoned).collect();
    assert!(unaudited.is_empty(), "write an `audit::Entry`, or say why not: {unaudited:#?}");
    let audited: Vec<_> = reasoned.difference(&silent).collect();
    assert!(audited.is_empty(), "these leave an entry, or are gone: {audited:#?}");
    assert!(looked > 60, "only {looked} were looked at");
}

/// What an admin does stands in the log under their name, also where others may do it too.
#[tokio::test]
async fn whatever_an_admin_changes_says_that_it_was_they() {
    let app = TestApp::new().await;
    let people = People::new(&app).await;
    let unaudited: BTreeSet<&str> = UNAUDITED.iter().map(|(name, _)| *name).collect();
    let (mut nameless, mut looked) = (Vec::new(), 0);
    let named = async || -> i64 {
        sqlx::query_scalar("SELECT count(*) FROM audit_log WHERE actor_id = $1")
            .bind(people.get(Person::Admin).user().id.0)
            .fetch_one(app.hub.db.pool())
            .await
            .unwrap()
    };
    let allowed = |row: &&Row| matches!(row.expected[Person::Admin as usize], 200..=204);
    for row in rows().filter(|row| row.method != "GET").filter(allowed) {
        let entrance = row.entrance();
        if unaudited.contains(&*entrance) || OTHERS.iter().any(|(name, _)| *name == entrance) {
            continue;
        }
        let world = World::new(&app, &people).await;
        let before = named().await;
        let reply = people.send(Person::Admin, row, &world).await;
        assert!(reply.status < 300, "{entrance}: {}", reply.text());
        looked += 1;
        if named().await == before {
            nameless.push(entrance);
        }
    }
    assert!(nameless.is_empty(), "the log does not say that an admin did this: {nameless:#?}");
    assert!(looked > 60, "only {looked} were looked at");
}

/// What writes in the name of a caller, as its slice exports it: `promotions::create`.
fn services(folder: &Path, root: &Path, found: &mut BTreeSet<(String, String)>) {
    const WRITES: [&str; 4] = [".write(", ".statement(", " once(hub", "perform(hub"];
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if name != "tests" && name != "testing" {
                services(&path, root, found);
            }
            continue;
        }
        if path.extension().is_none_or(|it| it != "rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        let inside = path.strip_prefix(root).unwrap();
        let slice = inside.components().next().unwrap().as_os_str().to_string_lossy();
        let slice = slice.trim_end_matches(".rs");
        for piece in text.split("\npub async fn ").skip(1) {
            let body = piece.split("\n}\n").next().unwrap();
            if body.contains("actor: Actor") && WRITES.iter().any(|write| body.contains(write)) {
                let function = body.split(['(', '<']).next().unwrap();
                found.insert((slice.to_owned(), function.to_owned()));
            }
        }
    }
}

fn sources(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.file_name().unwrap().to_str().unwrap() {
            "tests" | "testing" | "tests.rs" => {}
            _ if path.is_dir() => sources(&path, found),
            _ if path.extension().is_some_and(|it| it == "rs") => {
                found.push(fs::read_to_string(&path).unwrap());
            }
            _ => {}
        }
    }
}

/// The list of entrances is the router's; this is that of the services: one that writes and that no
/// entrance calls would be looked at by nobody here.
#[test]
fn every_service_that_writes_has_an_entrance() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.join("../domain/src");
    let mut found = BTreeSet::new();
    services(&root, &root, &mut found);
    assert!(found.len() > 60, "the services are found: {}", found.len());
    let mut callers = Vec::new();
    for folder in ["src/adapters", "src/api", "src/site", "../app/src/actions", "../app/src/ssr"] {
        sources(&here.join(folder), &mut callers);
    }
    let called = |(slice, function): &(String, String)| {
        let (call, of) = (format!("{function}("), format!("{slice}::"));
        callers.iter().any(|text| {
            text.contains(&format!("{of}{call}")) || text.contains(&of) && text.contains(&call)
        })
    };
    let uncalled: Vec<_> = found.iter().filter(|service| !called(service)).collect();
    assert!(uncalled.is_empty(), "no entrance calls these: {uncalled:#?}");
}

/// A request that changes something and is sent by a GET would be passed over.
#[test]
fn who_asks_by_get_changes_nothing() {
    let odd = rows().filter(|row| row.method == "GET" && row.expected.contains(&201));
    assert_eq!(odd.map(Row::entrance).collect::<Vec<_>>(), Vec::<String>::new());
}
