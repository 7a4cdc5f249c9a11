use crate::events::{
    cancel, create, create_category, delete, delete_category, get, patch, update, update_category,
};
use crate::idempotency::IdempotencyKey;
use crate::testing::{EventBuilder, category, event_input, person, test_hub};
use crate::{Actor, Error, Hub};
use chrono::TimeDelta;
use types::accounts::Role;
use types::events::{CancelEvent, CategoryInput, EventInput, EventPatch, EventStatus, EventView};
use types::ids::EventId;
use types::{ErrorCode, Failure, FieldProblem, Locale};

pub(super) fn input(hub: &Hub) -> EventInput {
    EventInput {
        description: "Come along.".into(),
        venue: Some("c-base".into()),
        price: "12.50".parse().unwrap(),
        ..event_input(hub.now() + TimeDelta::days(3))
    }
}

pub(super) async fn organizer(hub: &Hub) -> Actor {
    category(hub, "rust").await;
    Actor::User { id: person(hub, Role::Organizer).await, role: Role::Organizer }
}

fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> Option<ErrorCode> {
    result.err().map(|error| Failure::from(error).code)
}

async fn cancelled(
    hub: &Hub,
    actor: Actor,
    id: &str,
    reason: &str,
) -> Result<EventView, ErrorCode> {
    let input = CancelEvent { reason: reason.into() };
    let answer = cancel(hub, actor, id, input, Locale::En, None).await;
    answer.map(|answer| answer.value).map_err(|refusal| refusal.failure.code)
}

async fn book(hub: &Hub, event: EventId, quantity: i32) {
    let guest = person(hub, Role::Attendee).await;
    let mut tx = hub.db.pool().begin().await.unwrap();
    sqlx::query("UPDATE events SET seats_confirmed = seats_confirmed + $2 WHERE id = $1")
        .bind(event)
        .bind(quantity)
        .execute(&mut *tx)
        .await
        .unwrap();
    sqlx::query(
        "INSERT INTO bookings (id, reference, event_id, user_id, quantity, unit_price, \
         total_price, currency, status, confirmed_at) \
         VALUES ($1, $2, $3, $4, $5, 0, 0, 'EUR', 'CONFIRMED', now())",
    )
    .bind(crate::ids::new_id())
    .bind(crate::ids::booking_reference())
    .bind(event)
    .bind(guest)
    .bind(quantity)
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn an_event_is_made_with_a_slug_of_its_own() {
    let (hub, _db) = test_hub().await;
    let actor = organizer(&hub).await;
    let mut slugs = Vec::new();
    for _ in 0..7 {
        slugs.push(create(&hub, actor, input(&hub), Locale::En).await.unwrap().event.slug);
    }
    assert_eq!(slugs[0], "an-evening-of-rust");
    assert_eq!(slugs[4], "an-evening-of-rust-5");
    assert!(slugs[5].starts_with("an-evening-of-rust-") && slugs[5] != slugs[6]);
    let russian = EventInput { title: "Вечер Раста".into(), ..input(&hub) };
    let made = create(&hub, actor, russian, Locale::Ru).await.unwrap();
    assert_eq!((made.event.slug.as_str(), made.event.language), ("vecher-rasta", Locale::Ru));
    assert_eq!(made.event.venue.as_deref(), Some("c-base"));
    let audited: i64 =
        sqlx::query_scalar("SELECT count(*) FROM audit_log WHERE action = 'event.created'")
            .fetch_one(hub.db.pool())
            .await
            .unwrap();
    assert_eq!(audited, 8);
}

#[tokio::test]
async fn bad_events_are_refused_by_field() {
    let (hub, _db) = test_hub().await;
    let actor = organizer(&hub).await;
    let good = || input(&hub);
    let long = "x".repeat(10_000);
    for (bad, field, problem) in [
        (EventInput { title: long.clone(), ..good() }, "title", FieldProblem::TooLong),
        (EventInput { title: " \u{a0}".into(), ..good() }, "title", FieldProblem::Required),
        (EventInput { title: "a\0".into(), ..good() }, "title", FieldProblem::InvalidCharacter),
        (
            EventInput { title: "שלום \u{202e}ok".into(), ..good() },
            "title",
            FieldProblem::InvalidCharacter,
        ),
        (EventInput { category: "nothing\0".into(), ..good() }, "category", FieldProblem::NotFound),
        (EventInput { timezone: long, ..good() }, "timezone", FieldProblem::UnknownTimezone),
        (EventInput { max_capacity: i64::MAX, ..good() }, "max_capacity", FieldProblem::TooLarge),
        (EventInput { price: "0.001".parse().unwrap(), ..good() }, "price", FieldProblem::Invalid),
        (EventInput { price: (-1).into(), ..good() }, "price", FieldProblem::TooSmall),
        (EventInput { currency: "XXX".into(), ..good() }, "currency", FieldProblem::Invalid),
        (EventInput { start_date: hub.now(), ..good() }, "start_date", FieldProblem::InThePast),
        (EventInput { end_date: hub.now(), ..good() }, "end_date", FieldProblem::EndBeforeStart),
        (
            EventInput { end_date: "9999-12-31T23:59:59Z".parse().unwrap(), ..good() },
            "end_date",
            FieldProblem::TooLarge,
        ),
        (
            EventInput { image: Some("javascript:alert(1)".into()), ..good() },
            "image",
            FieldProblem::Invalid,
        ),
        (
            EventInput { online_meeting_url: Some("https://".into()), ..good() },
            "online_meeting_url",
            FieldProblem::Invalid,
        ),
        (
            EventInput { status: Some(EventStatus::Cancelled), ..good() },
            "status",
            FieldProblem::NotAllowed,
        ),
    ] {
        let refused = create(&hub, actor, bad, Locale::En).await;
        let Err(Error::Refused(failure)) = refused else { panic!("{field}: {refused:?}") };
        assert_eq!(failure.fields.len(), 1, "{failure:?}");
        assert_eq!((failure.fields[0].field.as_str(), failure.fields[0].problem), (field, problem));
    }
    let odd = EventInput { title: "💃 שלום\u{200f} \u{2066}ok ".into(), ..good() };
    let odd = create(&hub, actor, odd, Locale::En).await.unwrap().event;
    assert_eq!((odd.slug.as_str(), odd.title.as_str()), ("ok", "💃 שלום ok"));
}

#[tokio::test]
async fn who_may_write_what() {
    let (hub, _db) = test_hub().await;
    let owner = organizer(&hub).await;
    let stranger = person(&hub, Role::Organizer).await;
    let as_role = |role| Actor::User { id: stranger, role };
    for (actor, refused) in [
        (Actor::Anonymous, Some(ErrorCode::Unauthenticated)),
        (as_role(Role::Attendee), Some(ErrorCode::Forbidden)),
        (as_role(Role::Organizer), None),
        (as_role(Role::Admin), None),
    ] {
        assert_eq!(code(create(&hub, actor, input(&hub), Locale::En).await), refused, "{actor:?}");
    }
    for status in [EventStatus::Draft, EventStatus::Published] {
        let event = EventInput { status: Some(status), ..input(&hub) };
        let id = create(&hub, owner, event, Locale::En).await.unwrap().event.id.to_string();
        let hidden = status == EventStatus::Draft;
        let denied = if hidden { ErrorCode::NotFound } else { ErrorCode::Forbidden };
        for (actor, refused) in [
            (Actor::Anonymous, Some(ErrorCode::Unauthenticated)),
            (as_role(Role::Attendee), Some(denied)),
            (as_role(Role::Organizer), Some(denied)),
            (as_role(Role::Admin), None),
            (owner, None),
        ] {
            let same = EventPatch::default();
            assert_eq!(code(patch(&hub, actor, &id, same, Locale::En).await), refused, "{actor:?}");
            if refused.is_some() {
                assert_eq!(code(update(&hub, actor, &id, input(&hub), Locale::En).await), refused);
                assert_eq!(cancelled(&hub, actor, &id, "Rain").await.err(), refused);
                assert_eq!(code(delete(&hub, actor, &id).await), refused);
            }
        }
    }
}

#[tokio::test]
async fn a_patch_changes_what_it_names_and_a_put_everything() {
    let (hub, _db) = test_hub().await;
    let actor = organizer(&hub).await;
    let made = create(&hub, actor, input(&hub), Locale::En).await.unwrap().event;
    let change = EventPatch {
        price: Some(0.into()),
        venue: Some(None),
        online_meeting_url: Some(Some("https://meet.test/1".into())),
        ..EventPatch::default()
    };
    let patched = patch(&hub, actor, &made.slug, change, Locale::En).await.unwrap().event;
    assert_eq!((patched.venue, patched.price), (None, "0.00".parse().unwrap()));
    assert_eq!(patched.online_meeting_url.as_deref(), Some("https://meet.test/1"));
    assert_eq!((&patched.title, patched.start_date), (&made.title, made.start_date));
    let put = EventInput { status: None, title: "Renamed".into(), ..input(&hub) };
    let put = update(&hub, actor, &made.id.to_string(), put, Locale::En).await.unwrap().event;
    assert_eq!((put.online_meeting_url, put.status), (None, EventStatus::Published));
    assert_eq!((put.title.as_str(), put.slug), ("Renamed", made.slug));
}

#[tokio::test]
async fn seats_that_are_taken_stay() {
    let (hub, _db) = test_hub().await;
    let actor = organizer(&hub).await;
    let event = create(&hub, actor, input(&hub), Locale::En).await.unwrap().event.id;
    let id = event.to_string();
    let capacity = |seats| EventPatch { max_capacity: Some(seats), ..EventPatch::default() };
    let status = |status| EventPatch { status: Some(status), ..EventPatch::default() };
    patch(&hub, actor, &id, status(EventStatus::Draft), Locale::En).await.unwrap();
    patch(&hub, actor, &id, status(EventStatus::Published), Locale::En).await.unwrap();
    book(&hub, event, 3).await;
    let below = patch(&hub, actor, &id, capacity(2), Locale::En).await;
    assert_eq!(code(below), Some(ErrorCode::CapacityBelowTaken));
    patch(&hub, actor, &id, capacity(3), Locale::En).await.unwrap();
    let hidden = patch(&hub, actor, &id, status(EventStatus::Draft), Locale::En).await;
    assert_eq!(code(hidden), Some(ErrorCode::EventHasBookings));
    assert_eq!(code(delete(&hub, actor, &id).await), Some(ErrorCode::EventHasBookings));
}

#[tokio::test]
async fn an_event_nobody_booked_can_go() {
    let (hub, _db) = test_hub().await;
    let actor = organizer(&hub).await;
    let id = create(&hub, actor, input(&hub), Locale::En).await.unwrap().event.id.to_string();
    delete(&hub, actor, &id).await.unwrap();
    assert_eq!(code(get(&hub, actor, &id, Locale::En).await), Some(ErrorCode::NotFound));
    assert_eq!(code(delete(&hub, actor, &id).await), Some(ErrorCode::NotFound));
}

#[tokio::test]
async fn cancelling_is_final_and_leaves_the_job_that_tells_everyone() {
    let (hub, _db) = test_hub().await;
    let actor = organizer(&hub).await;
    let event = create(&hub, actor, input(&hub), Locale::En).await.unwrap().event.id;
    let id = event.to_string();
    let empty = cancelled(&hub, actor, &id, " ").await;
    assert_eq!(empty.err(), Some(ErrorCode::ValidationFailed));
    let key = IdempotencyKey::parse("first").unwrap();
    let flood = CancelEvent { reason: "The hall is flooded".into() };
    let ask = || cancel(&hub, actor, &id, flood.clone(), Locale::En, Some(key.clone()));
    let first = ask().await.unwrap();
    let repeat = ask().await.unwrap();
    assert_eq!((first.replayed, repeat.replayed), (false, true));
    assert_eq!(first.value, repeat.value);
    let view = first.value;
    assert_eq!(view.event.status, EventStatus::Cancelled);
    assert_eq!(view.cancel_reason.as_deref(), Some("The hall is flooded"));
    assert!(!view.bookable);
    let jobs: i64 = sqlx::query_scalar("SELECT count(*) FROM graphile_worker.jobs WHERE key = $1")
        .bind(format!("cancel_event_bookings:{event}"))
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    assert_eq!(jobs, 1);
    let again = cancelled(&hub, actor, &id, "again").await;
    assert_eq!(again.err(), Some(ErrorCode::EventCancelled));
    let revived = update(&hub, actor, &id, input(&hub), Locale::En).await;
    assert_eq!(code(revived), Some(ErrorCode::EventCancelled));
}

#[tokio::test]
async fn only_what_was_announced_and_is_not_over_can_be_cancelled() {
    let (hub, _db) = test_hub().await;
    let actor = organizer(&hub).await;
    let owner = actor.user_id().unwrap();
    let start_date = hub.now() - TimeDelta::days(2);
    let over = EventBuilder {
        start_date,
        end_date: start_date + TimeDelta::hours(1),
        ..EventBuilder::new(&hub)
    };
    let draft = EventBuilder { status: "DRAFT", ..EventBuilder::new(&hub) };
    for (event, refused) in [(over, ErrorCode::EventEnded), (draft, ErrorCode::EventNotPublished)] {
        let id = event.insert(&hub, owner).await.to_string();
        assert_eq!(cancelled(&hub, actor, &id, "Rain").await.err(), Some(refused));
    }
}

#[tokio::test]
async fn a_category_without_a_slug_is_named_after_its_name_and_keeps_what_it_has() {
    let (hub, _db) = test_hub().await;
    let admin = Actor::User { id: person(&hub, Role::Admin).await, role: Role::Admin };
    let named =
        |name: &str| CategoryInput { slug: None, name: name.into(), name_ru: None, position: None };
    for (name, slug) in [
        ("Board games", "board-games"),
        ("Board, games!", "board-games-2"),
        ("Настольные игры", "nastolnye-igry"),
        ("音楽", "category"),
        ("🎉", "category-2"),
    ] {
        let made = create_category(&hub, admin, named(name), Locale::En).await.unwrap();
        assert_eq!((made.slug.as_str(), made.name.as_str()), (slug, name));
    }
    let same = create_category(&hub, admin, named("board GAMES"), Locale::En).await;
    assert_eq!(code(same), Some(ErrorCode::SlugTaken));
    let all = crate::events::categories(&hub, Locale::En).await.unwrap();
    let first = all.iter().find(|category| category.slug == "board-games").unwrap();
    let input = CategoryInput { name_ru: Some("Игры".into()), ..named("Tabletop") };
    let renamed = update_category(&hub, admin, first.id, input, Locale::Ru).await.unwrap();
    assert_eq!((renamed.slug.as_str(), renamed.name.as_str()), ("board-games", "Игры"));
}

#[tokio::test]
async fn a_venue_is_spelled_as_each_event_spells_it() {
    let (hub, _db) = test_hub().await;
    let owner = organizer(&hub).await;
    category(&hub, "rust").await;
    let at = |venue: &str| EventInput { venue: Some(venue.into()), ..input(&hub) };
    let first = create(&hub, owner, at("Old Mill"), Locale::En).await.unwrap();
    let again = create(&hub, owner, at("Old Mill"), Locale::En).await.unwrap();
    let loud = create(&hub, owner, at("OLD MILL"), Locale::En).await.unwrap();
    assert_eq!(loud.event.venue.as_deref(), Some("OLD MILL"));
    for view in [first, again] {
        let now = get(&hub, owner, &view.event.slug, Locale::En).await.unwrap();
        assert_eq!(now.event.venue.as_deref(), Some("Old Mill"));
        assert_eq!(now.revision, view.revision);
    }
}

#[tokio::test]
async fn what_an_entry_shows_raises_its_revision_and_nothing_else_does() {
    let (hub, _db) = test_hub().await;
    let owner = organizer(&hub).await;
    category(&hub, "rust").await;
    let made = create(&hub, owner, input(&hub), Locale::En).await.unwrap();
    let key = made.event.id.to_string();
    let mut last = (made.revision, made.revised_at);
    let text = |text: &str| Some(text.to_owned());
    let day = TimeDelta::days(1);
    let keep = EventPatch::default();
    for (change, raises) in [
        (EventPatch { title: text("Other"), ..keep.clone() }, true),
        (EventPatch { title: text("Other"), ..keep.clone() }, false),
        (EventPatch { description: text("New"), ..keep.clone() }, true),
        (EventPatch { location: text("Hamburg"), ..keep.clone() }, true),
        (EventPatch { venue: Some(text("Attic")), ..keep.clone() }, true),
        (EventPatch { online_meeting_url: Some(text("https://m.test/1")), ..keep.clone() }, true),
        (EventPatch { end_date: Some(made.event.end_date + day), ..keep.clone() }, true),
        (EventPatch { max_capacity: Some(77), ..keep.clone() }, false),
        (EventPatch { price: Some(5.into()), ..keep.clone() }, false),
    ] {
        let now = patch(&hub, owner, &key, change.clone(), Locale::En).await.unwrap();
        let here = (now.revision, now.revised_at);
        assert_eq!(here > last, raises, "{change:?}");
        if raises {
            assert!(here.0 == last.0 + 1 && here.1.timestamp() > last.1.timestamp(), "{change:?}");
        }
        last = here;
    }
    // Seats that are taken show in no calendar.
    sqlx::query("UPDATE events SET seats_held = seats_held + 1")
        .execute(hub.db.pool())
        .await
        .unwrap();
    sqlx::query("UPDATE venues SET name = 'Loft' WHERE name = 'Attic'")
        .execute(hub.db.pool())
        .await
        .unwrap();
    let now = get(&hub, owner, &key, Locale::En).await.unwrap();
    assert_eq!(now.revision, last.0 + 1);
}

#[tokio::test]
async fn categories_are_the_admins() {
    let (hub, _db) = test_hub().await;
    let owner = organizer(&hub).await;
    let admin = Actor::User { id: person(&hub, Role::Admin).await, role: Role::Admin };
    let wanted = |slug: &str, name: &str| CategoryInput {
        slug: Some(slug.into()),
        name: name.into(),
        name_ru: Some("Музыка".into()),
        position: None,
    };
    let refused = create_category(&hub, owner, wanted("music", "Music"), Locale::En).await;
    assert_eq!(code(refused), Some(ErrorCode::Forbidden));
    let music = create_category(&hub, admin, wanted("music", "Music"), Locale::Ru).await.unwrap();
    assert_eq!(music.name, "Музыка");
    for (slug, name) in [("music", "Other"), ("other", "MUSIC")] {
        let taken = create_category(&hub, admin, wanted(slug, name), Locale::En).await;
        assert_eq!(code(taken), Some(ErrorCode::SlugTaken));
    }
    for slug in ["", "Музыка", "-a", "a--b", "A", "a\0"] {
        let bad = create_category(&hub, admin, wanted(slug, "Name"), Locale::En).await;
        assert_eq!(code(bad), Some(ErrorCode::ValidationFailed), "{slug:?}");
    }
    let renamed =
        update_category(&hub, admin, music.id, wanted("sound", "Sound"), Locale::En).await;
    assert_eq!(renamed.unwrap().slug, "sound");
    create(&hub, owner, EventInput { category: "sound".into(), ..input(&hub) }, Locale::En)
        .await
        .unwrap();
    let used = delete_category(&hub, admin, music.id).await;
    assert_eq!(code(used), Some(ErrorCode::CategoryInUse));
    let empty = create_category(&hub, admin, wanted("empty", "Empty"), Locale::En).await.unwrap();
    delete_category(&hub, admin, empty.id).await.unwrap();
    assert_eq!(code(delete_category(&hub, admin, empty.id).await), Some(ErrorCode::NotFound));
}
