use super::{ACCOUNTS, PROMO_CODE, Report, run, texts};
use chrono::{DateTime, Utc};
use domain::Actor;
use domain::clock::FixedClock;
use domain::reconcile::Check;
use domain::testing::unwatched_hub;
use std::collections::HashSet;
use std::sync::Arc;
use types::Locale;
use types::accounts::{Login, Role};
use types::events::EventQuery;
use types::ticket_types::SaleState;

async fn count(hub: &domain::Hub, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(hub.db.pool()).await.unwrap()
}

#[tokio::test]
async fn the_demo_is_whole_and_its_counters_are_true() {
    let (hub, _db) = unwatched_hub().await;
    let report = run(&hub).await.unwrap();
    assert_eq!(report.events, texts::all().count());
    assert!(report.events >= 55 && report.bookings > 500 && report.reviews > 20, "{report}");
    for (what, sql) in [
        (
            "seats",
            "SELECT count(*) FROM events e WHERE seats_confirmed <> (SELECT coalesce(sum(quantity), 0) FROM bookings b WHERE b.event_id = e.id AND b.status = 'CONFIRMED')",
        ),
        ("held or offered", "SELECT count(*) FROM events WHERE seats_held + seats_offered > 0"),
        (
            "tickets",
            "SELECT count(*) FROM bookings b WHERE quantity <> (SELECT count(*) FROM tickets t WHERE t.booking_id = b.id)",
        ),
        (
            "ratings",
            "SELECT count(*) FROM events e WHERE (rating_sum, reviews_count) <> (SELECT coalesce(sum(rating), 0), count(*) FROM reviews r WHERE r.event_id = e.id)",
        ),
        (
            "certificates of people who were not there",
            "SELECT count(*) FROM certificates c WHERE NOT EXISTS (SELECT FROM bookings b JOIN events e ON e.id = b.event_id WHERE b.event_id = c.event_id AND b.user_id = c.user_id AND e.end_date <= c.issued_at)",
        ),
        (
            "money",
            "SELECT count(*) FROM bookings b LEFT JOIN payments p ON p.booking_id = b.id WHERE coalesce(p.captured - p.refunded, 0) <> b.total_price",
        ),
        (
            "ledger",
            "SELECT count(*) FROM payments p WHERE captured <> (SELECT sum(amount) FROM transactions t WHERE t.payment_id = p.id)",
        ),
        (
            "early reviews",
            "SELECT count(*) FROM reviews r JOIN events e ON e.id = r.event_id WHERE r.created_at < e.end_date",
        ),
        (
            "late bookings",
            "SELECT count(*) FROM bookings b JOIN events e ON e.id = b.event_id WHERE b.booked_at >= e.start_date OR b.booked_at < e.created_at",
        ),
    ] {
        assert_eq!(count(&hub, sql).await, 0, "{what}");
    }
    for (what, sql) in [
        (
            "full",
            "SELECT count(*) FROM events WHERE seats_confirmed = max_capacity AND start_date > now()",
        ),
        ("free", "SELECT count(*) FROM events WHERE price = 0 AND start_date > now()"),
        ("online", "SELECT count(*) FROM events WHERE is_online AND start_date > now()"),
        ("past", "SELECT count(*) FROM events WHERE end_date < now() AND reviews_count > 0"),
        ("russian", "SELECT count(*) FROM events WHERE language = 'ru'"),
        ("certificates", "SELECT count(*) FROM certificates"),
        ("tracks", "SELECT count(track) FROM sessions"),
        ("sessions", "SELECT count(*) FROM sessions"),
    ] {
        assert!(count(&hub, sql).await >= 4, "{what}");
    }
    let mut drifts = domain::reconcile::all(&hub).await.unwrap();
    drifts.retain(|it| matches!(it.check, Check::Seats | Check::Waitlist));
    assert_eq!(drifts, []);
    let page =
        domain::events::list(&hub, Actor::Anonymous, &EventQuery::default(), Locale::Ru).await;
    assert!(page.unwrap().count >= 45);
}

#[tokio::test]
async fn the_conference_shows_what_kinds_of_ticket_can_be() {
    let (hub, _db) = unwatched_hub().await;
    run(&hub).await.unwrap();
    let (event, host): (uuid::Uuid, uuid::Uuid) =
        sqlx::query_as("SELECT id, organizer_id FROM events WHERE typed")
            .fetch_one(hub.db.pool())
            .await
            .unwrap();
    let host = Actor::User { id: host.into(), role: Role::Organizer };
    let kinds = domain::ticket_types::list(&hub, host, &event.to_string()).await.unwrap();
    let taken: Vec<i32> = kinds.types.iter().map(|it| it.sold).collect();
    assert_eq!(taken, [233, 6, 4, 5, 2, 4, 0, 0]);
    assert_eq!((kinds.pools[0].quota, kinds.pools[0].taken), (12, 7));
    let states: Vec<SaleState> = kinds.types.iter().map(|it| it.state).collect();
    let [on, full, later] = [SaleState::OnSale, SaleState::SoldOut, SaleState::NotYet];
    assert_eq!(states, [on, on, on, on, on, full, later, on]);
    assert_eq!(kinds.types.iter().filter(|it| it.hidden).count(), 1);
    let shown = domain::events::get(&hub, Actor::Anonymous, &event.to_string(), Locale::En).await;
    let shown = shown.unwrap().event;
    assert_eq!(
        (shown.price.to_string(), shown.price_max.to_string()),
        ("89.00".into(), "289.00".into())
    );
    assert_eq!(shown.waitlist_count, 3);
    let public = domain::ticket_types::public(&hub, Actor::Anonymous, &event.to_string()).await;
    assert_eq!(public.unwrap().len(), 7);
}

#[tokio::test]
async fn seeding_again_changes_nothing_and_the_accounts_can_log_in() {
    let (hub, _db) = unwatched_hub().await;
    run(&hub).await.unwrap();
    assert_eq!(run(&hub).await.unwrap(), Report::default());
    let codes = count(&hub, "SELECT count(*) FROM promotions WHERE code = 'WELCOME10'").await;
    assert_eq!((PROMO_CODE, codes), ("WELCOME10", 1));
    for (email, password, _, role) in ACCOUNTS {
        let login = Login { email: email.into(), password: password.into(), code: None };
        let session = domain::accounts::login(&hub, login, [127, 0, 0, 1].into()).await.unwrap();
        assert_eq!(session.user.role.as_str(), role);
    }
}

/// The clocks change, the year ends, February is short: the demo fits every day.
#[tokio::test]
async fn the_demo_fits_any_day() {
    for day in ["2027-02-28T23:30:00Z", "2026-12-31T23:59:59Z", "2027-03-27T12:00:00Z"] {
        let (hub, _db) = unwatched_hub().await;
        let now: DateTime<Utc> = day.parse().unwrap();
        let hub = hub.with_clock(Arc::new(FixedClock::at(now)));
        assert_eq!(run(&hub).await.unwrap().events, texts::all().count(), "{day}");
    }
}

#[test]
fn every_demo_event_is_one_the_rules_allow() {
    let slugs: HashSet<_> = texts::all().map(|demo| domain::events::slugify(demo.title)).collect();
    assert_eq!(slugs.len(), texts::all().count(), "titles differ");
    for demo in texts::all() {
        assert!(demo.title.chars().count() <= 100 && demo.taken <= demo.seats, "{}", demo.title);
        assert!(domain::events::parse_zone(demo.zone).is_some(), "{}", demo.zone);
        assert!(types::Currency::offered(demo.currency).is_some(), "{}", demo.currency);
        assert!(domain::events::DEFAULT_CATEGORIES.iter().any(|(slug, ..)| *slug == demo.category));
        assert!(demo.text.matches("\n\n").count() >= 1, "{} says little", demo.title);
    }
}
