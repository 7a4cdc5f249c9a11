//! Forms that are sent twice: without JavaScript a double click is two requests, and of whatever makes
//! something it must be said what keeps it from making two.

use crate::routes::{Kind, all};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What becomes of a form that is sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Again {
    /// It bears the key that was made when it was shown: the second gets the first's answer.
    Key,
    /// It makes nothing that there could be two of, because of this.
    Nothing(&'static str),
}

use Again::{Key, Nothing};

const SETS: Again = Nothing("what is set to the same twice is the same");
const GONE: Again = Nothing("what has ended does not end again");
const LIMITED: Again = Nothing("mails, which are limited by the hour and the address");
const ASKS: Again = Nothing("changes nothing");
const FILE: Again = Nothing("a file that nothing shows goes after a day");

const FORMS: &[(&str, Again)] = &[
    ("/fn/logout", GONE),
    ("/fn/admin-discard-job", GONE),
    ("/fn/admin-resend-mail", Nothing("one job a message sends it")),
    ("/fn/admin-retry-job", SETS),
    ("/fn/admin-retry-payment", Nothing("an outcome counts once, and so does a refund")),
    ("/fn/set-locale", SETS),
    ("/fn/set-density", SETS),
    ("/fn/set-keys", SETS),
    ("/fn/set-theme", SETS),
    ("/fn/accept-offer", Nothing("an offer is accepted once")),
    ("/fn/book", Key),
    ("/fn/cancel-booking", GONE),
    ("/fn/cancel-event", Key),
    ("/fn/cancel-ticket", GONE),
    ("/fn/exchange-ticket", SETS),
    ("/fn/give-up-exchange", GONE),
    ("/fn/change-ticket", Key),
    ("/fn/delete-event", GONE),
    ("/fn/door-scan", Nothing("one scan of an id, which is made when the form is shown")),
    ("/fn/door-undo", GONE),
    ("/fn/delete-review", GONE),
    ("/fn/delete-venue", GONE),
    ("/fn/discard-event-form", GONE),
    ("/fn/duplicate-event", Key),
    ("/fn/join-waitlist", Key),
    ("/fn/keep-event-form", Key),
    ("/fn/leave-waitlist", GONE),
    ("/fn/mark-notification-read", SETS),
    ("/fn/mark-notifications-read", SETS),
    ("/fn/organize-booking-note", SETS),
    ("/fn/organize-cancel-booking", Key),
    ("/fn/organize-import-schedule", Nothing("what is imported again changes nothing")),
    ("/fn/organize-add-pasted", Key),
    ("/fn/organize-delete-session", GONE),
    ("/fn/organize-keep-paste", Nothing("one text of a person and an event")),
    ("/fn/organize-move-session", Nothing("a move is made from one version")),
    ("/fn/organize-save-session", Key),
    ("/fn/organize-invite-guest", Key),
    ("/fn/organize-invite-list", Key),
    ("/fn/organize-move-booking", Key),
    ("/fn/organize-refund-booking", Key),
    ("/fn/organize-issue-certificates", Nothing("one of a person and an event")),
    ("/fn/organize-offer-seats", Nothing("a party that waits no more is offered nothing")),
    ("/fn/organize-open-waitlist", SETS),
    ("/fn/organize-cancel-message", GONE),
    ("/fn/organize-write-message", Key),
    ("/fn/admin-delete-category", GONE),
    ("/fn/admin-hide-review", SETS),
    ("/fn/admin-limit-open-events", SETS),
    ("/fn/admin-merge-category", GONE),
    ("/fn/admin-trust-organizer", SETS),
    ("/fn/admin-save-category", Nothing("a name is given out once")),
    ("/fn/admin-moderate-event", SETS),
    ("/fn/admin-restore-review", SETS),
    ("/fn/organize-answer-hiding", SETS),
    ("/fn/organize-pause-promotion", SETS),
    (
        "/fn/organize-save-promotion",
        Nothing("a code is given out once; the same again is that one"),
    ),
    ("/fn/organize-reply-review", Nothing("one of a review; the same again changes nothing")),
    ("/fn/organize-revoke-certificate", GONE),
    ("/fn/organize-withdraw-reply", GONE),
    ("/fn/organize-save-ticket-rules", SETS),
    ("/fn/organize-save-ticket-type", Key),
    ("/fn/organize-save-ticket-pool", Key),
    ("/fn/organize-offer-ticket-type", SETS),
    ("/fn/organize-move-ticket-type", SETS),
    ("/fn/organize-delete-ticket-type", GONE),
    ("/fn/organize-delete-ticket-pool", GONE),
    ("/fn/report-review", Nothing("one of a person and a review")),
    ("/fn/organize-rename-ticket", SETS),
    ("/fn/organize-exchange-ticket", Key),
    ("/fn/organize-resend", Key),
    ("/fn/merge-event-form", SETS),
    ("/fn/paste-html", ASKS),
    ("/fn/pay", Key),
    ("/fn/pick-session", Nothing("one of a person and a session")),
    ("/fn/promo-code", SETS),
    ("/fn/renew-calendar", Nothing("one address of a person: the last one counts")),
    ("/fn/retry-cancellation", Nothing("one job of an event")),
    ("/fn/remove-check-in-list", Nothing("a list goes once")),
    ("/fn/save-check-in-list", Nothing("one list of a name")),
    ("/fn/save-event-form", Key),
    ("/fn/save-review", Nothing("one of a person and an event")),
    ("/fn/start-organizing", SETS),
    ("/fn/save-venue", Key),
    ("/fn/text-preview", ASKS),
    ("/fn/update-me", SETS),
    ("/fn/accept-invitation", Nothing("one role of a person in a team")),
    ("/fn/decline-invitation", GONE),
    ("/fn/change-team-role", SETS),
    ("/fn/remove-from-team", GONE),
    ("/fn/leave-team", GONE),
    ("/fn/withdraw-team-invitation", GONE),
    ("/fn/invite-to-team", Nothing("one open invitation of an address")),
    ("/fn/resend-team-invitation", LIMITED),
    ("/fn/confirm-password-reset", GONE),
    ("/fn/login-code", Nothing("a code is used once")),
    ("/fn/end-session", GONE),
    ("/fn/end-other-sessions", GONE),
    ("/fn/start-second-factor", Nothing("one of an account: the last one counts")),
    ("/fn/confirm-second-factor", SETS),
    ("/fn/stop-second-factor", GONE),
    ("/fn/login", Nothing("a session of its own, which ends by itself")),
    ("/fn/register", Nothing("one account of an address")),
    ("/fn/request-password-reset", LIMITED),
    ("/fn/verify-email", SETS),
    ("/fn/change-email", LIMITED),
    ("/fn/change-password", SETS),
    ("/fn/delete-account", GONE),
    ("/fn/resend-verification", LIMITED),
    ("/admin/people/{id}/export.json", ASKS),
    ("/fn/admin-change-role", SETS),
    ("/fn/admin-delete-user", GONE),
    ("/fn/admin-end-session", GONE),
    ("/fn/admin-end-sessions", GONE),
    ("/fn/admin-test-mail", LIMITED),
    ("/fn/admin-password-reset", LIMITED),
    ("/fn/admin-set-access", SETS),
    ("/account/avatar", SETS),
    ("/account/avatar/remove", GONE),
    ("/organize/pictures", FILE),
    (
        "/organize/events/{slug}/guests/file",
        Nothing("a list that is kept for a day; nobody is invited"),
    ),
    (
        "/organize/events/{slug}/agenda/file",
        Nothing("a file that is kept for a day; nothing is imported"),
    ),
    ("/organize/events/{slug}/messages/preview", ASKS),
    ("/organize/events/{slug}/messages/test", LIMITED),
    ("/unsubscribe/{secret}", SETS),
    ("/guest/{secret}/confirm", SETS),
    ("/guest/{secret}/name", SETS),
    ("/guest/{secret}/account", LIMITED),
];

#[test]
fn of_every_form_it_is_said_what_a_second_click_does() {
    let forms = all().filter(|route| matches!(route.kind, Kind::Form | Kind::File));
    let routes: BTreeSet<&str> =
        forms.filter(|route| route.method == "POST").map(|route| route.pattern).collect();
    let told: BTreeSet<&str> = FORMS.iter().map(|(pattern, _)| *pattern).collect();
    assert_eq!(told, routes, "say in FORMS what a double click makes of it");
    assert_eq!(told.len(), FORMS.len(), "one of them stands twice");
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
}

/// The server functions, each with its text.
fn actions() -> BTreeMap<String, String> {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/src/actions"), &mut files);
    let mut found = BTreeMap::new();
    for file in files {
        let text = fs::read_to_string(file).unwrap();
        for function in text.split("#[server(prefix").skip(1) {
            let (_, name) = function.split_once("endpoint = \"").unwrap();
            let name = name.split('"').next().unwrap();
            found.insert(format!("/fn/{name}"), function.to_owned());
        }
    }
    found
}

/// A key that is asked for and not used would be a promise that nobody keeps; one that only a page
/// knows is of no use.
#[test]
fn every_form_that_says_so_takes_its_key_and_hands_it_on() {
    let actions = actions();
    let has_key: BTreeSet<&str> = actions
        .iter()
        .filter(|(_, text)| {
            let (parameters, _) = text.split_once(") -> ").unwrap();
            parameters.contains("key: String")
        })
        .map(|(name, _)| name.as_str())
        .collect();
    let told: BTreeSet<&str> =
        FORMS.iter().filter(|(_, again)| *again == Key).map(|(name, _)| *name).collect();
    assert_eq!(told, has_key);
    for name in told {
        let text = &actions[name];
        let handed =
            ["idempotency_key::parse(", "step::run(&key)"].iter().any(|it| text.contains(it));
        assert!(handed, "{name} does nothing with its key");
    }
}
