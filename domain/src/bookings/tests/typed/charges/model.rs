//! Random histories of a booking with several charges, against the sums of a small model.

use super::{REFUNDED, TwicePaid, charges, exact, give, late, money, paid_exchange};
use crate::Hub;
use crate::bookings::{Run, cancel, cancel_ticket, get};
use crate::testing::{kind, test_hub};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use types::ErrorCode;
use types::ids::{TicketId, TicketTypeId};

/// Of further kinds, in euros: each is dearer than those that were booked.
const PRICES: [i32; 3] = [51, 64, 97];

#[derive(Clone, Copy, Debug)]
enum Step {
    /// One of the tickets for the next dearer kind.
    Exchange(usize),
    Give(i64),
    GiveBack(usize),
    /// So much goes back from now on.
    Late(i32),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0..2_usize).prop_map(Step::Exchange),
        3 => (1..60_00_i64).prop_map(Step::Give),
        1 => (0..2_usize).prop_map(Step::GiveBack),
        1 => (0..=100_i32).prop_map(Step::Late),
    ]
}

struct World {
    hub: Hub,
    it: TwicePaid,
    kinds: Vec<(TicketTypeId, i64)>,
    /// What each ticket cost; those that were given back are gone.
    costs: Vec<(TicketId, i64)>,
    /// What each charge took and gave back, the oldest first.
    charges: Vec<(i64, i64)>,
}

impl World {
    async fn new(hub: &Hub) -> Self {
        let it = TwicePaid::new(hub).await;
        let mut kinds = Vec::new();
        for (at, price) in PRICES.into_iter().enumerate() {
            let name = format!("Better {at}");
            kinds.push((kind(hub, it.event, &name, (price, None)).await, i64::from(price) * 100));
        }
        let costs = vec![(it.tickets[0], 20_00), (it.tickets[1], 50_00)];
        let charges = vec![(40_00, 0), (30_00, 0)];
        Self { hub: hub.clone(), it, kinds, costs, charges }
    }

    fn left(&self) -> i64 {
        self.charges.iter().map(|(taken, back)| taken - back).sum()
    }

    /// The newest charge first, and of none more than it took.
    fn back(&mut self, mut cents: i64) {
        for (taken, back) in self.charges.iter_mut().rev() {
            let share = cents.min(*taken - *back);
            *back += share;
            cents -= share;
        }
        assert_eq!(cents, 0, "no more goes back than was left");
    }

    /// What went back by the booking's own word since the model knew all of it.
    async fn since(&self) -> i64 {
        let told: i64 = charges(&self.hub, self.it.booking).await.iter().map(|it| it.2).sum();
        told - self.charges.iter().map(|it| it.1).sum::<i64>()
    }

    async fn take(&mut self, step: Step) {
        match step {
            Step::Exchange(at) => {
                let at = at % self.costs.len();
                let (ticket, cost) = self.costs[at];
                let Some((to, price)) = self.kinds.iter().find(|it| it.1 > cost).copied() else {
                    return;
                };
                paid_exchange(&self.hub, ticket, to).await;
                self.charges.push((price - cost, 0));
                self.costs[at].1 = price;
            }
            Step::Give(cents) => {
                let given = give(&self.hub, &self.it, cents, Run::Real(None)).await;
                if cents <= self.left() {
                    let effect = given.unwrap().effect;
                    self.back(cents);
                    assert_eq!(
                        (effect.refund, effect.refundable),
                        (money(cents), money(self.left()))
                    );
                } else {
                    assert_eq!(given.unwrap_err(), ErrorCode::RefundExceedsCharge);
                }
            }
            Step::GiveBack(at) => {
                // The last one is given back in the end.
                if self.costs.len() < 2 {
                    return;
                }
                let (ticket, cost) = self.costs.remove(at % 2);
                let (ada, booking) = (self.it.ada, self.it.booking);
                cancel_ticket(&self.hub, ada, booking, ticket, None).await.unwrap();
                let back = self.since().await;
                assert!((0..=cost).contains(&back), "{back} of {cost}");
                self.back(back);
            }
            Step::Late(percent) => late(&self.hub, self.it.booking, percent).await,
        }
    }

    async fn check(&self) {
        let told = charges(&self.hub, self.it.booking).await;
        let sums: Vec<_> = told.into_iter().map(|(_, taken, back)| (taken, back)).collect();
        assert_eq!(sums, self.charges);
        let found = get(&self.hub, self.it.ada, self.it.booking).await.unwrap();
        assert_eq!(found.refunded, money(self.charges.iter().map(|it| it.1).sum()));
        exact(&self.hub).await;
    }

    async fn end(&mut self) {
        cancel(&self.hub, self.it.ada, self.it.booking, None).await.unwrap();
        let back = self.since().await;
        self.back(back);
        self.check().await;
        for (status, _, back) in charges(&self.hub, self.it.booking).await {
            assert_eq!(status == REFUNDED, back > 0);
        }
    }
}

#[test]
fn whatever_goes_back_of_several_charges_adds_up_and_exceeds_none() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (hub, database) = runtime.block_on(test_hub());
    let mut runner =
        TestRunner::new(Config { cases: 15, failure_persistence: None, ..Config::default() });
    let result = runner.run(&prop::collection::vec(step(), 1..12), |steps| {
        runtime.block_on(async {
            let mut world = World::new(&hub).await;
            for step in steps {
                world.take(step).await;
                world.check().await;
            }
            world.end().await;
        });
        Ok(())
    });
    runtime.block_on(hub.db.pool().close());
    drop(database);
    result.unwrap();
}
