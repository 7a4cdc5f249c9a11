//! The rules of a session within its event.

use chrono::{DateTime, Utc};
use types::sessions::SessionInput;
use types::validation::Checks;
use types::{Failure, FieldProblem};

/// Leaves the texts as they are stored.
///
/// # Errors
/// `validation_failed` by field, with everything that is wrong.
pub(super) fn check(
    input: &mut SessionInput,
    event_start: DateTime<Utc>,
    event_end: DateTime<Utc>,
) -> Result<(), Failure> {
    let mut failure = input.check().err().unwrap_or_else(|| Failure::fields(Vec::new()));
    let mut checks = Checks::new();
    let within = event_start..=event_end;
    for (field, time) in [("start_time", input.start_time), ("end_time", input.end_time)] {
        checks.require(within.contains(&time), field, FieldProblem::OutsideEvent);
    }
    if let Err(more) = checks.finish() {
        failure.fields.extend(more.fields);
    }
    if failure.fields.is_empty() { Ok(()) } else { Err(failure) }
}
