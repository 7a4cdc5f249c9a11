use super::writing::{input, organizer};
use crate::Hub;
use crate::events::{create, patch};
use std::collections::HashSet;
use types::events::{EventInput, EventPatch};
use types::ids::EventId;
use types::{ErrorCode, Locale};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn events_of_one_name_made_at_once_get_slugs_of_their_own() {
    let (hub, _db) = crate::testing::test_hub().await;
    let actor = organizer(&hub).await;
    let tasks: Vec<_> = (0..20)
        .map(|_| {
            let hub = hub.clone();
            tokio::spawn(async move { create(&hub, actor, input(&hub), Locale::En).await })
        })
        .collect();
    let mut slugs = HashSet::new();
    for task in tasks {
        slugs.insert(task.await.unwrap().unwrap().event.slug);
    }
    assert_eq!(slugs.len(), 20);
    assert!(slugs.contains("an-evening-of-rust"));
}

/// Takes a seat as a booking does; false where none is left.
async fn claim(hub: &Hub, event: EventId) -> bool {
    sqlx::query(
        "UPDATE events SET seats_held = seats_held + 1 WHERE id = $1 AND status = 'PUBLISHED' \
         AND seats_confirmed + seats_held + seats_offered + 1 <= max_capacity",
    )
    .bind(event)
    .execute(hub.db.pool())
    .await
    .unwrap()
    .rows_affected()
        == 1
}

async fn seats(hub: &Hub, event: EventId) -> (i32, i32) {
    sqlx::query_as("SELECT seats_held, max_capacity FROM events WHERE id = $1")
        .bind(event)
        .fetch_one(hub.db.pool())
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn capacity_lowered_while_seats_are_claimed_never_oversells() {
    let (hub, _db) = crate::testing::test_hub().await;
    let actor = organizer(&hub).await;
    // The table's own check stands behind the guard under test.
    drop_the_check(&hub).await;
    for round in 0..5 {
        let event = EventInput { max_capacity: 20, ..input(&hub) };
        let event = create(&hub, actor, event, Locale::En).await.unwrap().event.id;
        let claims: Vec<_> = (0..20)
            .map(|_| {
                let hub = hub.clone();
                tokio::spawn(async move { claim(&hub, event).await })
            })
            .collect();
        let lower = EventPatch { max_capacity: Some(10), ..EventPatch::default() };
        let lowered = patch(&hub, actor, &event.to_string(), lower, Locale::En).await;
        for claim in claims {
            claim.await.unwrap();
        }
        let (taken, capacity) = seats(&hub, event).await;
        assert!(taken <= capacity, "round {round}: {taken} of {capacity}");
        match lowered {
            Ok(_) => assert_eq!(capacity, 10),
            Err(error) if error.code() == Some(ErrorCode::CapacityBelowTaken) => {
                assert_eq!(capacity, 20);
            }
            Err(other) => panic!("{other:?}"),
        }
    }
}

/// The same change as two statements, a look and a write: a claim between them oversells.
#[tokio::test]
async fn looking_first_and_writing_then_oversells() {
    let (hub, _db) = crate::testing::test_hub().await;
    let actor = organizer(&hub).await;
    drop_the_check(&hub).await;
    let event = EventInput { max_capacity: 2, ..input(&hub) };
    let event = create(&hub, actor, event, Locale::En).await.unwrap().event.id;
    assert!(claim(&hub, event).await);
    let (taken, _) = seats(&hub, event).await;
    assert_eq!(taken, 1, "one seat is enough, says the look");
    assert!(claim(&hub, event).await);
    sqlx::query("UPDATE events SET max_capacity = 1 WHERE id = $1")
        .bind(event)
        .execute(hub.db.pool())
        .await
        .unwrap();
    let (taken, capacity) = seats(&hub, event).await;
    assert!(taken > capacity, "without the guard the race is lost");
}

async fn drop_the_check(hub: &Hub) {
    sqlx::query("ALTER TABLE events DROP CONSTRAINT events_never_oversold")
        .execute(hub.db.pool())
        .await
        .unwrap();
}
