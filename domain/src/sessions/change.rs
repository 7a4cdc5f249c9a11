//! Changing and deleting a session, from whatever it is or from the version that was seen.

use super::service::{SessionView, prepared, record, refusal};
use super::store::{self, SessionRow};
use super::told;
use crate::accounts;
use crate::audit::Entry;
use crate::events::{EventRight, EventRow, Matching, own_locked};
use crate::{Actor, Error, Hub};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::ErrorCode;
use types::history::AuditAction;
use types::ids::SessionId;
use types::sessions::{Session, SessionInput};

/// # Errors
/// As [`create`](super::create), or `NotFound`.
pub async fn update(
    hub: &Hub,
    actor: Actor,
    event: &str,
    session: SessionId,
    input: SessionInput,
) -> Result<Session, Error> {
    let done = update_matching(hub, actor, (event, session), &Matching::Any, input).await;
    done.map(|view| view.session)
}

/// [`update`], if the session is still of one of these versions.
///
/// # Errors
/// As [`update`]; `changed_meanwhile`.
pub async fn update_matching(
    hub: &Hub,
    actor: Actor,
    at: (&str, SessionId),
    versions: &Matching,
    input: SessionInput,
) -> Result<SessionView, Error> {
    let row = change(hub, actor, at, versions.clone(), |_| input).await?;
    let version = Some(row.version);
    Ok(SessionView { session: row.into(), version })
}

/// Changes a session, if it is still of this version; answers with its new one.
///
/// # Errors
/// As [`update_matching`].
pub async fn update_version(
    hub: &Hub,
    actor: Actor,
    at: (&str, SessionId),
    version: i32,
    wish: impl FnOnce(&Session) -> SessionInput + Send + 'static,
) -> Result<i32, Error> {
    let wish = |row: &SessionRow| wish(&row.clone().into());
    let version = Matching::OneOf(vec![version]);
    change(hub, actor, at, version, wish).await.map(|row| row.version)
}

async fn change(
    hub: &Hub,
    actor: Actor,
    (event, session): (&str, SessionId),
    versions: Matching,
    wish: impl FnOnce(&SessionRow) -> SessionInput + Send + 'static,
) -> Result<SessionRow, Error> {
    let key = event.to_owned();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let (event, before) = locked(tx, actor, (&key, session), &versions).await?;
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
    delete_matching(hub, actor, (event, session), &Matching::Any).await
}

/// [`delete`], if the session is still of one of these versions.
///
/// # Errors
/// As [`delete`]; `changed_meanwhile`.
pub async fn delete_matching(
    hub: &Hub,
    actor: Actor,
    (event, session): (&str, SessionId),
    versions: &Matching,
) -> Result<(), Error> {
    let (key, versions) = (event.to_owned(), versions.clone());
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let (event, row) = locked(tx, actor, (&key, session), &versions).await?;
                told::tell(tx, &event, vec![told::moved(&row, None)]).await?;
                store::delete(tx, event.id, session).await?;
                record(tx, actor, AuditAction::SessionDeleted, &row).await?;
                Ok(())
            })
        })
        .await
}

/// The session of the event, which is locked: of two changes from one version, the second sees the first.
async fn locked(
    tx: &mut PgConnection,
    actor: Actor,
    (event, session): (&str, SessionId),
    versions: &Matching,
) -> Result<(EventRow, SessionRow), Error> {
    accounts::acting(tx, actor).await?;
    let event = own_locked(tx, actor, event, EventRight::Edit).await?;
    let row = store::find(tx, event.id, session).await?.ok_or(ErrorCode::NotFound)?;
    if !versions.has(row.version) {
        return Err(ErrorCode::ChangedMeanwhile.into());
    }
    Ok((event, row))
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
