//! Pure rules of bookings.

use chrono::{DateTime, TimeDelta, Utc};
use types::Money;
use types::bookings::CancelReason;

/// What is given back of `paid` when a booking ends for `reason`: everything where the organizer
/// or the clock is to blame, else what the refund rule of the booking says.
pub fn refund(
    paid: Money,
    reason: CancelReason,
    starts: DateTime<Utc>,
    full_until_hours: i32,
    percent_after: i32,
    now: DateTime<Utc>,
) -> Money {
    match reason {
        CancelReason::ByAttendee => {
            let full_until = starts - TimeDelta::hours(full_until_hours.into());
            if now <= full_until { paid } else { paid.percent(percent_after) }
        }
        CancelReason::Expired
        | CancelReason::EventCancelled
        | CancelReason::PaymentRefunded
        | CancelReason::OfferDeclined => paid,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::Currency;
    use types::money::decimal_string;

    fn refunded(reason: CancelReason, hours_before_start: i64) -> String {
        let starts = DateTime::from_timestamp(2_000_000_000, 0).unwrap();
        let paid = Money::new("49.99".parse().unwrap(), Currency::EUR);
        let now = starts - TimeDelta::hours(hours_before_start);
        decimal_string(refund(paid, reason, starts, 24, 30, now).amount())
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
}
