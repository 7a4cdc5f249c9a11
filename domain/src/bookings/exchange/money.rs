//! The sums of an exchange.

use super::super::policy;
use types::Money;

/// What a ticket and its booking cost before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sums {
    /// How much more the new type costs than the ticket did.
    pub(super) more: Money,
    /// How much less, of what the ticket is worth: a goodwill refund was a part of each seat.
    pub(super) less: Money,
    /// What the ticket has cost from now on.
    pub(super) cost: Money,
    /// What the booking has.
    pub(super) total: Money,
    pub(super) worth: Money,
}

impl Sums {
    /// What costs more is not paid for here: as a present the ticket has cost what was paid for it.
    pub(super) fn of(total: Money, worth: Money, cost: Money, price: Money) -> Self {
        let zero = Money::zero(total.currency);
        if price.amount() >= cost.amount() {
            return Self { more: price.less(cost), less: zero, cost, total, worth };
        }
        let after = total.less(cost.less(price));
        let left = policy::worth_of(worth, total, after);
        Self { more: zero, less: worth.less(left), cost: price, total: after, worth: left }
    }

    /// What costs more was paid for: the ticket has cost that much more, and is worth it.
    pub(super) fn paid(total: Money, worth: Money, cost: Money, more: Money) -> Self {
        let (cost, total, worth) = (cost.plus(more), total.plus(more), worth.plus(more));
        Self { more, less: Money::zero(more.currency), cost, total, worth }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_decimal::Decimal;
    use types::Currency;

    fn eur(cents: i64) -> Money {
        Money::new(Decimal::new(cents, 2), Currency::EUR)
    }

    proptest! {
        /// However tickets are exchanged, one after the other and to and fro, for more as a present or for
        /// money: they add up to the booking, what it is worth is never more than what it costs or what is
        /// left of the charges, and nothing is lost: what was paid is what it costs still and what the
        /// exchanges made less.
        #[test]
        fn whatever_is_exchanged_the_tickets_add_up_and_no_more_goes_back_than_was_paid(
            costs in prop::collection::vec(0..=1_000_000_i64, 1..=10),
            goodwill in 0..=1_000_000_i64,
            late_percent in 0..=100_i32,
            steps in prop::collection::vec(
                (0..10_usize, 0..=1_000_000_i64, any::<bool>()), 1..30),
        ) {
            let mut costs: Vec<Money> = costs.into_iter().map(eur).collect();
            let sum = |costs: &[Money]| costs.iter().fold(eur(0), |sum, cost| sum.plus(*cost));
            let mut total = sum(&costs);
            let mut worth = total.less(eur(goodwill).at_most(total));
            let mut charge = total;
            let mut back = total.less(worth);
            let mut made_less = back;
            for (at, price, pays) in steps {
                let at = at % costs.len();
                let mut sums = Sums::of(total, worth, costs[at], eur(price));
                prop_assert!(sums.more.is_zero() || sums.less.is_zero());
                prop_assert!(sums.cost.amount() <= costs[at].amount());
                if pays && !sums.more.is_zero() {
                    charge = charge.plus(sums.more);
                    sums = Sums::paid(total, worth, costs[at], sums.more);
                    prop_assert_eq!(sums.cost, eur(price));
                    prop_assert_eq!(sums.total.less(sums.worth), total.less(worth));
                }
                prop_assert!(sums.cost.amount() <= eur(price).amount());
                prop_assert!(sums.less.amount() <= costs[at].less(sums.cost).amount()
                    + Decimal::new(1, 2));
                prop_assert!(sums.worth.amount() <= sums.total.amount());
                costs[at] = sums.cost;
                prop_assert_eq!(sum(&costs), sums.total);
                back = back.plus(sums.less.percent(late_percent));
                made_less = made_less.plus(sums.less);
                prop_assert_eq!(sums.worth.plus(made_less), charge);
                prop_assert!(charge.less(back).amount() >= sums.worth.amount());
                (total, worth) = (sums.total, sums.worth);
            }
        }
    }

    #[test]
    fn what_costs_more_is_a_present_and_what_costs_the_same_moves_no_money() {
        let sums = Sums::of(eur(30_00), eur(30_00), eur(10_00), eur(25_00));
        assert_eq!((sums.more, sums.cost, sums.total), (eur(15_00), eur(10_00), eur(30_00)));
        let same = Sums::of(eur(30_00), eur(20_00), eur(10_00), eur(10_00));
        assert!(same.more.is_zero() && same.less.is_zero());
        assert_eq!((same.total, same.worth), (eur(30_00), eur(20_00)));
        // Half of the charge went back before: half of the difference is left to go.
        let less = Sums::of(eur(30_00), eur(15_00), eur(20_00), eur(10_00));
        assert_eq!((less.less, less.total, less.worth), (eur(5_00), eur(20_00), eur(10_00)));
        let free = Sums::of(eur(30_00), eur(30_00), eur(30_00), eur(0));
        assert_eq!((free.less, free.total, free.worth), (eur(30_00), eur(0), eur(0)));
    }
}
