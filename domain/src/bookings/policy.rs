//! Pure rules of bookings.

use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;
use types::bookings::CancelReason;
use types::{Money, RefundPolicy};

/// Whether another start is so far from the one before that everybody may cancel in full. The
/// database's `moved_until` says the same of all moves of an event.
pub fn is_move(before: DateTime<Utc>, after: DateTime<Utc>) -> bool {
    (after - before).abs() > TimeDelta::hours(1)
}

/// What a refund is held against: the rule of the booking, and when its event starts, started when
/// it was booked, and was moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    pub rule: RefundPolicy,
    pub starts: DateTime<Utc>,
    /// None: as it starts now.
    pub booked_for: Option<DateTime<Utc>>,
    /// Where the event was moved by more than an hour: the end of the time in which everybody can
    /// cancel in full.
    pub moved_until: Option<DateTime<Utc>>,
}

impl Terms {
    /// The last moment at which everything comes back. The attendee has the better of both starts,
    /// and of the rule and the move; what has started cannot be cancelled.
    pub fn full_until(self) -> Option<DateTime<Utc>> {
        let better = self.booked_for.map_or(self.starts, |booked| booked.max(self.starts));
        let until = self.rule.full_until(better).max(self.moved_until);
        until.map(|until| until.min(self.starts))
    }

    /// The same for the move alone.
    pub fn moved_until(self) -> Option<DateTime<Utc>> {
        self.moved_until.map(|until| until.min(self.starts))
    }
}

/// What is given back of what the seats cost when they end for `reason`: everything where the
/// organizer or the clock is to blame, else what the booking's terms say.
pub fn refund(cost: Money, reason: CancelReason, terms: Terms, now: DateTime<Utc>) -> Money {
    match reason {
        // Where an organizer chooses to go by the rule.
        CancelReason::ByAttendee | CancelReason::ByOrganizer => {
            refund_by(cost, terms.full_until(), terms.rule.late_percent, now)
        }
        CancelReason::Expired
        | CancelReason::EventCancelled
        | CancelReason::PaymentRefunded
        | CancelReason::OfferDeclined => cost,
    }
}

/// What an attendee gets back who cancels now: everything until `full_until`, then a part.
pub fn refund_by(
    cost: Money,
    full_until: Option<DateTime<Utc>>,
    late_percent: i32,
    now: DateTime<Utc>,
) -> Money {
    match full_until {
        Some(until) if now <= until => cost,
        _ => cost.percent(late_percent),
    }
}

/// One of a booking's seats: what it cost, and what the booking costs without it. Taken away one
/// after the other, the seats cost together what the booking cost.
pub fn one_seat(total: Money, seats: i32) -> (Money, Money) {
    let left = total.without_one_of(seats);
    (total.less(left), left)
}

/// What each of the seats cost: its price less its share of the discount, so that all of them together
/// cost the total. Each says whether the discount falls on it. The cents that cannot be divided go to those
/// whose share has the largest rest, the first before the others.
pub fn costs(total: Money, seats: &[(Money, bool)]) -> Vec<Money> {
    let currency = total.currency;
    let sum = |all: bool| {
        let counted = seats.iter().filter(|(_, shares)| all || *shares);
        counted.fold(Money::zero(currency), |sum, (price, _)| sum.plus(*price))
    };
    let discount = sum(true).less(total);
    if discount.is_zero() {
        return seats.iter().map(|(price, _)| *price).collect();
    }
    // What is more than the price of those falls on all.
    let all = sum(false).amount() < discount.amount();
    let full = sum(all);
    let cent = Decimal::new(1, 2);
    let mut rest = discount;
    let mut shares = Vec::with_capacity(seats.len());
    for (price, shared) in seats {
        let part = if all || *shared { price.amount() } else { Decimal::ZERO };
        let exact = discount.amount() * part / full.amount();
        let share = Money::new(exact.trunc_with_scale(2), currency);
        rest = rest.less(share);
        shares.push((share, exact - share.amount()));
    }
    let mut order: Vec<_> = (0..shares.len()).filter(|at| all || seats[*at].1).collect();
    order.sort_by(|a, b| shares[*b].1.cmp(&shares[*a].1));
    for at in order {
        if rest.is_zero() {
            break;
        }
        let one = Money::new(cent, currency).at_most(rest);
        shares[at].0 = shares[at].0.plus(one);
        rest = rest.less(one);
    }
    seats.iter().zip(shares).map(|((price, _), (share, _))| price.less(share)).collect()
}

/// What seats are worth that cost `left` of a booking's `total`, where all of them are worth `worth`: a
/// goodwill refund was for all of them, each by what it cost.
pub fn worth_of(worth: Money, total: Money, left: Money) -> Money {
    if total.is_zero() {
        return Money::zero(worth.currency);
    }
    Money::new(worth.amount() * left.amount() / total.amount(), worth.currency)
}

/// How much less the seats of a booking are worth once only `left` of its charge is left: a goodwill
/// refund takes first what earlier tickets left behind, and then from these.
pub fn goodwill(worth: Money, left: Money) -> Money {
    worth.less(left)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    use types::Currency;
    use types::money::decimal_string;

    fn refunded(reason: CancelReason, hours_before_start: i64) -> String {
        let starts = DateTime::from_timestamp(2_000_000_000, 0).unwrap();
        let paid = Money::new("49.99".parse().unwrap(), Currency::EUR);
        let now = starts - TimeDelta::hours(hours_before_start);
        let rule = RefundPolicy { full_until_hours: Some(24), late_percent: 30 };
        decimal_string(refund(paid, reason, as_booked(rule, starts), now).amount())
    }

    fn as_booked(rule: RefundPolicy, starts: DateTime<Utc>) -> Terms {
        Terms { rule, starts, booked_for: Some(starts), moved_until: None }
    }

    #[test]
    fn the_attendee_has_the_better_of_both_starts() {
        let booked_for = DateTime::from_timestamp(2_000_000_000, 0).unwrap();
        let rule = RefundPolicy { full_until_hours: Some(24), late_percent: 0 };
        for (moved_by, full_hours_ahead) in [(-48, 48), (-4, 20), (0, 24), (48, 24)] {
            let starts = booked_for + TimeDelta::hours(moved_by);
            let terms = Terms { starts, ..as_booked(rule, booked_for) };
            let until =
                starts - TimeDelta::hours(if moved_by == -48 { 0 } else { full_hours_ahead });
            assert_eq!(terms.full_until(), Some(until), "{moved_by}");
        }
    }

    #[test]
    fn after_a_move_everything_comes_back_whatever_the_rule_says() {
        let starts = DateTime::from_timestamp(2_000_000_000, 0).unwrap();
        let never = RefundPolicy { full_until_hours: None, late_percent: 0 };
        let (soon, late) = (starts - TimeDelta::days(3), starts + TimeDelta::days(3));
        for (moved_until, full_until) in [(soon, soon), (late, starts)] {
            let terms = Terms { moved_until: Some(moved_until), ..as_booked(never, starts) };
            assert_eq!(terms.full_until(), Some(full_until));
        }
        // The rule may be better than the move.
        let always = RefundPolicy { full_until_hours: Some(0), late_percent: 0 };
        let terms = Terms { moved_until: Some(soon), ..as_booked(always, starts) };
        assert_eq!(terms.full_until(), Some(starts));
    }

    #[test]
    fn an_early_cancellation_gets_everything_back() {
        assert_eq!(refunded(CancelReason::ByAttendee, 25), "49.99");
        assert_eq!(refunded(CancelReason::ByAttendee, 24), "49.99");
    }

    #[test]
    fn a_late_cancellation_gets_the_percentage() {
        assert_eq!(refunded(CancelReason::ByAttendee, 23), "15.00");
    }

    #[test]
    fn who_did_not_choose_to_cancel_gets_everything_back() {
        assert_eq!(refunded(CancelReason::EventCancelled, -1), "49.99");
        assert_eq!(refunded(CancelReason::PaymentRefunded, 0), "49.99");
    }

    #[test]
    fn a_rule_may_give_nothing_back_ever() {
        let starts = DateTime::from_timestamp(2_000_000_000, 0).unwrap();
        let rule = RefundPolicy { full_until_hours: None, late_percent: 0 };
        let paid = Money::new(25.into(), Currency::EUR);
        let early = starts - TimeDelta::days(300);
        let terms = as_booked(rule, starts);
        assert!(refund(paid, CancelReason::ByAttendee, terms, early).is_zero());
        assert_eq!(refund(paid, CancelReason::EventCancelled, terms, early), paid);
    }

    proptest! {
        /// However prices and discount fall, the tickets add up to the booking, also one by one with
        /// a goodwill refund before, and nothing is taken off those that a code is not for.
        #[test]
        fn what_tickets_cost_adds_up_to_the_total(
            seats in prop::collection::vec((0..=1_000_000_i64, any::<bool>()), 1..=10),
            off in 0..=3_000_000_i64, goodwill in 0..=1_000_000_i64,
        ) {
            let eur = |cents| Money::new(Decimal::new(cents, 2), Currency::EUR);
            let covered: i64 = seats.iter().filter(|seat| seat.1).map(|seat| seat.0).sum();
            let full: i64 = seats.iter().map(|seat| seat.0).sum();
            let mut total = eur(full - off.min(covered));
            let mut worth = total.less(eur(goodwill));
            let seats: Vec<_> =
                seats.into_iter().map(|(cents, shares)| (eur(cents), shares)).collect();
            let costs = costs(total, &seats);
            let sum = costs.iter().fold(eur(0), |sum, cost| sum.plus(*cost));
            prop_assert_eq!(sum, total);
            for (cost, (price, shares)) in costs.iter().zip(&seats) {
                prop_assert!(cost.amount() <= price.amount());
                prop_assert!(*shares || cost == price);
                let left = total.less(*cost);
                let left_worth = worth_of(worth, total, left);
                let back = worth.less(left_worth);
                prop_assert!(back.amount() <= cost.amount());
                prop_assert!(left_worth.amount() <= left.amount());
                prop_assert!(goodwill > 0 || back == *cost);
                (total, worth) = (left, left_worth);
            }
            prop_assert!(total.is_zero() && worth.is_zero());
        }

        /// Seat by seat, early or late, never more than was charged comes back, and every step
        /// leaves a booking whose total its seats and its discount explain.
        #[test]
        fn seat_by_seat_never_more_than_the_charge_comes_back(
            seats in 1..=10_i32, unit in 1..=1_000_000_i64, off in 0..=1_000_000_i64,
            late_percent in 0..=100_i32, early in prop::collection::vec(any::<bool>(), 10),
        ) {
            let eur = |cents| Money::new(Decimal::new(cents, 2), Currency::EUR);
            let full = eur(unit).times(seats);
            let charge = full.less(eur(off));
            let starts = DateTime::from_timestamp(2_000_000_000, 0).unwrap();
            let rule = RefundPolicy { full_until_hours: Some(24), late_percent };
            let (mut total, mut back, mut cost) = (charge, Decimal::ZERO, Decimal::ZERO);
            for left in (1..=seats).rev() {
                let (one, rest) = one_seat(total, left);
                let hours = if early[usize::try_from(left).unwrap() - 1] { 30 } else { 3 };
                let now = starts - TimeDelta::hours(hours);
                let terms = as_booked(rule, starts);
                let refund = refund(one, CancelReason::ByAttendee, terms, now);
                prop_assert!(refund.amount() <= one.amount());
                prop_assert!(rest.amount() <= eur(unit).times(left - 1).amount());
                back += refund.amount();
                cost += one.amount();
                total = rest;
            }
            prop_assert!(total.is_zero());
            prop_assert_eq!(cost, charge.amount());
            prop_assert!(back <= charge.amount());
            let all_early = early.iter().take(usize::try_from(seats).unwrap()).all(|early| *early);
            prop_assert!(!all_early || back == charge.amount());
        }
    }
}
