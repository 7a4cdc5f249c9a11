//! The agenda's use cases.
//!
//! A write of a session locks its event's row, so that the event's time does not change and two
//! sessions that clash meet the exclusion constraint one after the other instead of deadlocking.

use super::store::{self, SessionRow};
use super::{clash, policy, told};
use crate::accounts;
use crate::audit::Entry;
use crate::db::violated;
use crate::events::{EventRight, EventRow, own_locked, visible};
use crate::idempotency::{Answer, IdempotencyKey, Refusal, Request, once};
use crate::ids::new_id;
use crate::{Actor, Allowed, Error, Hub, events};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::agenda::SESSIONS_MAX;
use types::events::EventStatus;
use types::history::AuditAction;
use types::ids::{EventId, SessionId};
use types::sessions::{Session, SessionInput};
use types::{ErrorCode, Failure, FieldError, FieldProblem};

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
/// The event refuses; invalid by field; the room or the speaker is taken; the agenda is full.
pub async fn create(
    hub: &Hub,
    actor: Actor,
    event: &str,
    input: SessionInput,
) -> Result<Session, Error> {
    let made = create_once(hub, actor, event, input, None).await;
    made.map(|answer| answer.value).map_err(|refusal| refusal.failure.into())
}

/// The same, once for the key.
///
/// # Errors
/// As [`create`]; `idempotency_key_reused`.
pub async fn create_once(
    hub: &Hub,
    actor: Actor,
    event: &str,
    input: SessionInput,
    key: Option<IdempotencyKey>,
) -> Result<Answer<Session>, Refusal> {
    let user = actor.require_user()?;
    let body = (event, &input);
    // What is refused is mended in the form, and sent again by the same key.
    let request =
        key.map(|key| Request::new(hub, user, key, "create_session", &body).waiting().until_done());
    let event = event.to_owned();
    once(hub, request, move |tx| {
        Box::pin(async move {
            accounts::acting(tx, actor).await?;
            let event = own_locked(tx, actor, &event, EventRight::Edit).await?;
            add(tx, actor, &event, input).await.map(Session::from)
        })
    })
    .await
}

/// Adds a session to an event that is locked.
///
/// # Errors
/// As [`create`].
pub(super) async fn add(
    tx: &mut PgConnection,
    actor: Actor,
    event: &EventRow,
    input: SessionInput,
) -> Result<SessionRow, Error> {
    let input = prepared(tx, event, None, input).await?;
    if store::count(tx, event.id).await? >= SESSIONS_MAX {
        return Err(full().into());
    }
    let row = store::insert(tx, new_id().into(), event.id, &input).await.map_err(refusal)?;
    record(tx, actor, AuditAction::SessionCreated, &row).await?;
    Ok(row)
}

/// An event has so many sessions at most.
pub(super) fn full() -> Failure {
    Failure::fields(vec![FieldError {
        field: "sessions".to_owned(),
        problem: FieldProblem::TooLarge,
        limit: Some(SESSIONS_MAX),
    }])
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
    change(hub, actor, (event, session), None, |_| input).await.map(Session::from)
}

/// Changes a session, if it is still of this version; answers with its new one.
///
/// # Errors
/// As [`update`]; `changed_meanwhile`.
pub async fn update_version(
    hub: &Hub,
    actor: Actor,
    (event, session): (&str, SessionId),
    version: i32,
    wish: impl FnOnce(&Session) -> SessionInput + Send + 'static,
) -> Result<i32, Error> {
    let wish = |row: &SessionRow| wish(&row.clone().into());
    change(hub, actor, (event, session), Some(version), wish).await.map(|row| row.version)
}

async fn change(
    hub: &Hub,
    actor: Actor,
    (event, session): (&str, SessionId),
    version: Option<i32>,
    wish: impl FnOnce(&SessionRow) -> SessionInput + Send + 'static,
) -> Result<SessionRow, Error> {
    let key = event.to_owned();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let event = own_locked(tx, actor, &key, EventRight::Edit).await?;
                let before =
                    store::find(tx, event.id, session).await?.ok_or(ErrorCode::NotFound)?;
                // Asked under the event's lock: of two changes from one version, the second sees the
                // first.
                if version.is_some_and(|version| version != before.version) {
                    return Err(ErrorCode::ChangedMeanwhile.into());
                }
                let input = prepared(tx, &event, Some(session), wish(&before)).await?;
                let row = store::update(tx, event.id, session, &input).await.map_err(refusal)?;
                let row = row.ok_or(ErrorCode::NotFound)?;
                told::tell(tx, &event, vec![told::moved(&before, Some(&row))]).await?;
                changed(actor, &before, &row).record(tx).await?;
                Ok(row)
            })
        })
        .await
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
    let occupancy = clash::of_input(input);
    for row in store::meanwhile(tx, event, occupancy.times()).await? {
        if Some(row.id) == session {
            continue;
        }
        if let Some(overlap) = clash::between(&occupancy, &clash::of_row(&row)) {
            let failure = Failure { session: Some(row.id), ..Failure::new(clash::code(&overlap)) };
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

/// The entry of a change: its place before and after, and which texts are others.
fn changed(actor: Actor, before: &SessionRow, row: &SessionRow) -> Entry {
    let mut entry = Entry::new(actor, AuditAction::SessionUpdated, row.id)
        .event(row.event_id)
        .detail(json!({ "title": row.title }))
        .change("title", before.title.clone(), row.title.clone())
        .change("room", before.room.clone(), row.room.clone())
        .change("start_time", before.start_time, row.start_time)
        .change("end_time", before.end_time, row.end_time);
    if before.speaker_name != row.speaker_name {
        entry = entry.changed("speaker_name");
    }
    entry
}
