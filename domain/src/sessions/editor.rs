//! What the agenda's editor works on: the sessions with their versions, beside the event's time.

use super::store;
use crate::events::{EventRight, EventRow, owned};
use crate::{Actor, Error, Hub};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::ErrorCode;
use types::agenda::AgendaSession;
use types::events::EventStatus;
use types::ids::SessionId;
use types::sessions::Session;

/// An agenda as it is edited.
#[derive(Clone, Debug)]
pub struct AgendaEditor {
    pub slug: String,
    pub timezone: String,
    pub start: DateTime<Utc>,
    pub end: DateTime<Utc>,
    pub max_capacity: i32,
    /// Nothing of it can be changed any more.
    pub is_cancelled: bool,
    /// In order of time.
    pub sessions: Vec<AgendaSession>,
}

/// A session as it is edited.
#[derive(Clone, Debug)]
pub struct SessionEditor {
    pub session: Session,
    pub version: i32,
    /// How many people have it on their own agenda.
    pub picks: i64,
}

/// The agenda, to be edited.
///
/// # Errors
/// The event refuses.
pub async fn editor(hub: &Hub, actor: Actor, event: &str) -> Result<AgendaEditor, Error> {
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::Edit).await?;
    of_event(&mut connection, event).await
}

/// The agenda and one of its sessions, to be edited.
///
/// # Errors
/// The event refuses; `NotFound`.
pub async fn session_editor(
    hub: &Hub,
    actor: Actor,
    event: &str,
    session: SessionId,
) -> Result<(AgendaEditor, SessionEditor), Error> {
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::Edit).await?;
    let row = store::find(&mut connection, event.id, session).await?;
    let row = row.ok_or(ErrorCode::NotFound)?;
    let picks = store::picked(&mut connection, session).await?;
    let version = row.version;
    let one = SessionEditor { session: row.into(), version, picks };
    Ok((of_event(&mut connection, event).await?, one))
}

/// Who changed a session last; none where nobody knows.
///
/// # Errors
/// The event refuses.
pub async fn changed_by(
    hub: &Hub,
    actor: Actor,
    event: &str,
    session: SessionId,
) -> Result<Option<String>, Error> {
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::Edit).await?;
    Ok(store::changed_by(&mut connection, event.id, session).await?)
}

pub(super) async fn of_event(
    connection: &mut PgConnection,
    event: EventRow,
) -> Result<AgendaEditor, Error> {
    let rows = store::of_event(connection, event.id).await?;
    Ok(AgendaEditor {
        slug: event.slug,
        timezone: event.timezone,
        start: event.start_date,
        end: event.end_date,
        max_capacity: event.max_capacity,
        is_cancelled: event.status == EventStatus::Cancelled,
        sessions: rows.into_iter().map(AgendaSession::from).collect(),
    })
}
