//! Every service that writes in somebody's name asks whether the account is still there, in the
//! transaction that writes: a request may have been let in before the account was deleted.

use crate::testing::{
    EventBuilder, attendance, category, event_input, person, somebody_waits, test_hub,
};
use crate::{Actor, Hub, events, reviews};
use chrono::TimeDelta;
use std::fs;
use std::path::{Path, PathBuf};
use types::accounts::Role;
use types::events::{EventInput, EventStatus};
use types::ids::UserId;
use types::reviews::ReviewInput;
use types::{ErrorCode, Failure, Locale};

/// What asks, each under the account's lock.
const ASKS: [&str; 13] = [
    "acting(tx",
    "stays(tx",
    "stays_verified(tx",
    "lock_account(tx",
    "lock_admins(tx",
    "acting_admins(tx",
    "count_test_mail(tx",
    "wait(tx",
    "verify_in(tx",
    // Of the account whose second factor it is.
    "locked(tx, &row",
    // A booking of an organizer's event, under the account's lock.
    "own(tx, actor",
    // An event whose kinds of ticket are changed, and a session of one.
    "changeable(tx, actor",
    "locked(tx, actor",
];

/// Writes that need not ask.
const NEED_NOT: &[(&str, &str)] = &[
    ("accounts/calendar.rs", "renew_calendar: its one statement locks the account"),
    ("accounts/profile.rs", "update_me: its one statement writes the account itself"),
    ("bookings/service.rs", "book: the claim locks the account"),
    ("notifications/inbox.rs", "mark_read: marks what is there, which goes with the account"),
    ("notifications/inbox.rs", "mark_all_read: the same"),
    ("payments/webhook.rs", "simulate: an outcome counts whoever is gone"),
    ("events/catalogue.rs", "search: writes nothing"),
    ("refused_forms/service.rs", "keep: for a day at most, shown to nobody else"),
    ("refused_forms/service.rs", "take: takes out what is the caller's own"),
    ("sessions/schedule/import.rs", "carry_out: Import::done asks, whichever way it is run"),
    ("team/answer.rs", "decline: whoever has the link says no, with an account or without"),
];

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && name != "tests" && name != "testing" {
            sources(&path, into);
        } else if path.extension().is_some_and(|it| it == "rs") && !name.contains("tests") {
            into.push(path);
        }
    }
}

/// Functions that know who acts and write, with the file they are in.
fn writing() -> Vec<(String, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut found = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let name = file.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
        for piece in text.split("async fn ").skip(1) {
            let body = piece.split("\n}\n").next().unwrap();
            let knows = body.contains("actor: Actor") || body.contains("caller: Actor");
            let writes = [".write(", ".statement(", " once(hub", "perform(hub"];
            if knows && writes.iter().any(|write| body.contains(write)) {
                let function = body.split(['(', '<']).next().unwrap();
                found.push((name.clone(), function.to_owned(), body.to_owned()));
            }
        }
    }
    found
}

#[test]
fn whoever_writes_in_somebodys_name_asks_whether_they_are_still_there() {
    let writing = writing();
    assert!(writing.len() > 25, "the services are found: {}", writing.len());
    let excused = |file: &str, function: &str| {
        NEED_NOT.iter().any(|(of, why)| *of == file && why.starts_with(&format!("{function}:")))
    };
    let silent: Vec<_> = writing
        .iter()
        .filter(|(file, function, body)| {
            !ASKS.iter().any(|ask| body.contains(ask)) && !excused(file, function)
        })
        .map(|(file, function, _)| format!("{file}: {function}"))
        .collect();
    assert!(silent.is_empty(), "these ask nothing: {silent:#?}");
}

fn evening(hub: &Hub) -> EventInput {
    let start_date = hub.now() + TimeDelta::days(7);
    event_input(start_date)
}

/// What becomes of `work` when the account is deleted while it runs: it was let in before.
async fn while_leaving<T: Send + 'static>(
    hub: &Hub,
    user: UserId,
    work: impl Future<Output = T> + Send + 'static,
) -> T {
    let mut leaving = hub.db.pool().begin().await.unwrap();
    sqlx::query("UPDATE users SET deleted_at = clock_timestamp() WHERE id = $1")
        .bind(user)
        .execute(&mut *leaving)
        .await
        .unwrap();
    let work = tokio::spawn(work);
    somebody_waits(hub).await;
    leaving.commit().await.unwrap();
    work.await.unwrap()
}

async fn count(hub: &Hub, table: &str) -> i64 {
    let sql = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
    sqlx::query_scalar(sql).fetch_one(hub.db.pool()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_event_made_while_its_organizer_leaves_is_not_left_behind() {
    let (hub, _database) = test_hub().await;
    category(&hub, "rust").await;
    let user = person(&hub, Role::Organizer).await;
    let (hub_, input) = (hub.clone(), evening(&hub));
    let actor = Actor::User { id: user, role: Role::Organizer };
    let made = while_leaving(&hub, user, async move {
        events::create(&hub_, actor, input, Locale::En).await.map_err(Failure::from)
    });
    assert_eq!(made.await.unwrap_err().code, ErrorCode::Unauthenticated);
    assert_eq!(count(&hub, "events").await, 0);
    // Without the question nothing would stop it: the row alone refers to an account that is there.
    EventBuilder::new(&hub).insert(&hub, user).await;
    assert_eq!(count(&hub, "events").await, 1, "an event of nobody's");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_review_written_while_its_author_leaves_is_not_left_behind() {
    let (hub, _database) = test_hub().await;
    let user = person(&hub, Role::Attendee).await;
    let past = EventBuilder {
        start_date: hub.now() - TimeDelta::hours(5),
        end_date: hub.now() - TimeDelta::hours(2),
        ..EventBuilder::new(&hub)
    };
    let event = past.insert(&hub, person(&hub, Role::Organizer).await).await;
    attendance(&hub, event, user, true).await;
    let actor = Actor::User { id: user, role: Role::Attendee };
    let (hub_, key) = (hub.clone(), event.to_string());
    let written = while_leaving(&hub, user, async move {
        let input = ReviewInput { rating: 5, comment: "Lovely".into() };
        reviews::create(&hub_, actor, &key, input).await.map_err(Failure::from)
    });
    assert_eq!(written.await.unwrap_err().code, ErrorCode::Unauthenticated);
    assert_eq!(count(&hub, "reviews").await, 0);
}

#[tokio::test]
async fn nobody_publishes_before_their_address_is_verified() {
    let (hub, _database) = test_hub().await;
    category(&hub, "rust").await;
    let user = person(&hub, Role::Organizer).await;
    let actor = Actor::User { id: user, role: Role::Organizer };
    let unverified = "UPDATE users SET email_verified_at = NULL";
    sqlx::query(unverified).execute(hub.db.pool()).await.unwrap();
    let code = |error: crate::Error| Failure::from(error).code;
    let create = async |status| {
        let input = EventInput { status, ..evening(&hub) };
        events::create(&hub, actor, input, Locale::En).await.map_err(code)
    };
    for status in [Some(EventStatus::Published), None] {
        let made = create(status).await;
        match status {
            Some(_) => assert_eq!(made.unwrap_err(), ErrorCode::EmailNotVerified),
            // What is left out is a draft.
            None => assert_eq!(made.unwrap().event.status, EventStatus::Draft),
        }
    }
    let draft = create(Some(EventStatus::Draft)).await.unwrap().event.id.to_string();
    let whole = evening(&hub);
    let put = events::update(&hub, actor, &draft, whole.clone(), Locale::En).await;
    assert_eq!(put.map_err(code).unwrap_err(), ErrorCode::EmailNotVerified);
    let only = types::events::EventPatch {
        status: Some(EventStatus::Published),
        ..types::events::EventPatch::default()
    };
    let patched = events::patch(&hub, actor, &draft, only.clone(), Locale::En).await;
    assert_eq!(patched.map_err(code).unwrap_err(), ErrorCode::EmailNotVerified);
    crate::accounts::vouch_for_email(&hub, user).await.unwrap();
    events::patch(&hub, actor, &draft, only, Locale::En).await.expect("it is verified");
}
