//! Events that an admin takes off the catalogue, shows again, and lists.

use crate::events::{self, AdminEventFilter};
use crate::testing::{EventBuilder, attendance, join_team, person, test_hub};
use crate::{Actor, Hub};
use std::collections::BTreeSet;
use std::path::Path;
use types::accounts::Role;
use types::events::EventQuery;
use types::ids::EventId;
use types::moderation::{AnswerHiding, ModerateEvent};
use types::organizer::EventPhase;
use types::team::TeamRole;
use types::{ErrorCode, Failure, Locale, PageRequest};

async fn somebody(hub: &Hub, role: Role) -> Actor {
    Actor::User { id: person(hub, role).await, role }
}

fn said(reason: &str) -> ModerateEvent {
    ModerateEvent { reason: reason.to_owned() }
}

fn answer(text: &str) -> AnswerHiding {
    AnswerHiding { text: text.to_owned() }
}

fn code<T: std::fmt::Debug>(result: Result<T, crate::Error>) -> ErrorCode {
    Failure::from(result.unwrap_err()).code
}

async fn shows(hub: &Hub, actor: Actor, event: EventId) -> bool {
    events::get(hub, actor, &event.to_string(), Locale::En).await.is_ok()
}

async fn listed(hub: &Hub, query: EventQuery) -> i64 {
    events::list(hub, Actor::Anonymous, &query, Locale::En).await.unwrap().count
}

async fn mails(hub: &Hub) -> Vec<(String, Option<String>)> {
    sqlx::query_as("SELECT kind, data->>'reason' FROM mail_messages ORDER BY created_at, id")
        .fetch_all(hub.db.pool())
        .await
        .unwrap()
}

#[tokio::test]
async fn a_hidden_event_is_nowhere_to_be_found_but_by_those_who_have_to_do_with_it() {
    let (hub, _database) = test_hub().await;
    let olga = person(&hub, Role::Organizer).await;
    let event = EventBuilder { title: "Zebra evening".into(), ..EventBuilder::new(&hub) };
    let event = event.insert(&hub, olga).await;
    let (id, admin) = (event.to_string(), somebody(&hub, Role::Admin).await);
    let organizer = Actor::User { id: olga, role: Role::Organizer };
    let door = person(&hub, Role::Attendee).await;
    join_team(&hub, (olga, Some(event)), door, TeamRole::Door).await;
    let door = Actor::User { id: door, role: Role::Attendee };
    let guest = person(&hub, Role::Attendee).await;
    attendance(&hub, event, guest, false).await;
    let guest = Actor::User { id: guest, role: Role::Attendee };
    let stranger = somebody(&hub, Role::Organizer).await;
    let search = || EventQuery { search: Some("zebra".into()), ..EventQuery::default() };
    assert_eq!((listed(&hub, EventQuery::default()).await, listed(&hub, search()).await), (1, 1));
    events::hide(&hub, admin, &id, said("The pictures are not yours.")).await.unwrap();
    // Counts are remembered for a moment.
    let page = events::list(&hub, Actor::Anonymous, &search(), Locale::En).await.unwrap();
    assert!(page.results.is_empty());
    let all = EventQuery::default();
    let page = events::list(&hub, Actor::Anonymous, &all, Locale::En).await.unwrap();
    assert!(page.results.is_empty());
    let request = PageRequest::new(1, 20);
    let own = async |actor| {
        let page = events::of_organizer(&hub, actor, olga, request, Locale::En).await;
        page.unwrap().count
    };
    assert_eq!((own(Actor::Anonymous).await, own(organizer).await), (0, 1));
    let profile = crate::accounts::public_profile(&hub, olga).await.unwrap();
    assert_eq!(profile.events_count, 0);
    assert!(events::sitemap_part(&hub, 1).await.unwrap().is_empty());
    assert_eq!(events::suggest(&hub, "zeb", Locale::En).await.unwrap().events.len(), 0);
    assert!(!shows(&hub, Actor::Anonymous, event).await);
    assert!(!shows(&hub, stranger, event).await);
    for knows in [organizer, door, guest, admin] {
        assert!(shows(&hub, knows, event).await, "{knows:?}");
    }
    let own = events::by_ids(&hub, guest, &[event], Locale::En).await.unwrap();
    assert!(own[0].hidden && !own[0].bookable);
    assert!(events::by_ids(&hub, stranger, &[event], Locale::En).await.unwrap().is_empty());
    events::restore(&hub, admin, &id, said("Mended.")).await.unwrap();
    assert!(shows(&hub, Actor::Anonymous, event).await);
    assert_eq!(
        mails(&hub).await,
        [
            ("event_hidden".to_owned(), Some("The pictures are not yours.".to_owned())),
            ("event_restored".to_owned(), Some("Mended.".to_owned())),
        ]
    );
}

#[tokio::test]
async fn the_organizer_reads_why_and_answers_and_another_reason_asks_anew() {
    let (hub, _database) = test_hub().await;
    let olga = person(&hub, Role::Organizer).await;
    let organizer = Actor::User { id: olga, role: Role::Organizer };
    let event = EventBuilder::new(&hub).insert(&hub, olga).await;
    let (id, admin) = (event.to_string(), somebody(&hub, Role::Admin).await);
    assert_eq!(code(events::hiding(&hub, organizer, &id).await), ErrorCode::NotFound);
    let early = events::answer_hiding(&hub, organizer, &id, answer("Why?")).await;
    assert_eq!(code(early), ErrorCode::NotFound);
    events::hide(&hub, admin, &id, said("No.")).await.unwrap();
    // The same again is no news.
    events::hide(&hub, admin, &id, said("No.")).await.unwrap();
    assert_eq!(mails(&hub).await.len(), 1);
    assert_eq!(events::hiding(&hub, organizer, &id).await.unwrap().reason, "No.");
    let stranger = somebody(&hub, Role::Organizer).await;
    assert_eq!(code(events::hiding(&hub, stranger, &id).await), ErrorCode::NotFound);
    events::answer_hiding(&hub, organizer, &id, answer("They are mine.")).await.unwrap();
    let hidden = AdminEventFilter { hidden: Some(true), ..AdminEventFilter::default() };
    let request = PageRequest::new(1, 20);
    let page = events::admin_events(&hub, admin, hidden, request).await.unwrap();
    let hiding = page.results[0].hidden.clone().unwrap();
    assert_eq!(hiding.answer.as_deref(), Some("They are mine."));
    let since = hiding.hidden_at;
    let again = events::hide(&hub, admin, &id, said("Prove it.")).await.unwrap().hidden.unwrap();
    assert_eq!((again.hidden_at, again.answer), (since, None));
    let head = crate::workplace::event_head(&hub, organizer, &id).await.unwrap();
    assert_eq!(head.hidden.unwrap().reason, "Prove it.");
    events::restore(&hub, admin, &id, said("Sorry.")).await.unwrap();
    let shown = events::restore(&hub, admin, &id, said("Sorry.")).await.unwrap();
    assert_eq!((shown.hidden, mails(&hub).await.len()), (None, 3));
    let done: Vec<(String, Option<String>)> = sqlx::query_as(
        "SELECT action, reason FROM audit_log WHERE event_id = $1 ORDER BY created_at, id",
    )
    .bind(event)
    .fetch_all(hub.db.pool())
    .await
    .unwrap();
    let done: Vec<_> = done.iter().map(|(action, why)| (&**action, why.as_deref())).collect();
    assert_eq!(
        done,
        [
            ("event.hidden", Some("No.")),
            ("event.hiding_answered", None),
            ("event.hidden", Some("Prove it.")),
            ("event.restored", Some("Sorry.")),
        ]
    );
}

#[tokio::test]
async fn only_admins_hide_and_not_what_is_a_draft() {
    let (hub, _database) = test_hub().await;
    let olga = person(&hub, Role::Organizer).await;
    let organizer = Actor::User { id: olga, role: Role::Organizer };
    let event = EventBuilder::new(&hub).insert(&hub, olga).await.to_string();
    let draft = EventBuilder { status: "DRAFT", ..EventBuilder::new(&hub) };
    let draft = draft.insert(&hub, olga).await.to_string();
    let admin = somebody(&hub, Role::Admin).await;
    let refused = events::hide(&hub, organizer, &event, said("No.")).await;
    assert_eq!(code(refused), ErrorCode::Forbidden);
    let refused = events::hide(&hub, admin, &draft, said("No.")).await;
    assert_eq!(code(refused), ErrorCode::EventNotPublished);
    let refused = events::hide(&hub, admin, &event, said(" ")).await;
    assert_eq!(code(refused), ErrorCode::ValidationFailed);
    let all = AdminEventFilter::default();
    let refused = events::admin_events(&hub, organizer, all, PageRequest::new(1, 20)).await;
    assert_eq!(code(refused), ErrorCode::Forbidden);
}

#[tokio::test]
async fn everybodys_events_are_searched_by_title_phase_organizer_and_whether_they_are_hidden() {
    let (hub, _database) = test_hub().await;
    let (olga, otto) = (person(&hub, Role::Organizer).await, person(&hub, Role::Organizer).await);
    let make = async |title: &str, status, organizer| {
        let event = EventBuilder { title: title.into(), status, ..EventBuilder::new(&hub) };
        event.insert(&hub, organizer).await
    };
    make("Zebra one", "PUBLISHED", olga).await;
    let hidden = make("Zebra 100%", "PUBLISHED", olga).await;
    make("Draft", "DRAFT", otto).await;
    make("Called off", "CANCELLED", otto).await;
    let admin = somebody(&hub, Role::Admin).await;
    events::hide(&hub, admin, &hidden.to_string(), said("No.")).await.unwrap();
    let all = AdminEventFilter::default;
    for (filter, titles) in [
        (all(), vec!["Called off", "Draft", "Zebra 100%", "Zebra one"]),
        (
            AdminEventFilter { search: Some("zebra".into()), ..all() },
            vec!["Zebra 100%", "Zebra one"],
        ),
        (AdminEventFilter { search: Some("0%".into()), ..all() }, vec!["Zebra 100%"]),
        (AdminEventFilter { phase: Some(EventPhase::Draft), ..all() }, vec!["Draft"]),
        (AdminEventFilter { organizer: Some(otto), ..all() }, vec!["Called off", "Draft"]),
        (AdminEventFilter { hidden: Some(true), ..all() }, vec!["Zebra 100%"]),
        (
            AdminEventFilter { hidden: Some(false), phase: Some(EventPhase::Upcoming), ..all() },
            vec!["Zebra one"],
        ),
    ] {
        let page = events::admin_events(&hub, admin, filter.clone(), PageRequest::new(1, 20));
        let page = page.await.unwrap();
        let found: Vec<_> = page.results.iter().map(|event| &*event.title).collect();
        assert_eq!(found, titles, "{filter:?}");
        assert_eq!(usize::try_from(page.count).unwrap(), titles.len());
    }
}

/// How the names of files begin that mean hidden events as well when they ask for published ones, and
/// why.
const HIDDEN_TOO: &[(&str, &str)] = &[
    ("events/phase.rs", "the phase of an event, for who works on it"),
    ("events/store/open.rs", "how many an organizer has, for admins"),
    ("events/store/write.rs", "changes by its organizer"),
    ("notifications/changes.rs", "bookings stand, and so do their messages"),
    ("notifications/changes/sessions.rs", "as above"),
    ("notifications/changes/waiting.rs", "as above"),
    ("notifications/reminders.rs", "as above"),
    ("surveys.rs", "as above"),
    ("payments/store.rs", "a hold stands, and is paid"),
    ("payments/exchanges.rs", "as above"),
    ("privacy/deletion.rs", "an organizer with attendees does not vanish"),
    ("statistics/organizer/attention.rs", "as above"),
    ("statistics/organizer/mod.rs", "as above"),
    ("statistics/platform", "what admins see"),
    ("waitlist/archived.rs", "who waits in vain is told so"),
    ("waitlist/read.rs", "one's own place in a line"),
];

fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.to_string_lossy().replace('\\', "/");
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs")
            && !name.contains("/tests")
            && !name.contains("/testing")
        {
            found.push((name, std::fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn whoever_asks_for_published_events_says_whether_hidden_ones_are_meant() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut wrong: Vec<String> = Vec::new();
    let mut reasons: BTreeSet<&str> = BTreeSet::new();
    for (name, text) in &files {
        let own = name.rsplit("/domain/src/").next().unwrap_or_default();
        let meant = HIDDEN_TOO.iter().find(|(begin, _)| own.starts_with(begin));
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let asks = code.match_indices("status = 'PUBLISHED'").collect::<Vec<_>>();
        if !asks.is_empty() {
            reasons.extend(meant.map(|(begin, _)| *begin));
        }
        for (at, _) in asks {
            let near: String = code[at..].chars().take(120).collect();
            if meant.is_none() && !near.contains("hidden_at") {
                wrong.push(format!("{name}: {near}"));
            }
        }
    }
    assert!(wrong.is_empty(), "`AND hidden_at IS NULL`, or a reason: {wrong:#?}");
    assert_eq!(reasons.len(), HIDDEN_TOO.len(), "what the list names asks no more");
}
