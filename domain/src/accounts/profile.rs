//! One's own account, and what others see of it.

use super::error::ProfileError;
use super::store;
use crate::{Actor, Hub};
use types::accounts::{PublicUser, UpdateUser, User};
use types::ids::UserId;
use types::{ErrorCode, Failure, FieldProblem};

/// # Errors
/// `unauthenticated` for a caller who is not logged in.
pub async fn me(hub: &Hub, actor: Actor) -> Result<User, ProfileError> {
    let id = actor.require_user()?;
    let row = store::user(&mut *hub.db.read().await?, id.0).await?;
    Ok(row.ok_or(ErrorCode::TokenInvalid)?.into())
}

/// # Errors
/// Wrong fields, or a caller who is not logged in.
pub async fn update_me(hub: &Hub, actor: Actor, change: UpdateUser) -> Result<User, ProfileError> {
    let id = actor.require_user()?;
    change.check()?;
    if change.timezone.as_deref().is_some_and(|zone| zone.parse::<chrono_tz::Tz>().is_err()) {
        return Err(Failure::field("timezone", FieldProblem::UnknownTimezone).into());
    }
    let now = hub.now();
    let row = hub
        .db
        .statement(move |connection| {
            Box::pin(async move { store::update_user(connection, id.0, &change, now).await })
        })
        .await?;
    Ok(row.ok_or(ErrorCode::TokenInvalid)?.into())
}

/// # Errors
/// `NotFound` for an account that never was, or is disabled.
pub async fn public_profile(hub: &Hub, id: UserId) -> Result<PublicUser, ProfileError> {
    let profile = store::public_user(&mut *hub.db.read().await?, id.0).await?;
    profile.ok_or(ProfileError::NotFound)
}
