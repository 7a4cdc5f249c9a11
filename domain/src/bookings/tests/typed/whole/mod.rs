//! Random sequences of all that happens to an event with ticket types: bookings with and without a code,
//! payments in time and too late, seats and bookings given back, bookings moved away, tickets exchanged for
//! less at once and for more once that is paid, parties that wait for some types, offers taken and declined,
//! and a team that changes quotas, pools, prices, what is on sale and how large the event is. After each step
//! the database says what a small model says: so nothing is refused that fits, and nobody who waits is passed
//! over.
//!
//! One step more is a variant of `Step`, and a file beside [`waiting`] that takes it on both.

mod check;
mod exchanging;
mod expected;
mod steps;
mod team;
mod waiting;
mod world;

use crate::testing::test_hub;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use world::World;

#[test]
fn whatever_happens_nothing_is_refused_that_fits_and_nobody_is_passed() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (hub, database) = runtime.block_on(test_hub());
    let mut runner =
        TestRunner::new(Config { cases: 20, failure_persistence: None, ..Config::default() });
    let result = runner.run(&prop::collection::vec(steps::step(), 1..40), |steps| {
        runtime.block_on(async {
            let mut world = World::new(&hub).await;
            for step in steps {
                world.take(step).await;
                world.check().await;
            }
            world.check_all().await;
        });
        Ok(())
    });
    runtime.block_on(hub.db.pool().close());
    drop(database);
    result.unwrap();
}
