//! The agenda's use cases.
//!
//! A write of a session locks its event's row, so that the event's time does not change and two
//! sessions that clash meet the exclusion constraint one after the other instead of deadlocking.

use super::store::{self, SessionRow};
use super::{clash, policy};
use crate::accounts;
use crate::audit::Entry;
use crate::db::violated;
use crate::events::{EventRight, EventRow, own_locked, owned, visible};
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

/// A session, with its version for who may change it.
#[derive(Clone, Debug)]
pub struct SessionView {
    pub session: Session,
    pub version: Option<i32>,
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
    found(&mut connection, actor, event, session).await.map(Session::from)
}

/// # Errors
/// As [`get`].
pub async fn view(
    hub: &Hub,
    actor: Actor,
    event: &str,
    session: SessionId,
) -> Result<SessionView, Error> {
    let mut connection = hub.db.read().await?;
    let row = found(&mut connection, actor, event, session).await?;
    let may_edit = owned(&mut connection, actor, event, EventRight::Edit).await.is_ok();
    let version = may_edit.then_some(row.version);
    Ok(SessionView { session: row.into(), version })
}

async fn found(
    connection: &mut PgConnection,
    actor: Actor,
    event: &str,
    session: SessionId,
) -> Result<SessionRow, Error> {
    let event = visible(connection, actor, event).await?;
    let row = store::find(connection, event.id, session).await?;
    row.ok_or_else(|| ErrorCode::NotFound.into())
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
    if store::count(tx, event.id).await? >= i64::from(SESSIONS_MAX) {
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
        limit: Some(SESSIONS_MAX.into()),
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

/// Locks the speaker, and checks the input against them, the event, which is locked, and the rest of
/// its agenda.
pub(super) async fn prepared(
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

pub(super) async fn record(
    tx: &mut PgConnection,
    actor: Actor,
    action: AuditAction,
    row: &SessionRow,
) -> Result<(), sqlx::Error> {
    let detail = json!({ "title": row.title });
    Entry::new(actor, action, row.id).event(row.event_id).detail(detail).record(tx).await
}
