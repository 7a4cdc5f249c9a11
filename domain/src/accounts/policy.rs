//! The rules of log-ins, with numbers in one place.

use chrono::TimeDelta;

/// A spent token shown again within this time comes from a second tab of the same browser.
pub(super) const PARALLEL_TABS: TimeDelta = TimeDelta::seconds(30);

pub(super) const RESET_VALID: TimeDelta = TimeDelta::minutes(30);
/// So many reset mails a person gets within [`RESET_VALID`].
pub(super) const RESETS_AT_ONCE: i64 = 3;

/// Failures further apart than this do not add up.
pub(super) const FAILURES_FADE: TimeDelta = TimeDelta::hours(1);

/// What failed log-ins are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Throttled {
    Account,
    /// Many people may share an address, so it bears more.
    Address,
}

impl Throttled {
    const fn free_failures(self) -> i32 {
        match self {
            Self::Account => 5,
            Self::Address => 50,
        }
    }

    /// How long to wait after this many failures in a row: 2, 4, 8 … seconds, at most 15 minutes.
    pub(super) fn back_off(self, failures: i32) -> Option<TimeDelta> {
        let over = failures - self.free_failures();
        let doublings = u32::try_from(over).ok()?.min(9);
        Some(TimeDelta::seconds(2_i64 << doublings).min(TimeDelta::minutes(15)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_doubles_from_the_fifth_failure_and_ends_at_a_quarter_of_an_hour() {
        let wait = |failures| Throttled::Account.back_off(failures).map(|wait| wait.num_seconds());
        assert_eq!(wait(1), None);
        assert_eq!(wait(4), None);
        assert_eq!(wait(5), Some(2));
        assert_eq!(wait(6), Some(4));
        assert_eq!(wait(12), Some(256));
        assert_eq!(wait(14), Some(900));
        assert_eq!(wait(i32::MAX), Some(900));
    }

    #[test]
    fn an_address_bears_more_failures_than_an_account() {
        assert_eq!(Throttled::Address.back_off(49), None);
        assert!(Throttled::Address.back_off(50).is_some());
    }
}
