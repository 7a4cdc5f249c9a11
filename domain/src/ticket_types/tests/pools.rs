//! Quotas that several types share.

use super::support::{World, failure, of};
use crate::bookings::tests::support::{attendee, book};
use crate::ticket_types::{delete_pool, replace_pool};
use types::ErrorCode;
use types::ticket_types::{POOLS_MAX, TicketPoolInput, TicketTypePatch};

#[tokio::test]
async fn a_pool_holds_what_is_taken_of_its_types() {
    let world = World::new().await;
    let ada = attendee(&world.hub).await;
    book(&world.hub, ada, world.event, 3).await.unwrap();
    let small = world.pool(2).await;
    let mut adult = of("Adult", 30);
    adult.pool = Some(small);
    let refused = world.tried(adult.clone()).await.unwrap_err();
    let field = &refused.fields[0];
    let told = (refused.code, &*field.field, field.limit);
    assert_eq!(told, (ErrorCode::QuotaBelowTaken, "pool", Some(3)));
    let large = world.pool(4).await;
    adult.pool = Some(large);
    let adult = world.make(adult).await;
    let mut student = of("Student", 15);
    student.pool = Some(large);
    student.quota = Some(9);
    let student = world.make(student).await;
    assert_eq!(world.taken(adult.id).await, (3, 3));
    assert_eq!((student.seats_available, student.sold), (1, 0), "the least along its path");

    let key = world.key();
    let smaller = TicketPoolInput { name: "Hall".into(), quota: 2, position: None };
    let refused = replace_pool(&world.hub, world.olga, &key, large, smaller).await.unwrap_err();
    let refused = failure(refused);
    assert_eq!((refused.code, refused.limit), (ErrorCode::QuotaBelowTaken, Some(3)));
    let out = TicketTypePatch { pool: Some(None), ..TicketTypePatch::default() };
    world.change(adult.id, out).await.unwrap();
    assert_eq!(world.taken(adult.id).await, (0, 0));
}

#[tokio::test]
async fn the_types_of_a_pool_that_is_deleted_stay() {
    let world = World::new().await;
    let ada = attendee(&world.hub).await;
    book(&world.hub, ada, world.event, 3).await.unwrap();
    let pool = world.pool(8).await;
    let mut adult = of("Adult", 30);
    adult.pool = Some(pool);
    let adult = world.make(adult).await;
    assert_eq!(world.taken(adult.id).await, (3, 3));
    delete_pool(&world.hub, world.olga, &world.key(), pool).await.unwrap();
    let listed = world.list().await;
    assert_eq!((listed.pools.len(), listed.types[0].pool, listed.types[0].held), (0, None, 3));
    assert_eq!(world.taken(adult.id).await.0, 0, "nothing limits it any more");
    assert_eq!(listed.types[0].seats_available, 7);
}

#[tokio::test]
async fn an_event_has_so_many_pools() {
    let world = World::new().await;
    for _ in 0..POOLS_MAX {
        world.pool(5).await;
    }
    let input = TicketPoolInput { name: "One more".into(), quota: 5, position: None };
    let key = world.key();
    let refused = crate::ticket_types::create_pool(&world.hub, world.olga, &key, input, None).await;
    assert_eq!(refused.unwrap_err().failure.code, ErrorCode::TooManyRequests);
}
