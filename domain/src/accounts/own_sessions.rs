//! One's own sessions: where an account is logged in, and ending that from elsewhere.

use super::store;
use super::verification::actor as owner;
use crate::audit::Entry;
use crate::{Actor, Error, Hub};
use types::ErrorCode;
use types::history::AuditAction;
use types::ids::LoginSessionId;
use types::sign_in::LoginSession;

/// The caller's sessions that have not ended, the last used first; `current` is the one that asks.
///
/// # Errors
/// `unauthenticated`.
pub async fn login_sessions(
    hub: &Hub,
    actor: Actor,
    current: Option<LoginSessionId>,
) -> Result<Vec<LoginSession>, Error> {
    let user = actor.require_account()?;
    let mut connection = hub.db.read().await?;
    let rows = store::open_sessions(&mut connection, user, hub.now()).await?;
    let session = |row: store::SessionRow| LoginSession {
        current: current == Some(row.id),
        id: row.id,
        device: row.device,
        started_at: row.started_at,
        last_seen_at: row.last_seen_at,
    };
    Ok(rows.into_iter().map(session).collect())
}

/// Ends one of the caller's sessions: nothing that was made by it works from then on. Nothing happens
/// where it has ended.
///
/// # Errors
/// `unauthenticated`; `not_found` for a session that is not the caller's.
pub async fn end_login_session(
    hub: &Hub,
    actor: Actor,
    session: LoginSessionId,
) -> Result<(), Error> {
    let user = actor.require_account()?;
    let now = hub.now();
    hub.db
        .unseen()
        .write(move |tx| {
            Box::pin(async move {
                store::lock_account(tx, user).await?.ok_or(ErrorCode::TokenInvalid)?;
                if !store::has_session(tx, user, session).await? {
                    return Err(ErrorCode::NotFound.into());
                }
                if store::session_end(tx, session.0, now).await?.is_none() {
                    return Ok(());
                }
                store::end_session(tx, session.0, now).await?;
                let row = store::user(tx, user).await?.ok_or(ErrorCode::TokenInvalid)?;
                let entry = Entry::new(owner(&row), AuditAction::AccountSessionEnded, user);
                Ok(entry.record(tx).await?)
            })
        })
        .await
}

/// Ends all of the caller's sessions but `current`.
///
/// # Errors
/// `unauthenticated`.
pub async fn end_other_sessions(
    hub: &Hub,
    actor: Actor,
    current: Option<LoginSessionId>,
) -> Result<(), Error> {
    let user = actor.require_account()?;
    let now = hub.now();
    hub.db
        .unseen()
        .write(move |tx| {
            Box::pin(async move {
                store::lock_account(tx, user).await?.ok_or(ErrorCode::TokenInvalid)?;
                let row = store::user(tx, user).await?.ok_or(ErrorCode::TokenInvalid)?;
                store::end_other_sessions(tx, user, current, now).await?;
                let entry = Entry::new(owner(&row), AuditAction::AccountSessionsEnded, user);
                Ok(entry.record(tx).await?)
            })
        })
        .await
}
