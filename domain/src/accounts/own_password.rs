//! What asks for one's own password again: somebody may sit at a browser that is still logged in.

use super::error::OwnPasswordError;
use super::store::{self, Credentials};
use super::throttle::{self, Keys};
use super::{password, session};
use crate::{Actor, Hub};
use std::net::IpAddr;
use types::accounts::{ChangePassword, PASSWORD_MAX, Tokens};
use types::ids::UserId;
use types::validation::Checks;
use types::{ErrorCode, Failure, FieldProblem};

/// Sets a new password. Every other session ends; the answer is a new one for who asked.
///
/// # Errors
/// Wrong fields, among them a current password that is not it; too many tries.
pub async fn change_password(
    hub: &Hub,
    actor: Actor,
    input: ChangePassword,
    client: IpAddr,
) -> Result<Tokens, OwnPasswordError> {
    let user = actor.require_user()?;
    let mut checks = Checks::new();
    types::accounts::check_password(&mut checks, "new_password", &input.new_password);
    checks.finish()?;
    let known = verify(hub, user, &input.current_password, "current_password", client).await?;
    let new_hash = password::hash(hub, &input.new_password).await?;
    let (hub_, now) = (hub.clone(), hub.now());
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                store::lock_account(tx, user.0)
                    .await?
                    .filter(|account| account.token_version == known.user.token_version)
                    .ok_or(ErrorCode::TokenInvalid)?;
                store::change_password(tx, user.0, &new_hash, now)
                    .await?
                    .ok_or(ErrorCode::TokenInvalid)?;
                let account =
                    store::lock_account(tx, user.0).await?.ok_or(ErrorCode::TokenInvalid)?;
                let role = account.role();
                Ok(session::open(&hub_, tx, (account.id, role, account.token_version)).await?)
            })
        })
        .await
}

/// The caller's account, if `password` is its password; tries are counted like log-ins.
pub(super) async fn verify(
    hub: &Hub,
    user: UserId,
    password: &str,
    field: &str,
    client: IpAddr,
) -> Result<Credentials, OwnPasswordError> {
    let known = store::credentials_of(&mut *hub.db.read().await?, user.0)
        .await?
        .ok_or(ErrorCode::TokenInvalid)?;
    let keys = Keys::new(&known.user.email, client);
    let _turn = throttle::count_attempt(hub, keys.clone()).await?;
    let typed: String = password.chars().take(PASSWORD_MAX + 1).collect();
    if !password::verify(hub, &typed, Some(&known.password_hash)).await? {
        return Err(Failure::field(field, FieldProblem::WrongPassword).into());
    }
    hub.db
        .write(move |tx| Box::pin(async move { throttle::forgive(tx, &keys).await }))
        .await
        .map_err(OwnPasswordError::Database)?;
    Ok(known)
}
