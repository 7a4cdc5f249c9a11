//! INV-1 and INV-2 on each level, raced, and each race once more without its guard.

use super::support::{
    Kind, attendee, buy, event, exact, execute, money, pool, seats, sold, some_wait, taken,
    taken_of_pool,
};
use crate::bookings::claim::{
    Claim, ClaimReply, Items, LockPolicy, hold_typed_statement, hold_typed_with,
};
use crate::db::violated;
use crate::events::seats::free_seats;
use crate::testing::test_hub;
use crate::{Actor, Hub, reconcile};
use futures::future::join_all;
use sqlx::{Acquire as _, AssertSqlSafe};
use types::ErrorCode;
use types::bookings::BookingStatus;
use types::ids::{EventId, TicketTypeId};

/// Which level has one seat only.
#[derive(Clone, Copy, Debug)]
enum Level {
    Event,
    Pool,
    Type,
}

impl Level {
    const ALL: [Self; 3] = [Self::Event, Self::Pool, Self::Type];

    async fn stage(self, hub: &Hub) -> (EventId, TicketTypeId) {
        let capacity = if matches!(self, Self::Event) { 1 } else { 10 };
        let event = event(hub).capacity(capacity).create(hub).await;
        let kind = match self {
            Self::Event => Kind::of(5_00),
            Self::Pool => Kind::of(5_00).pool(pool(hub, event, 1).await),
            Self::Type => Kind::of(5_00).quota(1),
        };
        (event, kind.add(hub, event).await)
    }

    /// The claim as somebody would write it who reads the level without its lock, and the check that
    /// stands behind.
    fn without_guard(self) -> (String, &'static str, &'static str) {
        let sql = hold_typed_statement(LockPolicy::Block);
        let without = |sql: &str, guard: &str| {
            assert!(sql.contains(guard), "{guard}");
            sql.replace(guard, "")
        };
        match self {
            Self::Event => {
                let open = without(sql, concat!("AND asked.seats <= ", free_seats!()));
                let open = open.replace("ORDER BY id FOR NO KEY UPDATE ", "ORDER BY id ");
                (
                    open,
                    "events_never_oversold",
                    "ALTER TABLE events DROP CONSTRAINT events_never_oversold",
                )
            }
            Self::Pool => (
                without(sql, "FOR NO KEY UPDATE OF ticket_pools"),
                "ticket_pools_never_oversold",
                "ALTER TABLE ticket_pools DROP CONSTRAINT ticket_pools_never_oversold",
            ),
            Self::Type => (
                without(sql, "FOR NO KEY UPDATE OF ticket_types"),
                "ticket_types_never_oversold",
                "ALTER TABLE ticket_types DROP CONSTRAINT ticket_types_never_oversold",
            ),
        }
    }
}

fn claim(hub: &Hub, event: EventId, actor: Actor, of: TicketTypeId) -> Claim {
    Claim {
        event,
        user: actor.user_id().unwrap(),
        version: None,
        session: None,
        quantity: 1,
        items: Items::one(of, 1),
        hold: hub.settings.booking_hold,
        via: None,
        client: None,
    }
}

/// Two want the one seat there is; the second begins before the first has committed, and waits for it.
async fn second_of_two(
    hub: &Hub,
    (event, of): (EventId, TicketTypeId),
    sql: String,
) -> Result<Vec<ClaimReply>, sqlx::Error> {
    let claims = [attendee(hub).await, attendee(hub).await].map(|it| claim(hub, event, it, of));
    let mut first = hub.db.read().await.unwrap();
    let mut first = first.begin().await.unwrap();
    let statement = hold_typed_statement(LockPolicy::Block);
    let made = hold_typed_with(&mut first, &claims[..1], statement).await.unwrap();
    assert!(matches!(made[..], [ClaimReply::Booked(_)]));
    let second = tokio::spawn({
        let hub = hub.clone();
        async move {
            let mut connection = hub.db.read().await.unwrap();
            hold_typed_with(&mut connection, &claims[1..], AssertSqlSafe(sql)).await
        }
    });
    some_wait(hub, 1).await;
    first.commit().await.unwrap();
    second.await.unwrap()
}

#[tokio::test]
async fn who_waited_for_the_last_seat_of_any_level_does_not_get_it_too() {
    for level in Level::ALL {
        let (hub, _database) = test_hub().await;
        let stage = level.stage(&hub).await;
        let sql = hold_typed_statement(LockPolicy::Block).to_owned();
        let second = second_of_two(&hub, stage, sql).await.unwrap();
        assert!(!matches!(second[..], [ClaimReply::Booked(_)]), "{level:?}");
        assert_eq!(sold(&hub, stage.0).await, 1);
        exact(&hub).await;
    }
}

#[tokio::test]
async fn without_the_lock_of_a_level_the_database_refuses_the_second() {
    for level in Level::ALL {
        let (hub, _database) = test_hub().await;
        let stage = level.stage(&hub).await;
        let (sql, check, _) = level.without_guard();
        let refused = second_of_two(&hub, stage, sql).await.unwrap_err();
        assert_eq!(violated(&refused), Some(check), "{level:?}");
        assert_eq!(sold(&hub, stage.0).await, 1);
        exact(&hub).await;
    }
}

#[tokio::test]
async fn without_lock_and_check_of_a_level_its_last_seat_is_sold_twice() {
    for level in Level::ALL {
        let (hub, _database) = test_hub().await;
        let stage = level.stage(&hub).await;
        let (sql, _, off) = level.without_guard();
        execute(&hub, off).await;
        let second = second_of_two(&hub, stage, sql).await.unwrap();
        assert!(matches!(second[..], [ClaimReply::Booked(_)]), "{level:?}");
        assert_eq!(sold(&hub, stage.0).await, 2, "{level:?}");
    }
}

/// What is drawn from a small number, differently for each.
fn one_of(n: usize, count: usize) -> usize {
    n.wrapping_mul(2_654_435_761) / 7 % count
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_rush_of_mixed_bookings_fills_each_level_and_no_further() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).capacity(60).create(&hub).await;
    let shared = pool(&hub, event, 25).await;
    let adult = Kind::of(25_00).pool(shared).add(&hub, event).await;
    let student = Kind::of(9_99).pool(shared).quota(9).add(&hub, event).await;
    let workshop = Kind::of(40_00).quota(12).add(&hub, event).await;
    let open = Kind::of(7_50).add(&hub, event).await;
    let kinds = [adult, student, workshop, open];
    let people = join_all((0..12).map(|_| attendee(&hub))).await;
    execute(&hub, "UPDATE events SET max_unpaid_per_person = NULL").await;
    let tasks = (0..160).map(|n| {
        let (hub, actor) = (hub.clone(), people[n % people.len()]);
        let first = one_of(n, 4);
        let mut items = vec![(kinds[first], i64::try_from(n % 2 + 1).unwrap())];
        if n % 3 == 0 {
            items.push((kinds[(first + 1) % 4], 1));
        }
        tokio::spawn(async move { buy(&hub, actor, event, &items).await })
    });
    for outcome in join_all(tasks).await {
        if let Err(refusal) = outcome.unwrap() {
            assert_eq!(refusal.failure.code, ErrorCode::SoldOut);
            assert!(refusal.failure.ticket_type.is_some());
        }
    }
    exact(&hub).await;
    // No seat is left that somebody was refused.
    for of in kinds {
        while let Ok(booked) = buy(&hub, people[0], event, &[(of, 1)]).await {
            assert_eq!(booked.items.len(), 1);
        }
    }
    assert!(taken(&hub, student).await <= 9);
    assert!(taken(&hub, workshop).await <= 12);
    assert!(taken_of_pool(&hub, shared).await <= 25);
    assert_eq!(taken(&hub, open).await, 0, "what has no limit is not counted");
    assert_eq!(seats(&hub, event).await, (0, 60, 0));
    exact(&hub).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_person_has_no_more_over_all_types_than_they_may() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).capacity(30).create(&hub).await);
    let kinds =
        [Kind::of(5_00).quota(20).add(&hub, event).await, Kind::of(0).add(&hub, event).await];
    execute(&hub, "UPDATE events SET max_per_person = 5").await;
    let tasks = (0..24).map(|n| {
        let (hub, of) = (hub.clone(), kinds[n % 2]);
        tokio::spawn(async move { buy(&hub, ada, event, &[(of, 1)]).await.map(drop) })
    });
    for outcome in join_all(tasks).await {
        if let Err(refusal) = outcome.unwrap() {
            assert_eq!(refusal.failure.code, ErrorCode::PerPersonLimit);
        }
    }
    assert_eq!(sold(&hub, event).await, 5);
    exact(&hub).await;
}

#[tokio::test]
async fn who_comes_after_somebody_free_of_charge_does_not_take_their_price() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let talk = Kind::of(25_00).early(1, 0).add(&hub, event).await;
    let dinner = Kind::of(15_00).add(&hub, event).await;
    let people = [attendee(&hub).await, attendee(&hub).await, attendee(&hub).await];
    let claims = [talk, talk, dinner].into_iter().zip(people);
    let claims: Vec<_> = claims.map(|(of, who)| claim(&hub, event, who, of)).collect();
    let mut connection = hub.db.read().await.unwrap();
    let statement = hold_typed_statement(LockPolicy::Block);
    let made = hold_typed_with(&mut connection, &claims, statement).await.unwrap();
    let [first, second, third] = &made[..] else { panic!("{made:?}") };
    assert_eq!((first, second), (&ClaimReply::Free, &ClaimReply::Refused));
    assert!(matches!(third, ClaimReply::Booked(_)), "{third:?}");
    let first = buy(&hub, people[0], event, &[(talk, 1)]).await.unwrap();
    assert_eq!((first.status, first.total_price), (BookingStatus::Confirmed, money(0)));
    let second = buy(&hub, people[1], event, &[(talk, 1)]).await.unwrap();
    assert_eq!(second.total_price, money(25_00));
    exact(&hub).await;
}

#[tokio::test]
async fn the_reconciler_reports_drift_of_types_and_pools() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let shared = pool(&hub, event, 5).await;
    let adult = Kind::of(25_00).pool(shared).add(&hub, event).await;
    buy(&hub, attendee(&hub).await, event, &[(adult, 2)]).await.unwrap();
    exact(&hub).await;
    execute(&hub, "UPDATE ticket_types SET taken = 1").await;
    assert_eq!(reconcile::all(&hub).await.unwrap().len(), 1);
    execute(&hub, "UPDATE ticket_pools SET taken = 1").await;
    assert_eq!(reconcile::all(&hub).await.unwrap().len(), 2);
    execute(&hub, "UPDATE events SET seats_held = 1").await;
    assert!(reconcile::all(&hub).await.unwrap().len() >= 3);
}
