//! What the page says would be left is what bookings leave.

use super::support::of;
use crate::bookings::tests::support::{attendee, event, organizer};
use crate::testing::{TestDatabase, test_hub, wanted};
use crate::ticket_types::{create, create_pool, list};
use crate::{Actor, Hub, bookings};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use types::ids::{EventId, TicketTypeId};
use types::ticket_types::{TicketPoolInput, TicketTypeInput, TicketTypes};
use types::what_if::{Branch, Tree};

#[derive(Clone, Debug)]
struct Plan {
    capacity: i32,
    pool: i64,
    /// A quota, and whether it is in the pool.
    kinds: Vec<(Option<i64>, bool)>,
    before: Vec<i32>,
    wanted: Vec<i32>,
}

fn plan() -> impl Strategy<Value = Plan> {
    let seats = || proptest::collection::vec(0..=6_i32, 3);
    let kind = (proptest::option::of(0..=9_i64), any::<bool>());
    (1..=20_i32, 0..=9_i64, proptest::collection::vec(kind, 3), seats(), seats()).prop_map(
        |(capacity, pool, kinds, before, wanted)| Plan { capacity, pool, kinds, before, wanted },
    )
}

fn tree(of_event: &TicketTypes, event: i32) -> Tree {
    let branch = |it: &types::ticket_types::TicketTypeDetails| Branch {
        free: it.quota.map(|quota| quota - it.sold - it.held - it.offered),
        pool: of_event.pools.iter().position(|pool| Some(pool.id) == it.pool),
        at_once: (it.min_per_booking, it.max_per_booking),
        parties: Vec::new(),
    };
    Tree {
        event,
        pools: of_event.pools.iter().map(|pool| pool.quota - pool.taken).collect(),
        kinds: of_event.types.iter().map(branch).collect(),
    }
}

async fn sells(hub: &Hub, event: EventId, kind: TicketTypeId, seats: i32) -> bool {
    let input = wanted(event, &[(kind, seats.into())]);
    bookings::book(hub, attendee(hub).await, input, None).await.is_ok()
}

async fn play(hub: &Hub, host: Actor, plan: Plan) {
    let event = event(hub).capacity(plan.capacity).hosted_by(hub, host).await;
    let key = event.to_string();
    let pool = TicketPoolInput { name: "Hall".into(), quota: plan.pool, position: None };
    let pool = create_pool(hub, host, &key, pool, None).await.unwrap().value.id;
    for (place, (quota, pooled)) in plan.kinds.iter().enumerate() {
        let pool = pooled.then_some(pool);
        let input = TicketTypeInput { quota: *quota, pool, ..of(&format!("Kind {place}"), 5) };
        create(hub, host, &key, input, None).await.unwrap();
    }
    let of_event = async || list(hub, host, &key).await.unwrap();
    let ids: Vec<_> = of_event().await.types.iter().map(|it| it.id).collect();
    // Some are sold already.
    let mut free = plan.capacity;
    let before = tree(&of_event().await, free).fitted(&plan.before);
    for (kind, seats) in ids.iter().zip(&before).filter(|(_, seats)| **seats > 0) {
        assert!(sells(hub, event, *kind, *seats).await, "{plan:?}: {before:?}");
        free -= seats;
    }
    let tree = tree(&of_event().await, free);
    let more = tree.fitted(&plan.wanted);
    let left = tree.left(&more);
    for (kind, seats) in ids.iter().zip(&more).filter(|(_, seats)| **seats > 0) {
        assert!(sells(hub, event, *kind, *seats).await, "{plan:?}: {more:?}");
    }
    let now = of_event().await;
    let told: Vec<_> = now.types.iter().map(|it| it.seats_available).collect();
    assert_eq!(told, left.kinds.iter().map(|it| it.seats).collect::<Vec<_>>(), "{plan:?}");
    let pools: Vec<_> = now.pools.iter().map(|it| it.quota - it.taken).collect();
    assert_eq!(pools, left.pools, "{plan:?}");
    for (kind, left) in ids.iter().zip(&left.kinds).filter(|(_, left)| left.seats < 10) {
        assert!(!sells(hub, event, *kind, left.seats + 1).await, "{plan:?}");
    }
    // And every seat that is said to be left of the first kind is there.
    let last = left.kinds[0].seats.min(10);
    assert!(last == 0 || sells(hub, event, ids[0], last).await, "{plan:?}");
}

#[test]
fn what_would_be_left_is_what_bookings_leave() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (hub, database): (Hub, TestDatabase) = runtime.block_on(test_hub());
    let host = runtime.block_on(organizer(&hub));
    let mut runner =
        TestRunner::new(Config { cases: 24, failure_persistence: None, ..Config::default() });
    let result = runner.run(&plan(), |plan| {
        runtime.block_on(play(&hub, host, plan));
        Ok(())
    });
    runtime.block_on(hub.db.pool().close());
    drop(database);
    result.unwrap();
}
