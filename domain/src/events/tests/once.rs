//! What a form makes is made once, however often it is sent.

use super::writing::{input, organizer};
use crate::bookings::tests::support::some_wait;
use crate::events::{
    create, create_once, create_venue_once, duplicate_once, edit, save_form, saved_as,
    start_draft_once,
};
use crate::idempotency::{Answer, IdempotencyKey, Refusal};
use crate::testing::test_hub;
use crate::{Actor, Hub};
use sqlx::Acquire as _;
use types::effects::{CopyPart, DuplicateEvent};
use types::event_form::{EventForm, SaveAs};
use types::events::{EventInput, EventStatus};
use types::ids::EventId;
use types::venues::VenueInput;
use types::{ErrorCode, Locale};
use uuid::Uuid;

/// What makes something from a form.
#[derive(Clone, Copy, Debug)]
enum Maker {
    Event,
    Copy(EventId),
    Draft,
    Venue,
}

fn named<T>(answer: Answer<T>, id: impl Fn(T) -> Uuid) -> Answer<Uuid> {
    Answer { value: id(answer.value), replayed: answer.replayed }
}

fn typed(title: &str) -> EventForm {
    EventForm { title: title.into(), timezone: "Europe/Berlin".into(), ..EventForm::default() }
}

/// The same, whenever it is asked for.
fn of_2030(hub: &Hub) -> EventInput {
    let at = |text: &str| text.parse().unwrap();
    EventInput {
        start_date: at("2030-06-01T18:00:00Z"),
        end_date: at("2030-06-01T20:00:00Z"),
        ..input(hub)
    }
}

impl Maker {
    async fn make(
        self,
        hub: &Hub,
        actor: Actor,
        key: Option<&str>,
    ) -> Result<Answer<Uuid>, Refusal> {
        let key = key.map(|key| IdempotencyKey::parse(key).unwrap());
        match self {
            Self::Event => create_once(hub, actor, of_2030(hub), Locale::En, key)
                .await
                .map(|answer| named(answer, |view| view.event.id.0)),
            Self::Copy(of) => {
                let start_date = of_2030(hub).start_date;
                let include = vec![CopyPart::Sessions];
                let wish = DuplicateEvent { start_date, title: None, include };
                duplicate_once(hub, actor, &of.to_string(), wish, Locale::En, key)
                    .await
                    .map(|answer| named(answer, |view| view.event.id.0))
            }
            Self::Draft => start_draft_once(hub, actor, typed("Rust"), key)
                .await
                .map(|answer| named(answer, |kept| kept.event.0)),
            Self::Venue => {
                let place = VenueInput { name: "Boat".into(), address: "Quay".into(), notes: None };
                create_venue_once(hub, actor, place, key)
                    .await
                    .map(|answer| named(answer, |details| details.venue.id.0))
            }
        }
    }
}

async fn made(hub: &Hub) -> (i64, i64) {
    sqlx::query_as("SELECT (SELECT count(*) FROM events), (SELECT count(*) FROM venues)")
        .fetch_one(hub.db.pool())
        .await
        .unwrap()
}

/// Both at once: the second is sent while the first is at work.
async fn two_clicks(
    hub: &Hub,
    actor: Actor,
    maker: Maker,
    key: Option<&'static str>,
) -> [Result<Answer<Uuid>, Refusal>; 2] {
    let mut holder = hub.db.read().await.unwrap();
    let mut holder = holder.begin().await.unwrap();
    sqlx::query("SELECT FROM users WHERE id = $1 FOR UPDATE")
        .bind(actor.user_id().unwrap())
        .execute(&mut *holder)
        .await
        .unwrap();
    let mut clicks = Vec::new();
    for sent in 1..=2 {
        let hub_ = hub.clone();
        clicks.push(tokio::spawn(async move { maker.make(&hub_, actor, key).await }));
        some_wait(hub, sent).await;
    }
    holder.rollback().await.unwrap();
    let [first, second] = clicks.try_into().unwrap_or_else(|_| unreachable!("two"));
    [first.await.unwrap(), second.await.unwrap()]
}

async fn makers(hub: &Hub, actor: Actor) -> [Maker; 4] {
    let input = EventInput { venue: None, ..of_2030(hub) };
    let of = create(hub, actor, input, Locale::En).await.unwrap().event.id;
    [Maker::Event, Maker::Copy(of), Maker::Draft, Maker::Venue]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_clicks_at_once_make_one_and_lead_to_it() {
    for which in 0..4 {
        let (hub, _database) = test_hub().await;
        let actor = organizer(&hub).await;
        let maker = makers(&hub, actor).await[which];
        let before = made(&hub).await;
        let [first, second] = two_clicks(&hub, actor, maker, Some("form")).await;
        let (first, second) = (first.unwrap(), second.unwrap());
        assert_eq!(first.value, second.value, "{maker:?}");
        assert!(first.replayed != second.replayed, "{maker:?}");
        let (events, venues) = made(&hub).await;
        // The event of the first maker brings its venue along.
        let more = (events - before.0, venues - before.1);
        assert!(matches!(more, (1, 0 | 1) | (0, 1)), "{maker:?}: {more:?}");
        let later = maker.make(&hub, actor, Some("form")).await.unwrap();
        assert_eq!((later.value, later.replayed), (first.value, true), "{maker:?}");
        let next = maker.make(&hub, actor, Some("another form")).await;
        assert_ne!(next.map(|answer| answer.value), Ok(first.value), "{maker:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_key_two_clicks_make_two() {
    for which in 0..4 {
        let (hub, _database) = test_hub().await;
        let actor = organizer(&hub).await;
        let maker = makers(&hub, actor).await[which];
        let [first, second] = two_clicks(&hub, actor, maker, None).await;
        let both = [&first, &second];
        if let Maker::Venue = maker {
            let refused: Vec<_> = both.iter().filter_map(|one| one.as_ref().err()).collect();
            assert_eq!(refused.len(), 1, "a name is there once, and the other click is told off");
            assert_eq!(refused[0].failure.code, ErrorCode::VenueTaken);
        } else {
            assert_ne!(first.unwrap().value, second.unwrap().value, "{maker:?}");
        }
    }
}

#[tokio::test]
async fn a_key_is_its_organizer_s_own() {
    let (hub, _database) = test_hub().await;
    let (ada, eve) = (organizer(&hub).await, organizer(&hub).await);
    for maker in [Maker::Event, Maker::Draft, Maker::Venue] {
        let hers = maker.make(&hub, ada, Some(&format!("{maker:?}"))).await.unwrap();
        let theirs = maker.make(&hub, eve, Some(&format!("{maker:?}"))).await.unwrap();
        assert!(hers.value != theirs.value && !theirs.replayed, "{maker:?}");
    }
}

/// Text that is typed later is kept with the draft, not refused as another request.
#[tokio::test]
async fn a_form_that_was_opened_once_is_one_draft_whatever_is_typed() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    let key = || Some(IdempotencyKey::parse("form").unwrap());
    // What kept an earlier one from being made is not said of a later one.
    let set = async |disabled: &str| {
        let sql = format!("UPDATE users SET disabled_at = {disabled}");
        sqlx::query(sqlx::AssertSqlSafe(sql)).execute(hub.db.pool()).await.unwrap();
    };
    set("now()").await;
    let refused = start_draft_once(&hub, actor, typed("Rust"), key()).await.unwrap_err();
    assert_eq!(refused.failure.code, ErrorCode::Unauthenticated);
    set("NULL").await;
    let first = start_draft_once(&hub, actor, typed("Rust"), key()).await.unwrap();
    assert!(!first.replayed);
    let again = start_draft_once(&hub, actor, typed("Rust by the river"), key()).await.unwrap();
    assert_eq!((again.replayed, again.value.event), (true, first.value.event));
    let event = first.value.event.to_string();
    let open = edit(&hub, actor, &event, Locale::En).await.unwrap();
    assert_eq!(open.form.title, "Rust");
}

/// The second click finds that the first has saved what it sends, and of which version that is.
#[tokio::test]
async fn a_form_that_was_saved_is_what_its_event_says() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    let form = EventForm {
        category: "rust".into(),
        location: "Berlin".into(),
        start_date: "2030-06-01T18:00".into(),
        end_date: "2030-06-01T20:00".into(),
        max_capacity: "20".into(),
        price: "12,50".into(),
        currency: "EUR".into(),
        description: "One\r\ntwo".into(),
        ..typed("Rust by the river")
    };
    let draft = start_draft_once(&hub, actor, form.clone(), None).await.unwrap().value;
    let key = draft.event.to_string();
    let says = async |form: &EventForm| {
        let view = saved_as(&hub, actor, &key, form, Locale::En).await.unwrap();
        view.map(|view| (view.event.status, view.version.unwrap()))
    };
    assert_eq!(says(&form).await, Some((EventStatus::Draft, draft.version)));
    let sent = (form.clone(), draft.version);
    let saved = save_form(&hub, actor, Some(&key), sent, SaveAs::Published, Locale::En).await;
    let version = saved.unwrap().version.unwrap();
    assert!(version > draft.version);
    assert_eq!(says(&form).await, Some((EventStatus::Published, version)));
    assert_eq!(says(&EventForm { price: "13".into(), ..form.clone() }).await, None);
}
