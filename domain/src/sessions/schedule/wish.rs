//! A session of a file as it would be stored, by the rules of sessions.

use super::plan::Frame;
use super::read::Content;
use crate::sessions::policy;
use crate::sessions::store::SessionRow;
use chrono::TimeDelta;
use types::schedule::RefusalReason;
use types::sessions::{SessionInput, speakers};
use types::{Failure, FieldProblem};

/// What the form does not know stays as it is, and so does what it
/// says in other words.
pub(super) fn wish(
    frame: Frame,
    known: Option<&SessionRow>,
    content: Content,
) -> Result<SessionInput, RefusalReason> {
    let mut input = SessionInput {
        title: content.title,
        description: content.description,
        start_time: content.start,
        end_time: content.end,
        room: content.room,
        track: content.track,
        speaker: known.and_then(|row| row.speaker_id),
        speaker_name: content.speakers,
        capacity: known.map_or(frame.capacity, |row| row.capacity.into()),
    };
    if let Some(row) = known {
        // The form has seconds and no less.
        for (new, old) in
            [(&mut input.start_time, row.start_time), (&mut input.end_time, row.end_time)]
        {
            if (*new - old).abs() < TimeDelta::seconds(1) {
                *new = old;
            }
        }
    }
    policy::check(&mut input, frame.start, frame.end).map_err(|failure| reason(&failure))?;
    if let Some(row) = known {
        let named = |text: &Option<String>| -> Vec<String> {
            text.iter().flat_map(|text| speakers(text)).map(str::to_owned).collect()
        };
        if named(&row.speaker_name) == named(&input.speaker_name) {
            input.speaker_name.clone_from(&row.speaker_name);
        }
    }
    Ok(input)
}

/// The one to begin with.
fn reason(failure: &Failure) -> RefusalReason {
    use FieldProblem as P;
    use RefusalReason as R;
    let of = |field: &str, problem| match (field, problem) {
        ("title", P::Required) => R::NoTitle,
        ("title", P::TooLong) => R::TitleTooLong,
        ("description", P::TooLong) => R::DescriptionTooLong,
        ("room", P::Required) => R::NoRoom,
        ("room", P::TooLong) => R::RoomTooLong,
        ("track", P::TooLong) => R::TrackTooLong,
        ("speaker_name", P::TooLong) => R::SpeakersTooLong,
        ("start_time" | "end_time", P::OutsideEvent) => R::OutsideEvent,
        ("end_time", P::EndBeforeStart) => R::NoDuration,
        _ => R::TextNotAllowed,
    };
    failure.fields.first().map_or(R::TextNotAllowed, |error| of(&error.field, error.problem))
}

pub(super) fn is_same(row: &SessionRow, input: &SessionInput) -> bool {
    row.title == input.title
        && row.description == input.description
        && row.start_time == input.start_time
        && row.end_time == input.end_time
        && row.room == input.room
        && row.track == input.track
        && row.speaker_name == input.speaker_name
}
