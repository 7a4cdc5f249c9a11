//! Wall clock: from what somebody reads off a clock to a moment, and back, over the nights in which
//! the clocks change.

use super::zone::local;
use chrono::{DateTime, LocalResult, NaiveDateTime, TimeZone as _, Utc};
use chrono_tz::Tz;
use types::FieldProblem;

const FORMATS: [&str; 3] = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"];

/// The moment at which the clock shows this; `fold` says which one where that hour comes twice.
///
/// # Errors
/// No such text, no such hour, or an hour that comes twice.
pub fn moment(text: &str, fold: &str, zone: Tz) -> Result<DateTime<Utc>, FieldProblem> {
    let parsed = |format: &&str| NaiveDateTime::parse_from_str(text.trim(), format).ok();
    let wall = FORMATS.iter().find_map(parsed).ok_or(FieldProblem::Invalid)?;
    match (zone.from_local_datetime(&wall), fold) {
        (LocalResult::Single(at), _)
        | (LocalResult::Ambiguous(at, _), "first")
        | (LocalResult::Ambiguous(_, at), "second") => Ok(at.to_utc()),
        (LocalResult::Ambiguous(..), _) => Err(FieldProblem::DoubledHour),
        (LocalResult::None, _) => Err(FieldProblem::SkippedHour),
    }
}

/// What the clock shows then, and which of the two where that hour comes twice.
pub fn shown(at: DateTime<Utc>, zone: &str) -> (String, String) {
    let wall = local(at, zone);
    let tz = super::zone::parse_zone(zone).unwrap_or(Tz::UTC);
    let fold = match tz.from_local_datetime(&wall) {
        LocalResult::Ambiguous(first, _) if first.to_utc() == at => "first",
        LocalResult::Ambiguous(..) => "second",
        LocalResult::Single(_) | LocalResult::None => "",
    };
    (wall.format(FORMATS[0]).to_string(), fold.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BERLIN: Tz = Tz::Europe__Berlin;

    #[test]
    fn an_hour_that_is_left_out_is_refused_and_not_guessed() {
        for skipped in ["2027-03-28T02:00", "2027-03-28T02:59"] {
            assert_eq!(moment(skipped, "", BERLIN), Err(FieldProblem::SkippedHour));
            assert_eq!(moment(skipped, "first", BERLIN), Err(FieldProblem::SkippedHour));
        }
        let after = moment("2027-03-28T03:00", "", BERLIN).unwrap();
        assert_eq!(after.to_rfc3339(), "2027-03-28T01:00:00+00:00");
    }

    #[test]
    fn an_hour_that_comes_twice_is_asked_about() {
        let doubled = "2026-10-25T02:30";
        assert_eq!(moment(doubled, "", BERLIN), Err(FieldProblem::DoubledHour));
        let first = moment(doubled, "first", BERLIN).unwrap();
        let second = moment(doubled, "second", BERLIN).unwrap();
        assert_eq!((second - first).num_minutes(), 60);
        for (at, fold) in [(first, "first"), (second, "second")] {
            assert_eq!(shown(at, "Europe/Berlin"), (doubled.to_owned(), fold.to_owned()));
        }
    }

    #[test]
    fn what_is_shown_is_read_back() {
        for text in ["2026-12-24T18:00", "2028-02-29T23:59"] {
            let at = moment(text, "", BERLIN).unwrap();
            assert_eq!(shown(at, "Europe/Berlin"), (text.to_owned(), String::new()));
        }
        for bad in ["", "soon", "2026-13-01T10:00", "2026-12-24", "2027-02-29T10:00", "24.12.2026"]
        {
            assert_eq!(moment(bad, "", BERLIN), Err(FieldProblem::Invalid), "{bad}");
        }
    }
}
