//! One's own account, and what others see of it.

use super::avatar;
use super::store;
use crate::{Actor, Error, Hub};
use types::accounts::{PublicUser, UpdateUser, User};
use types::ids::UserId;
use types::{ErrorCode, Failure, FieldProblem};

/// # Errors
/// `unauthenticated` for a caller who is not logged in.
pub async fn me(hub: &Hub, actor: Actor) -> Result<User, Error> {
    let id = actor.require_account()?;
    let row = store::user(&mut *hub.db.read().await?, id).await?;
    Ok(row.ok_or(ErrorCode::TokenInvalid)?.into())
}

/// # Errors
/// Wrong fields, another account's uploaded picture among them, or a caller who is not logged in.
pub async fn update_me(hub: &Hub, actor: Actor, mut change: UpdateUser) -> Result<User, Error> {
    let id = actor.require_user()?;
    change.check()?;
    if change.timezone.as_deref().is_some_and(|zone| zone.parse::<chrono_tz::Tz>().is_err()) {
        return Err(Failure::field("timezone", FieldProblem::UnknownTimezone).into());
    }
    let now = hub.now();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                store::lock_account(tx, id).await?.ok_or(ErrorCode::TokenInvalid)?;
                if let Some(avatar) = &change.avatar {
                    avatar::replace_by_owner(tx, id, avatar.as_deref(), now).await?;
                }
                let row = store::update_user(tx, id, &change, now).await?;
                Ok(row.ok_or(ErrorCode::TokenInvalid)?.into())
            })
        })
        .await
}

/// # Errors
/// `NotFound` for an account that never was, or is disabled.
pub async fn public_profile(hub: &Hub, id: UserId) -> Result<PublicUser, Error> {
    let profile = store::public_user(&mut *hub.db.public().await?, id).await?;
    profile.ok_or_else(|| ErrorCode::NotFound.into())
}
