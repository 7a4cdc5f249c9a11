//! Random sequences of everything that can happen, against a small model of what should.
//!
//! After every step the database and the model agree on every booking, payment and counter, the
//! event is not oversold (1), the counters match the rows (2), every payment was counted once (4),
//! nobody has paid without a seat or a refund (5), no more went back than was charged, and captured
//! − refunded is what the confirmed bookings are worth and what refund rules kept (6), also where
//! an organizer gives money back beside the rules. Every use of a
//! promo code is one of a booking that counts, never more than there are. Nobody has more seats than
//! one person may, nobody takes the money back for a ticket that was used, and whose event was moved
//! gets everything back.

mod check;
mod ending;
mod expected;
mod steps;
mod world;

use super::support::{event, ledger};
use crate::Hub;
use crate::testing::{TestDatabase, test_hub};
use expected::Model;
use proptest::test_runner::{Config, TestRunner};
use steps::{CAPACITY, Case, PRICE_CENTS, case};
use world::World;

async fn play(hub: &Hub, case: Case) {
    let event = event(hub).capacity(CAPACITY).create(hub).await;
    sqlx::query(
        "UPDATE events SET start_date = created_at + interval '7 days',
             end_date = created_at + interval '8 days', price = $2::numeric / 100, refund_full_until_hours = $3,
             refund_percent_after = $4, max_per_person = $5 WHERE id = $1",
    )
    .bind(event)
    .bind(PRICE_CENTS)
    .bind(case.rule.full_until_hours)
    .bind(case.rule.late_percent)
    .bind(case.per_person)
    .execute(hub.db.pool())
    .await
    .unwrap();
    let before = ledger(hub).await;
    let mut world = World::new(hub, event, Model::new(case.percent_back(), case.per_person)).await;
    for step in case.steps {
        world.take(step).await;
        world.check(before).await;
    }
}

#[test]
fn whatever_happens_the_rules_hold() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (hub, database): (Hub, TestDatabase) = runtime.block_on(test_hub());
    let mut runner =
        TestRunner::new(Config { cases: 64, failure_persistence: None, ..Config::default() });
    let result = runner.run(&case(), |case| {
        runtime.block_on(play(&hub, case));
        Ok(())
    });
    runtime.block_on(hub.db.pool().close());
    drop(database);
    result.unwrap();
}
