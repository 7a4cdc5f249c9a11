//! TOTP (RFC 6238) as every authenticator counts it: HMAC-SHA-1, six digits, steps of 30 seconds.

use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;
use subtle::ConstantTimeEq as _;

/// Seconds of a step.
const STEP: i64 = 30;
/// Steps that a telephone's clock may be ahead or behind.
const DRIFT: i64 = 1;
pub(super) const DIGITS: usize = 6;

pub(super) fn step_at(now: DateTime<Utc>) -> i64 {
    now.timestamp().div_euclid(STEP)
}

/// The code of a step, as a number.
pub(super) fn code(secret: &[u8], step: i64) -> Option<u32> {
    let mut mac = Hmac::<Sha1>::new_from_slice(secret).ok()?;
    mac.update(&step.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let at = usize::from(digest.last()? & 0x0f);
    let four = digest.get(at..at + 4)?.try_into().ok()?;
    Some((u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000)
}

/// The latest step around now that the code is of.
pub(super) fn step_of(secret: &[u8], typed: u32, now: DateTime<Utc>) -> Option<i64> {
    let now = step_at(now);
    let matches =
        |step: &i64| code(secret, *step).is_some_and(|code| bool::from(code.ct_eq(&typed)));
    (now - DRIFT..=now + DRIFT).filter(matches).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"12345678901234567890";

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    /// Appendix B of the RFC, whose codes have eight digits: the last six of them.
    #[test]
    fn the_codes_are_those_of_the_rfc() {
        for (seconds, expected) in [
            (59, 287_082),
            (1_111_111_109, 81_804),
            (1_111_111_111, 50_471),
            (1_234_567_890, 5_924),
            (2_000_000_000, 279_037),
            (20_000_000_000, 353_130),
        ] {
            assert_eq!(code(SECRET, step_at(at(seconds))), Some(expected), "{seconds}");
        }
    }

    #[test]
    fn a_code_is_good_one_step_before_and_after_its_own() {
        let typed = code(SECRET, 100).unwrap();
        for (step, good) in [(98, false), (99, true), (100, true), (101, true), (102, false)] {
            let found = step_of(SECRET, typed, at(step * STEP + 29));
            assert_eq!(found, good.then_some(100), "{step}");
        }
    }
}
