//! What those who picked a session are told of: that it moved, or is gone.

use super::store::SessionRow;
use crate::events::EventRow;
use crate::jobs::SessionPlace;
use crate::notifications::{self, SessionMoved};
use sqlx::postgres::PgConnection;
use types::events::EventStatus;
use types::sessions::SessionInput;

impl From<&SessionRow> for SessionPlace {
    fn from(row: &SessionRow) -> Self {
        Self {
            title: row.title.clone(),
            starts: row.start_time,
            ends: row.end_time,
            room: row.room.clone(),
        }
    }
}

impl From<&SessionInput> for SessionPlace {
    fn from(input: &SessionInput) -> Self {
        Self {
            title: input.title.clone(),
            starts: input.start_time,
            ends: input.end_time,
            room: input.room.clone(),
        }
    }
}

/// From what it was to what it is; nothing where it is gone.
pub(super) fn moved(before: &SessionRow, after: Option<&SessionRow>) -> SessionMoved {
    SessionMoved { session: before.id, before: before.into(), after: after.map(Into::into) }
}

/// Notes it for those who picked the sessions. What is gone must not be removed before, since the
/// picks go with it; the event is locked.
pub(super) async fn tell(
    tx: &mut PgConnection,
    event: &EventRow,
    moves: Vec<SessionMoved>,
) -> Result<(), sqlx::Error> {
    if event.status != EventStatus::Published {
        return Ok(());
    }
    notifications::tell_sessions_moved(tx, event.id, moves).await
}
