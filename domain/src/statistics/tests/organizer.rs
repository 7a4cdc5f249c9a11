//! The organizer's lists, what needs attention, and the guide.

use crate::bookings::tests::support::{attendee, execute, paid};
use crate::statistics::{
    EventsWanted, dashboard, figures, organizer_events, organizer_home, organizer_summary,
};
use crate::testing::{EventBuilder, attendance, kind, person, test_hub};
use crate::{Actor, Hub};
use chrono::TimeDelta;
use types::accounts::Role;
use types::ids::EventId;
use types::organizer::{AttentionKind, EventPhase, GuideStep};
use types::waitlist::JoinWaitlist;
use types::{ErrorCode, Failure, PageRequest, Via};

async fn host(hub: &Hub) -> Actor {
    Actor::User { id: person(hub, Role::Organizer).await, role: Role::Organizer }
}

async fn event(hub: &Hub, host: Actor, status: &'static str, hours: i64) -> EventId {
    let start_date = hub.now() + TimeDelta::hours(hours);
    let end_date = start_date + TimeDelta::hours(2);
    EventBuilder { start_date, end_date, status, ..EventBuilder::new(hub) }
        .insert(hub, host.user_id().unwrap())
        .await
}

#[tokio::test]
async fn every_event_is_in_the_list_of_its_phase() {
    let (hub, _database) = test_hub().await;
    let (ada, eve) = (host(&hub).await, host(&hub).await);
    event(&hub, eve, "PUBLISHED", 5).await;
    let next = event(&hub, ada, "PUBLISHED", 40).await;
    let later = event(&hub, ada, "PUBLISHED", 90).await;
    let running = event(&hub, ada, "PUBLISHED", -1).await;
    let past = event(&hub, ada, "PUBLISHED", -9).await;
    let draft = event(&hub, ada, "DRAFT", 60).await;
    event(&hub, ada, "CANCELLED", 70).await;
    let home = organizer_home(&hub, ada).await.unwrap();
    let counts = home.summary.events;
    assert_eq!(EventPhase::ALL.map(|phase| counts.of(phase)), [1, 2, 1, 1, 1]);
    let ids = |lines: &[types::organizer::EventLine]| -> Vec<EventId> {
        lines.iter().map(|line| line.event.id).collect()
    };
    assert_eq!(ids(&home.upcoming), [next, later]);
    assert_eq!((ids(&home.running), ids(&home.past)), (vec![running], vec![past]));
    assert_eq!(ids(&home.drafts), [draft]);
    let list = async |phase, search: Option<&str>, size| {
        let wanted = EventsWanted { phase, search: search.map(str::to_owned) };
        organizer_events(&hub, ada, wanted, PageRequest::new(1, size)).await.unwrap()
    };
    for phase in EventPhase::ALL {
        let page = list(Some(phase), None, 1).await;
        assert_eq!((page.count, page.results.len()), (counts.of(phase), 1), "{phase}");
    }
    assert_eq!(list(None, None, 100).await.results.len(), 6);
    // A search is a part of a title, not a pattern.
    for (search, found) in [("%", 0), ("_", 0), ("\\", 0), ("", 6), ("nothing like it", 0)] {
        assert_eq!(list(None, Some(search), 100).await.count, found, "{search:?}");
    }
}

#[tokio::test]
async fn only_those_who_may_see_the_bookings_are_told() {
    let (hub, _database) = test_hub().await;
    let (ada, eve) = (host(&hub).await, host(&hub).await);
    let own = event(&hub, ada, "PUBLISHED", 5).await.to_string();
    let draft = event(&hub, ada, "DRAFT", 5).await.to_string();
    let other = event(&hub, eve, "PUBLISHED", 5).await.to_string();
    let guest = attendee(&hub).await;
    for (actor, key, code) in [
        (Actor::Anonymous, &own, ErrorCode::Unauthenticated),
        (guest, &own, ErrorCode::Forbidden),
        (eve, &own, ErrorCode::Forbidden),
        (eve, &draft, ErrorCode::NotFound),
    ] {
        let denied = dashboard(&hub, actor, key, None).await.unwrap_err();
        assert_eq!(Failure::from(denied).code, code);
        let denied = figures(&hub, actor, key).await.unwrap_err();
        assert_eq!(Failure::from(denied).code, code);
    }
    // Nor beside one's own.
    let denied = dashboard(&hub, ada, &own, Some(&other)).await.unwrap_err();
    assert_eq!(Failure::from(denied).code, ErrorCode::Forbidden);
    assert!(dashboard(&hub, ada, &own, Some(&draft)).await.unwrap().compare.is_some());
    for (actor, code) in
        [(Actor::Anonymous, ErrorCode::Unauthenticated), (guest, ErrorCode::Forbidden)]
    {
        let denied = organizer_summary(&hub, actor).await.unwrap_err();
        assert_eq!(Failure::from(denied).code, code);
    }
}

#[tokio::test]
async fn what_needs_attention_is_said_with_its_event() {
    let (hub, _database) = test_hub().await;
    let ada = host(&hub).await;
    let told = async || organizer_summary(&hub, ada).await.unwrap().needs_attention;
    event(&hub, ada, "PUBLISHED", 24 * 30).await;
    assert!(told().await.is_empty());
    // Somebody waits.
    let full = event(&hub, ada, "PUBLISHED", 24 * 20).await;
    execute(&hub, "UPDATE events SET max_capacity = 1 WHERE start_date > clock_timestamp() + interval '15 days' AND start_date < clock_timestamp() + interval '25 days'").await;
    attendance(&hub, full, attendee(&hub).await.user_id().unwrap(), false).await;
    let wait = JoinWaitlist::of(3);
    crate::waitlist::join(&hub, attendee(&hub).await, &full.to_string(), wait, None).await.unwrap();
    // A review, one that is hidden, and one that was answered.
    let past = event(&hub, ada, "PUBLISHED", -24 * 5).await;
    for _ in 0..3 {
        let guest = person(&hub, Role::Attendee).await;
        sqlx::query(
            "WITH reviewed AS (UPDATE events SET reviews_count = reviews_count + 1,
                 rating_sum = rating_sum + 4, stars_4 = stars_4 + 1 WHERE id = $2)
             INSERT INTO reviews (id, event_id, user_id, rating) VALUES ($1, $2, $3, 4)",
        )
        .bind(crate::ids::new_id())
        .bind(past)
        .bind(guest)
        .execute(hub.db.pool())
        .await
        .unwrap();
    }
    execute(&hub, "UPDATE reviews SET hidden_at = now(), hide_reason = 'x' WHERE id = (SELECT min(id::text)::uuid FROM reviews)").await;
    execute(&hub, "UPDATE reviews SET reply = 'x', replied_at = now() WHERE id = (SELECT max(id::text)::uuid FROM reviews)").await;
    // Called off an hour ago, and a booking is still there; called off just now, and another is.
    let stuck = event(&hub, ada, "CANCELLED", 24 * 10).await;
    let fresh = event(&hub, ada, "CANCELLED", 24 * 11).await;
    for called_off in [stuck, fresh] {
        attendance(&hub, called_off, person(&hub, Role::Attendee).await, false).await;
    }
    sqlx::query("UPDATE events SET cancelled_at = cancelled_at - interval '1 hour' WHERE id = $1")
        .bind(stuck)
        .execute(hub.db.pool())
        .await
        .unwrap();
    let kinds: Vec<_> =
        told().await.iter().map(|it| (it.kind, it.event.id, it.detail.count)).collect();
    assert_eq!(
        kinds,
        [
            (AttentionKind::RefundFailed, stuck, 1),
            (AttentionKind::Waitlist, full, 1),
            (AttentionKind::Reviews, past, 1),
        ]
    );
    assert_eq!(told().await[1].detail.seats, 3);
    // A draft that lacks nothing, and one that nobody said the place and a time to come of.
    event(&hub, ada, "DRAFT", 24 * 9).await;
    let draft = event(&hub, ada, "DRAFT", -24).await;
    sqlx::query("UPDATE events SET unset_fields = '{location}' WHERE id = $1")
        .bind(draft)
        .execute(hub.db.pool())
        .await
        .unwrap();
    let last = told().await.pop().unwrap();
    assert_eq!((last.kind, last.event.id), (AttentionKind::DraftIncomplete, draft));
    assert_eq!(last.detail.missing, ["location", "start_date"]);
    let drafts = organizer_home(&hub, ada).await.unwrap().drafts;
    let line = drafts.iter().find(|line| line.event.id == draft).unwrap();
    assert_eq!(line.missing, last.detail.missing);
    let shown = dashboard(&hub, ada, &draft.to_string(), None).await.unwrap();
    assert_eq!(shown.missing, last.detail.missing);
    // One whose only kind of ticket is sold no more.
    let unsold = event(&hub, ada, "DRAFT", 24 * 9).await;
    kind(&hub, unsold, "Adult", (20, None)).await;
    let lacks = async || dashboard(&hub, ada, &unsold.to_string(), None).await.unwrap().missing;
    assert!(lacks().await.is_empty());
    execute(&hub, "UPDATE ticket_types SET offering = 'ARCHIVED'").await;
    assert_eq!(lacks().await, ["ticket_types"]);
    let drafts = organizer_home(&hub, ada).await.unwrap().drafts;
    let line = drafts.iter().find(|line| line.event.id == unsold).unwrap();
    assert_eq!(line.missing, ["ticket_types"]);
    let first = told().await.into_iter().find(|it| it.event.id == unsold).unwrap();
    assert_eq!(first.detail.missing, ["ticket_types"]);
}

#[tokio::test]
async fn today_is_the_day_of_the_events_own_clock() {
    let (hub, _database) = test_hub().await;
    let ada = host(&hub).await;
    let soon = event(&hub, ada, "PUBLISHED", 24 * 9).await;
    let told = async |zone: &str, start: &str| {
        sqlx::query(
            "UPDATE events SET timezone = $2, start_date = $3::timestamptz,
                 end_date = $3::timestamptz + interval '1 hour' WHERE id = $1",
        )
        .bind(soon)
        .bind(zone)
        .bind(start)
        .execute(hub.db.pool())
        .await
        .unwrap();
        let at = Hub::clone(&hub).with_clock(std::sync::Arc::new(crate::clock::FixedClock::at(
            "2027-05-01T12:00:00Z".parse().unwrap(),
        )));
        let found = organizer_summary(&at, ada).await.unwrap().needs_attention;
        found.iter().any(|it| it.kind == AttentionKind::StartsToday)
    };
    // It is May 1 in Berlin, and in Auckland May 2 has begun.
    assert!(told("Europe/Berlin", "2027-05-01T21:00:00Z").await);
    assert!(!told("Europe/Berlin", "2027-05-01T22:30:00Z").await);
    assert!(told("Pacific/Auckland", "2027-05-01T22:30:00Z").await);
    assert!(!told("Pacific/Auckland", "2027-05-02T12:30:00Z").await);
    assert!(!told("Europe/Berlin", "2027-05-01T11:00:00Z").await, "it has started");
}

#[tokio::test]
async fn the_guide_leads_to_the_first_booking_and_goes() {
    let (hub, _database) = test_hub().await;
    let ada = host(&hub).await;
    let guide = async || organizer_home(&hub, ada).await.unwrap().guide;
    execute(&hub, "UPDATE users SET email_verified_at = NULL").await;
    let first = guide().await.unwrap();
    assert_eq!((first.next, first.done, first.event), (GuideStep::VerifyEmail, vec![], None));
    execute(&hub, "UPDATE users SET email_verified_at = now()").await;
    assert_eq!(guide().await.unwrap().next, GuideStep::CreateEvent);
    let draft = event(&hub, ada, "DRAFT", 24 * 9).await;
    let third = guide().await.unwrap();
    assert_eq!((third.next, third.event.unwrap().id), (GuideStep::Publish, draft));
    execute(&hub, "UPDATE events SET status = 'PUBLISHED', price = 10").await;
    assert_eq!(guide().await.unwrap().next, GuideStep::FirstBooking);
    paid(&hub, attendee(&hub).await, draft, 1).await;
    assert_eq!(guide().await, None);
}

#[tokio::test]
async fn an_origin_stays_with_the_booking_and_its_event() {
    let (hub, _database) = test_hub().await;
    let ada = host(&hub).await;
    let event = event(&hub, ada, "PUBLISHED", 24 * 9).await;
    let book = async |via: Option<&str>| {
        let via = via.map(str::to_owned);
        let input = types::bookings::BookInput { via, ..types::bookings::BookInput::of(event, 1) };
        crate::bookings::book(&hub, attendee(&hub).await, input, None).await
    };
    for via in [None, Some("News Letter"), Some("news-letter")] {
        book(via).await.unwrap();
    }
    let wrong = book(Some("<b>")).await.unwrap_err().failure;
    assert_eq!((wrong.code, wrong.fields[0].field.as_str()), (ErrorCode::ValidationFailed, "via"));
    hub.visits.count(
        &event.to_string(),
        crate::visits::Origin::of(Some("news-letter")),
        hub.now().date_naive(),
    );
    crate::visits::write_visits(&hub).await.unwrap();
    let told = figures(&hub, ada, &event.to_string()).await.unwrap();
    let lines: Vec<_> = told
        .origins
        .iter()
        .map(|line| (line.via, line.visits, line.confirmed, line.seats))
        .collect();
    assert_eq!(lines, [(Via::parse("news-letter"), 1, 2, 2), (None, 0, 1, 1)]);
}

#[tokio::test]
async fn what_was_changed_after_it_was_published_is_a_mark_of_the_curve() {
    use crate::events::{create, patch};
    use crate::testing::{category, event_input};
    use types::Locale;
    use types::events::{EventInput, EventPatch, EventStatus};
    let (hub, _database) = test_hub().await;
    category(&hub, "rust").await;
    let ada = host(&hub).await;
    let draft = EventInput {
        status: Some(EventStatus::Draft),
        ..event_input(hub.now() + TimeDelta::days(3))
    };
    let slug = create(&hub, ada, draft, Locale::En).await.unwrap().event.slug;
    let change = async |change: EventPatch| {
        patch(&hub, ada, &slug, change, Locale::En).await.unwrap();
    };
    let price =
        |text: &str| EventPatch { price: Some(text.parse().unwrap()), ..EventPatch::default() };
    change(price("10")).await;
    change(EventPatch { status: Some(EventStatus::Published), ..EventPatch::default() }).await;
    change(EventPatch { max_capacity: Some(30), ..price("12.5") }).await;
    change(EventPatch { title: Some("Another".into()), ..EventPatch::default() }).await;
    change(EventPatch { location: Some("Potsdam".into()), ..EventPatch::default() }).await;
    let marks = dashboard(&hub, ada, &slug, None).await.unwrap().marks;
    let told: Vec<_> = marks.iter().map(|it| (it.kind.as_str(), it.label.as_str())).collect();
    assert_eq!(
        told,
        [
            ("published", ""),
            ("price_changed", "12.50 EUR"),
            ("capacity_changed", "30"),
            ("place_changed", "Potsdam"),
        ]
    );
}
