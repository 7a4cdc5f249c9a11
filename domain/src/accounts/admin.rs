//! What admins do with accounts.

use super::credentials::{self, Change};
use super::store;
use super::throttle::hashed;
use crate::audit::Entry;
use crate::jobs::{self, RequestPasswordReset};
use crate::{Actor, Allowed, Error, Hub};
use sqlx::postgres::PgConnection;
use types::accounts::{AdminUser, ChangeUser, Role};
use types::history::AuditAction;
use types::ids::{LoginSessionId, UserId};
use types::people::{PersonSession, SignInProblem};
use types::{ErrorCode, Page, PageRequest};

/// Which accounts are looked for.
#[derive(Clone, Debug, Default)]
pub struct UserFilter {
    /// A part of the name or the e-mail.
    pub search: Option<String>,
    pub role: Option<Role>,
    pub disabled: Option<bool>,
}

/// Accounts, the newest first.
///
/// # Errors
/// Denied to everyone but admins.
pub async fn list_users(
    hub: &Hub,
    actor: Actor,
    filter: UserFilter,
    page: PageRequest,
) -> Result<Page<AdminUser>, Error> {
    actor.require_admin()?;
    let mut connection = hub.db.read().await?;
    let (count, users) = store::list_users(&mut connection, &filter, page).await?;
    Ok(Page::new(page, count, users))
}

/// Whether the caller may change an account.
///
/// # Errors
/// Denied to everyone but admins; not found.
pub async fn may_manage(hub: &Hub, actor: Actor, user: UserId) -> Result<Allowed, Error> {
    let allowed = actor.may_as_admin()?;
    if store::is_there(&mut *hub.db.read().await?, user).await? {
        Ok(allowed)
    } else {
        Err(ErrorCode::NotFound.into())
    }
}

/// Changes an account's role, or disables or enables it. Disabling ends every session, and enabling
/// does not bring them back.
///
/// # Errors
/// Denied to everyone but admins; not found; `last_admin` where no admin would be left.
pub async fn change_user(
    hub: &Hub,
    actor: Actor,
    user: UserId,
    change: ChangeUser,
) -> Result<AdminUser, Error> {
    actor.require_admin()?;
    let now = hub.now();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let admins = acting_admins(tx, actor).await?;
                let before = store::lock_any(tx, user).await?.ok_or(ErrorCode::NotFound)?;
                let resigns = change.disabled == Some(true)
                    || change.role.is_some_and(|role| role != Role::Admin);
                if resigns && admins == [user] {
                    return Err(ErrorCode::LastAdmin.into());
                }
                let changed = store::change_user(tx, user, change, now).await?;
                let changed = changed.ok_or(ErrorCode::NotFound)?;
                if change.disabled == Some(true) {
                    credentials::end(tx, user, Change::Disabled, now).await?;
                }
                Entry::new(actor, AuditAction::UserChanged, user)
                    .change("role", before.role.as_str(), changed.role.as_str())
                    .change("disabled", before.disabled, changed.disabled)
                    .record(tx)
                    .await?;
                Ok(changed)
            })
        })
        .await
}

/// Says whether an organizer may write to as many people as they like.
///
/// # Errors
/// Denied to everyone but admins; not found.
pub async fn set_trusted(
    hub: &Hub,
    actor: Actor,
    user: UserId,
    trusted: bool,
) -> Result<AdminUser, Error> {
    actor.require_admin()?;
    let now = hub.now();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                acting_admins(tx, actor).await?;
                let changed = store::set_trusted(tx, user, trusted, now).await?;
                let changed = changed.ok_or(ErrorCode::NotFound)?;
                let action =
                    if trusted { AuditAction::UserTrusted } else { AuditAction::UserLimited };
                Entry::new(actor, action, user).record(tx).await?;
                Ok(changed)
            })
        })
        .await
}

/// Says how many events of somebody whose account is locked may be open; none: as many as anybody.
pub(crate) async fn set_open_events_max(
    tx: &mut PgConnection,
    user: UserId,
    most: Option<i32>,
) -> Result<(), sqlx::Error> {
    store::set_open_events_max(tx, user, most).await
}

/// Locks every admin, so that of two who remove each other one comes second; the caller is still one.
///
/// # Errors
/// `forbidden` for who is an admin no more.
pub(crate) async fn acting_admins(
    tx: &mut PgConnection,
    actor: Actor,
) -> Result<Vec<UserId>, Error> {
    let admins = store::lock_admins(tx).await?;
    match actor.user_id() {
        Some(id) if admins.contains(&id) => Ok(admins),
        _ => Err(ErrorCode::Forbidden.into()),
    }
}

/// Locks every admin, where somebody leaves who may be one.
pub(crate) async fn hold_admins(tx: &mut PgConnection) -> Result<(), sqlx::Error> {
    store::lock_admins(tx).await.map(drop)
}

/// Ends every session of an account; its owner logs in anew.
///
/// # Errors
/// Denied to everyone but admins; not found.
pub async fn end_sessions_of(hub: &Hub, actor: Actor, user: UserId) -> Result<(), Error> {
    actor.require_admin()?;
    let now = hub.now();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                acting_admins(tx, actor).await?;
                store::lock_any(tx, user).await?.ok_or(ErrorCode::NotFound)?;
                store::end_sessions(tx, user, now).await?;
                Ok(Entry::new(actor, AuditAction::UserSessionsEnded, user).record(tx).await?)
            })
        })
        .await
}

/// Ends one session of an account: nothing that was made by it works from then on. Nothing happens where
/// it has ended.
///
/// # Errors
/// Denied to everyone but admins; not found, also for a session of somebody else.
pub async fn end_session_of(
    hub: &Hub,
    actor: Actor,
    user: UserId,
    session: LoginSessionId,
) -> Result<(), Error> {
    actor.require_admin()?;
    let now = hub.now();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                acting_admins(tx, actor).await?;
                store::lock_any(tx, user).await?.ok_or(ErrorCode::NotFound)?;
                if !store::has_session(tx, user, session).await? {
                    return Err(ErrorCode::NotFound.into());
                }
                if store::session_end(tx, session.0, now).await?.is_none() {
                    return Ok(());
                }
                store::end_session(tx, session.0, now).await?;
                Ok(Entry::new(actor, AuditAction::UserSessionEnded, user).record(tx).await?)
            })
        })
        .await
}

/// Promises an account's owner a mail with a link that sets a password. Of many within a short time
/// only a few are sent. The admin does not see the link.
///
/// # Errors
/// Denied to everyone but admins; not found; `account_disabled`.
pub async fn mail_password_reset(hub: &Hub, actor: Actor, user: UserId) -> Result<(), Error> {
    actor.require_admin()?;
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                acting_admins(tx, actor).await?;
                let found = store::lock_any(tx, user).await?.ok_or(ErrorCode::NotFound)?;
                if found.disabled {
                    return Err(ErrorCode::AccountDisabled.into());
                }
                let (email, locale) = (found.email, found.locale);
                jobs::enqueue(tx, &RequestPasswordReset { email, locale }, None).await?;
                Ok(Entry::new(actor, AuditAction::UserPasswordResetSent, user).record(tx).await?)
            })
        })
        .await
}

/// Locks an account that is neither disabled nor deleted; answers its role.
///
/// # Errors
/// Not found; `account_disabled`.
pub(crate) async fn role_of(tx: &mut PgConnection, user: UserId) -> Result<Role, Error> {
    let found = store::lock_any(tx, user).await?.ok_or(ErrorCode::NotFound)?;
    if found.disabled { Err(ErrorCode::AccountDisabled.into()) } else { Ok(found.role) }
}

/// The account's open sessions, and what slows down its log-ins.
pub(crate) async fn ways_in(
    connection: &mut PgConnection,
    (user, email): (UserId, &str),
    hub: &Hub,
) -> Result<(Vec<PersonSession>, Vec<SignInProblem>), sqlx::Error> {
    let now = hub.now();
    let sessions = store::open_sessions(connection, user, now).await?.into_iter();
    let sessions = sessions.map(|row| PersonSession {
        id: row.id,
        device: row.device,
        started_at: row.started_at,
        last_seen_at: row.last_seen_at,
        ends_at: row.ends_at,
    });
    let problems = store::failures_of(connection, &hashed(email), now).await?;
    Ok((sessions.collect(), problems))
}

#[cfg(test)]
mod tests;
