//! Whatever somebody changes leaves an entry in the audit log. The entrances are those of the table:
//! a new one either leaves an entry, or says here why it need not. What no entrance of the table does,
//! jobs among it, is watched by the guard in every test's database (`domain::testing`).

use super::people::{People, Person};
use super::table::{Row, rows};
use super::world::World;
use crate::testing::TestApp;
use domain::Hub;
use std::collections::BTreeSet;

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

/// A request that changes something and is sent by a GET would be passed over.
#[test]
fn who_asks_by_get_changes_nothing() {
    let odd = rows().filter(|row| row.method == "GET" && row.expected.contains(&201));
    assert_eq!(odd.map(Row::entrance).collect::<Vec<_>>(), Vec::<String>::new());
}
