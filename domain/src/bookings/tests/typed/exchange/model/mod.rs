//! Random sequences of exchanges among what else happens to bookings, against a small model: for less, for
//! more as a present, and for more that is paid for, in time, late or never. And the same from several
//! connections at once.

mod many;
mod steps;
mod world;

use crate::testing::test_hub;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use world::World;

#[test]
fn whatever_is_exchanged_each_level_is_exact_and_each_cent_is_somewhere() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (hub, database) = runtime.block_on(test_hub());
    let mut runner =
        TestRunner::new(Config { cases: 25, failure_persistence: None, ..Config::default() });
    let result = runner.run(&prop::collection::vec(steps::step(), 1..30), |steps| {
        runtime.block_on(async {
            let mut world = World::new(&hub).await;
            for step in steps {
                world.take(step).await;
                world.check().await;
            }
        });
        Ok(())
    });
    runtime.block_on(hub.db.pool().close());
    drop(database);
    result.unwrap();
}
