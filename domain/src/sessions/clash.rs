//! What a session takes of its event's agenda, by the rule that the agenda's editor shows as well.

use super::store::SessionRow;
use types::ErrorCode;
use types::agenda::{Occupancy, Overlap};
use types::sessions::SessionInput;

pub(super) fn of_input(input: &SessionInput) -> Occupancy {
    let times = (input.start_time, input.end_time);
    Occupancy::new(&input.room, times, input.speaker, input.speaker_name.as_deref())
}

pub(super) fn of_row(row: &SessionRow) -> Occupancy {
    let times = (row.start_time, row.end_time);
    Occupancy::new(&row.room, times, row.speaker_id, row.speaker_name.as_deref())
}

/// The first thing that both occupancy at once.
pub(super) fn between(one: &Occupancy, other: &Occupancy) -> Option<Overlap> {
    one.shared_with(other).into_iter().next()
}

pub(super) const fn code(overlap: &Overlap) -> ErrorCode {
    match overlap {
        Overlap::Room => ErrorCode::RoomConflict,
        Overlap::Speaker(_) => ErrorCode::SpeakerConflict,
    }
}
