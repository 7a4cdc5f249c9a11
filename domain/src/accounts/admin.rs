//! What admins do with accounts.

use super::credentials::{self, Change};
use super::store;
use crate::audit::Entry;
use crate::{Actor, Allowed, Error, Hub};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::accounts::{AdminUser, ChangeUser, Role};
use types::history::AuditAction;
use types::ids::UserId;
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
    let (count, users) =
        store::list_users(&mut connection, &filter, page.limit(), page.offset()).await?;
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
                // Held until the end: of two admins who remove each other one comes second.
                let admins = store::lock_admins(tx).await?;
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
                let detail = json!({ "role": change.role, "disabled": change.disabled });
                let entry = Entry::new(actor, AuditAction::UserChanged, user);
                entry.detail(detail).record(tx).await?;
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
