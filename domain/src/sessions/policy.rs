//! The rules of a session within its event.

use chrono::{DateTime, Utc};
use types::sessions::SessionInput;
use types::validation::Checks;
use types::{Failure, FieldProblem};

/// # Errors
/// `validation_failed` by field, with everything that is wrong.
pub(super) fn check(
    input: &SessionInput,
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

/// Blanks and line breaks as people mean them, once the input was checked.
pub(super) fn tidied(mut input: SessionInput) -> SessionInput {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    input.title = one_line(&input.title);
    input.room = one_line(&input.room);
    input.track = input.track.map(|track| one_line(&track));
    input.speaker_name = input.speaker_name.map(|name| one_line(&name));
    input.description = input.description.trim().to_owned();
    input
}
