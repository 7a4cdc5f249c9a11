//! Pure rules of bookings.

use chrono::{DateTime, Utc};
use types::bookings::CancelReason;
use types::{Money, RefundPolicy};

/// What is given back of what the seats cost when they end for `reason`: everything where the
/// organizer or the clock is to blame, else what the refund rule of the booking says.
pub fn refund(
    cost: Money,
    reason: CancelReason,
    rule: RefundPolicy,
    starts: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Money {
    match reason {
        CancelReason::ByAttendee => rule.refund(cost, starts, now),
        CancelReason::Expired
        | CancelReason::EventCancelled
        | CancelReason::PaymentRefunded
        | CancelReason::OfferDeclined => cost,
    }
}

/// One of a booking's seats: what it cost, and what the booking costs without it. Taken away one
/// after the other, the seats cost together what the booking cost.
pub fn one_seat(total: Money, seats: i32) -> (Money, Money) {
    let left = total.without_one_of(seats);
    (total.less(left), left)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use proptest::prelude::*;
    use rust_decimal::Decimal;
    use types::Currency;
    use types::money::decimal_string;

    fn refunded(reason: CancelReason, hours_before_start: i64) -> String {
        let starts = DateTime::from_timestamp(2_000_000_000, 0).unwrap();
        let paid = Money::new("49.99".parse().unwrap(), Currency::EUR);
        let now = starts - TimeDelta::hours(hours_before_start);
        let rule = RefundPolicy { full_until_hours: Some(24), late_percent: 30 };
        decimal_string(refund(paid, reason, rule, starts, now).amount())
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
        assert!(refund(paid, CancelReason::ByAttendee, rule, starts, early).is_zero());
        assert_eq!(refund(paid, CancelReason::EventCancelled, rule, starts, early), paid);
    }

    proptest! {
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
                let refund = refund(one, CancelReason::ByAttendee, rule, starts, now);
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
