//! What may happen, drawn at random.

use proptest::prelude::*;

/// Of each type, what it costs in cents.
pub(super) const PRICES: [i64; 4] = [16_65, 9_99, 7_50, 9_99];

#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    Book([i64; 4]),
    Cancel(usize),
    CancelTicket(usize, usize),
    /// For less at once, for more once it is paid.
    Exchange(usize, usize, usize),
    /// By the team, with how much of the difference goes back, in percent.
    Given(usize, usize, usize, i64),
    /// What is open of a booking begins to be paid.
    Pay(usize),
    /// A payment that is under way ends, well or not.
    Settle(usize, bool),
    GiveUp(usize),
    /// The time to pay is over.
    Lapse(usize),
}

pub(super) fn step() -> impl Strategy<Value = Step> {
    let number = || prop_oneof![3 => Just(0), 2 => Just(1), 1 => Just(2)];
    let (one, ticket, kind) = (|| 0..3_usize, || 0..6_usize, || 0..4_usize);
    prop_oneof![
        4 => [number(), number(), number(), number()].prop_map(Step::Book),
        1 => one().prop_map(Step::Cancel),
        2 => (one(), ticket()).prop_map(|(n, ticket)| Step::CancelTicket(n, ticket)),
        8 => (one(), ticket(), kind()).prop_map(|(n, ticket, to)| Step::Exchange(n, ticket, to)),
        3 => (one(), ticket(), kind(), 0..=100_i64)
            .prop_map(|(n, ticket, to, percent)| Step::Given(n, ticket, to, percent)),
        4 => one().prop_map(Step::Pay),
        5 => (one(), prop::bool::weighted(0.8)).prop_map(|(n, good)| Step::Settle(n, good)),
        1 => one().prop_map(Step::GiveUp),
        1 => one().prop_map(Step::Lapse),
    ]
}
