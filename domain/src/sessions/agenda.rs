//! An event's agenda as calendars take it.

use super::store;
use crate::events::visible;
use crate::{Actor, Error, Hub};
use chrono::{DateTime, Utc};
use types::sessions::Session;

/// A session and which state of it this is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaEntry {
    pub session: Session,
    /// How often what a calendar shows of it has changed, and when it last did: in the session
    /// itself, or in the event that the entry names.
    pub revision: i32,
    pub revised_at: DateTime<Utc>,
}

/// The agenda of an event, in order of time; with `picks` what the caller picked of it.
///
/// # Errors
/// `NotFound` where the caller may not know of the event; `unauthenticated` where an
/// anonymous caller asks for their picks.
pub async fn agenda(
    hub: &Hub,
    actor: Actor,
    event: &str,
    picks: bool,
) -> Result<Vec<AgendaEntry>, Error> {
    let user = if picks { Some(actor.require_user()?) } else { None };
    let mut connection = hub.db.read().await?;
    let event = visible(&mut connection, actor, event).await?;
    let mut rows = store::of_event(&mut connection, event.id).await?;
    if let Some(user) = user {
        let picked = store::picks(&mut connection, user, event.id).await?;
        rows.retain(|row| picked.contains(&row.id));
    }
    let entry = |row: store::SessionRow| AgendaEntry {
        revision: event.revision.saturating_add(row.revision),
        revised_at: event.revised_at.max(row.revised_at),
        session: row.into(),
    };
    Ok(rows.into_iter().map(entry).collect())
}
