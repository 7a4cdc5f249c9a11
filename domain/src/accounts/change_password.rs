//! Re-authentication: changing the password or the address asks for the password again, since a
//! browser may have been left logged in.

use super::credentials::{self, Change};
use super::new_password::{NewPassword, Owner};
use super::store::{self, Credentials};
use super::throttle::{self, Keys};
use super::verification::{actor, tell_about_account};
use super::{password, session};
use crate::audit::Entry;
use crate::notifications::MailKind;
use crate::{Actor, Error, Hub, ids};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::accounts::{ChangePassword, PASSWORD_MAX, Tokens};
use types::history::AuditAction;
use types::ids::UserId;
use types::{ErrorCode, Failure, FieldProblem};

/// Sets a new password. Every other session ends; the answer is a new one for who asked.
///
/// # Errors
/// Wrong fields, among them a current password that is not it; too many tries.
pub async fn change_password(
    hub: &Hub,
    actor: Actor,
    input: ChangePassword,
) -> Result<Tokens, Error> {
    let user = actor.require_user()?;
    let row = store::user(&mut *hub.db.read().await?, user).await?;
    let row = row.ok_or(ErrorCode::TokenInvalid)?;
    let owner = Owner { email: &row.email, display_name: &row.display_name };
    let new = NewPassword::parse("new_password", &input.new_password, owner)?;
    let known = verify(hub, user, &input.current_password, "current_password").await?;
    let new_hash = password::hash(hub, new).await?;
    let (hub_, now) = (hub.clone(), hub.now());
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                store::lock_account(tx, user)
                    .await?
                    .filter(|account| account.token_version == known.user.token_version)
                    .ok_or(ErrorCode::TokenInvalid)?;
                set_password(tx, user, &new_hash, now).await?;
                let account =
                    store::lock_account(tx, user).await?.ok_or(ErrorCode::TokenInvalid)?;
                let role = account.role;
                Ok(session::open(&hub_, tx, (account.id, role, account.token_version)).await?)
            })
        })
        .await
}

/// Sets the password, ends every credential that dies with it, and tells the account's owner.
pub(super) async fn set_password(
    tx: &mut PgConnection,
    user: UserId,
    password_hash: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if !store::set_password(tx, user, password_hash, now).await? {
        return Err(ErrorCode::TokenInvalid.into());
    }
    credentials::end(tx, user, Change::Password, now).await?;
    let row = store::user(tx, user).await?.ok_or(ErrorCode::TokenInvalid)?;
    throttle::forgive_all(tx, &row.email).await?;
    tell_about_account(tx, MailKind::PasswordChanged, &row, ids::new_id()).await?;
    let entry = Entry::new(actor(&row), AuditAction::AccountPasswordChanged, user);
    entry.record(tx).await?;
    Ok(())
}

/// Refuses the caller whose `password` is not the account's; tries are counted like log-ins.
pub(crate) async fn verify_password(
    hub: &Hub,
    user: UserId,
    password: &str,
    field: &str,
) -> Result<(), Error> {
    verify(hub, user, password, field).await.map(|_| ())
}

/// The caller's account, if `password` is its password; tries are counted like log-ins.
pub(super) async fn verify(
    hub: &Hub,
    user: UserId,
    password: &str,
    field: &str,
) -> Result<Credentials, Error> {
    let known = store::credentials_of(&mut *hub.db.read().await?, user)
        .await?
        .ok_or(ErrorCode::TokenInvalid)?;
    let keys = Keys::session(&known.user.email, user);
    let _turn = throttle::count_attempt(hub, keys.clone()).await?;
    let typed: String = password.chars().take(PASSWORD_MAX + 1).collect();
    if !password::verify(hub, &typed, Some(&known.password_hash)).await? {
        return Err(Failure::field(field, FieldProblem::WrongPassword).into());
    }
    hub.db.write(move |tx| Box::pin(async move { throttle::forgive(tx, &keys).await })).await?;
    Ok(known)
}
