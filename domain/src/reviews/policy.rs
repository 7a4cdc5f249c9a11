//! Who may write what, with the time passed in.

use crate::Error;
use chrono::{DateTime, Utc};
use types::ErrorCode;
use types::reviews::ReviewInput;

/// Whether the caller may review an event now.
///
/// # Errors
/// They did not attend, or it is not over.
pub(super) fn may_review(
    attended: bool,
    end_date: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if !attended {
        Err(ErrorCode::NotAttended.into())
    } else if now < end_date {
        Err(ErrorCode::EventNotEnded.into())
    } else {
        Ok(())
    }
}

/// Checked stars and a comment as it is stored.
///
/// # Errors
/// `validation_failed` by field.
pub(super) fn tidied(mut input: ReviewInput) -> Result<(i32, String), Error> {
    input.check()?;
    // Checked to be 1 to 5.
    Ok((i32::try_from(input.rating).unwrap_or(5), input.comment))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_second_of_an_event_is_too_early_and_its_end_is_not() {
        let end: DateTime<Utc> = "2026-11-22T20:00:00Z".parse().unwrap();
        let before = end - chrono::TimeDelta::seconds(1);
        assert!(may_review(true, end, end).is_ok());
        assert_eq!(
            may_review(true, end, before).unwrap_err().code(),
            Some(ErrorCode::EventNotEnded)
        );
        assert_eq!(
            may_review(false, end, before).unwrap_err().code(),
            Some(ErrorCode::NotAttended)
        );
        assert_eq!(may_review(false, end, end).unwrap_err().code(), Some(ErrorCode::NotAttended));
    }

    #[test]
    fn a_comment_is_stored_without_what_surrounds_it() {
        let input = ReviewInput { rating: 4, comment: "  Good\r\nbut short \r\n".into() };
        assert_eq!(tidied(input).unwrap(), (4, "Good\nbut short".to_owned()));
        for rating in [0, 6, -1, i64::MAX, i64::MIN] {
            let input = ReviewInput { rating, comment: String::new() };
            assert!(tidied(input).is_err(), "{rating}");
        }
    }
}
