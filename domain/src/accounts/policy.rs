//! The rules of log-ins, with numbers in one place.

use chrono::TimeDelta;
use types::text_enum;

/// A spent token shown again within this time comes from a second tab of the same browser.
pub(super) const PARALLEL_TABS: TimeDelta = TimeDelta::seconds(30);

pub(super) const RESET_VALID: TimeDelta = TimeDelta::minutes(30);
/// So many reset mails a person gets within [`RESET_VALID`].
pub(super) const RESETS_AT_ONCE: i64 = 3;

/// How long a link proves an address.
pub(super) const LINK_VALID: TimeDelta = TimeDelta::hours(48);
/// So many links an account gets, and an address, until a day has passed without one.
pub(super) const LINKS_A_DAY: i32 = 5;
pub(super) const A_DAY: TimeDelta = TimeDelta::days(1);

/// So many test mails an admin sends, until an hour has passed without one.
pub(super) const TEST_MAILS: i32 = 5;

/// Failures further apart than this do not add up.
pub(super) const FAILURES_FADE: TimeDelta = TimeDelta::hours(1);

/// A session ends so long after its log-in, however often its tokens are renewed.
pub(super) const SESSION_MAX: TimeDelta = TimeDelta::days(90);

/// When a session was last used is written down no more often.
pub(super) const SEEN_AGAIN: TimeDelta = TimeDelta::hours(1);

text_enum! {
    /// What failed log-ins are counted by.
    pub(crate) enum Throttled {
        /// One account from one network.
        Account = "account",
        /// One account from everywhere, its known devices left out.
        Everywhere = "everywhere",
        /// One network, whatever the account. Many people may share it, so it bears more.
        Address = "address",
        /// One account from one browser that was logged in before.
        Device = "device",
        /// One account, by a caller who is logged in to it.
        Session = "session",
    }
}

impl Throttled {
    const fn free_failures(self) -> i32 {
        match self {
            Self::Account | Self::Device | Self::Session => 5,
            Self::Address => 50,
            Self::Everywhere => 100,
        }
    }

    /// Whether failures of several people may add up in it.
    pub(super) const fn is_shared(self) -> bool {
        matches!(self, Self::Address | Self::Everywhere)
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
        assert_eq!(Throttled::Everywhere.back_off(99), None);
        assert!(Throttled::Everywhere.back_off(100).is_some());
    }
}
