//! The agenda's use cases.
//!
//! A write of a session locks its event's row, so that the event's time does not change and two
//! sessions that clash meet the exclusion constraint one after the other instead of deadlocking.

use super::clash::Place;
use super::store::{self, SessionRow};
use super::{policy, told};
use crate::accounts;
use crate::audit::Entry;
use crate::db::violated;
use crate::events::{EventRight, EventRow, own_locked, visible};
use crate::ids::new_id;
use crate::{Actor, Allowed, Error, Hub, events};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::events::EventStatus;
use types::history::AuditAction;
use types::ids::{EventId, SessionId};
use types::sessions::{Session, SessionInput};
use types::{ErrorCode, Failure, FieldProblem};

/// The agenda of an event, in order of time.
///
/// # Errors
/// `NotFound` where the caller may not know of the event.
pub async fn list(hub: &Hub, actor: Actor, event: &str) -> Result<Vec<Session>, Error> {
    let mut connection = hub.db.read().await?;
    let event = visible(&mut connection, actor, event).await?;
    let rows = store::of_event(&mut connection, event.id).await?;
    Ok(rows.into_iter().map(Session::from).collect())
}

/// # Errors
/// `NotFound` where there is no such session or the caller may not know of its event.
pub async fn get(
    hub: &Hub,
    actor: Actor,
    event: &str,
    session: SessionId,
) -> Result<Session, Error> {
    let mut connection = hub.db.read().await?;
    let event = visible(&mut connection, actor, event).await?;
    let row = store::find(&mut connection, event.id, session).await?;
    row.map(Session::from).ok_or_else(|| ErrorCode::NotFound.into())
}

/// # Errors
/// The event refuses; invalid by field; the room or the speaker is taken.
pub async fn create(
    hub: &Hub,
    actor: Actor,
    event: &str,
    input: SessionInput,
) -> Result<Session, Error> {
    let key = event.to_owned();
    let row = hub
        .db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let event = own_locked(tx, actor, &key, EventRight::Edit).await?;
                let input = prepared(tx, &event, None, input).await?;
                let row =
                    store::insert(tx, new_id().into(), event.id, &input).await.map_err(refusal)?;
                record(tx, actor, AuditAction::SessionCreated, &row).await?;
                Ok::<_, Error>(row)
            })
        })
        .await?;
    Ok(row.into())
}

/// Whether the caller may change a session.
///
/// # Errors
/// The event refuses; `NotFound`.
pub async fn may_change(
    hub: &Hub,
    actor: Actor,
    event: &str,
    session: SessionId,
) -> Result<Allowed, Error> {
    let allowed = events::may(hub, actor, event, EventRight::Edit).await?;
    get(hub, actor, event, session).await.map(|_| allowed)
}

/// # Errors
/// As [`create`], or `NotFound`.
pub async fn update(
    hub: &Hub,
    actor: Actor,
    event: &str,
    session: SessionId,
    input: SessionInput,
) -> Result<Session, Error> {
    let key = event.to_owned();
    let row = hub
        .db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let event = own_locked(tx, actor, &key, EventRight::Edit).await?;
                let before = store::find(tx, event.id, session).await?;
                let before = before.ok_or(ErrorCode::NotFound)?;
                let input = prepared(tx, &event, Some(session), input).await?;
                let row = store::update(tx, event.id, session, &input).await.map_err(refusal)?;
                let row = row.ok_or(ErrorCode::NotFound)?;
                told::tell(tx, &event, vec![told::moved(&before, Some(&row))]).await?;
                record(tx, actor, AuditAction::SessionUpdated, &row).await?;
                Ok::<_, Error>(row)
            })
        })
        .await?;
    Ok(row.into())
}

/// # Errors
/// The event refuses; `NotFound`.
pub async fn delete(hub: &Hub, actor: Actor, event: &str, session: SessionId) -> Result<(), Error> {
    let key = event.to_owned();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let event = own_locked(tx, actor, &key, EventRight::Edit).await?;
                let row = store::find(tx, event.id, session).await?;
                let row = row.ok_or(ErrorCode::NotFound)?;
                told::tell(tx, &event, vec![told::moved(&row, None)]).await?;
                store::delete(tx, event.id, session).await?;
                record(tx, actor, AuditAction::SessionDeleted, &row).await?;
                Ok(())
            })
        })
        .await
}

/// Locks the speaker, and checks the input against them, the event, which is locked, and the rest of
/// its agenda.
async fn prepared(
    tx: &mut PgConnection,
    event: &EventRow,
    session: Option<SessionId>,
    mut input: SessionInput,
) -> Result<SessionInput, Error> {
    if event.status == EventStatus::Cancelled {
        return Err(ErrorCode::EventCancelled.into());
    }
    policy::check(&mut input, event.start_date, event.end_date)?;
    if let Some(speaker) = input.speaker
        && !store::lock_speaker(tx, speaker).await?
    {
        let failure = Failure::field("speaker", FieldProblem::NotFound);
        return Err(failure.into());
    }
    free(tx, event.id, session, &input).await?;
    Ok(input)
}

/// The room and each speaker: the constraints of the table know no speaker who is one of several.
///
/// # Errors
/// `room_conflict` or `speaker_conflict` with the session that is in the way.
pub(super) async fn free(
    tx: &mut PgConnection,
    event: EventId,
    session: Option<SessionId>,
    input: &SessionInput,
) -> Result<(), Error> {
    let place = Place::from(input);
    for row in store::meanwhile(tx, event, (place.start, place.end)).await? {
        if Some(row.id) == session {
            continue;
        }
        if let Some(clash) = place.clash(&Place::from(&row)) {
            let failure = Failure { session: Some(row.id), ..Failure::new(clash.into()) };
            return Err(failure.into());
        }
    }
    Ok(())
}

pub(super) fn refusal(error: sqlx::Error) -> Error {
    match violated(&error) {
        Some("sessions_room_conflict") => ErrorCode::RoomConflict.into(),
        Some("sessions_speaker_conflict" | "sessions_speaker_name_conflict") => {
            ErrorCode::SpeakerConflict.into()
        }
        _ => error.into(),
    }
}

async fn record(
    tx: &mut PgConnection,
    actor: Actor,
    action: AuditAction,
    row: &SessionRow,
) -> Result<(), sqlx::Error> {
    let detail = json!({ "title": row.title });
    Entry::new(actor, action, row.id).event(row.event_id).detail(detail).record(tx).await
}
