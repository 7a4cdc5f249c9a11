//! A person's picture: where its files are kept is the server's affair, which one counts is written
//! here, and only here. A picture that was uploaded belongs to the account that uploaded it.

use super::store;
use crate::jobs::{ForgetPicture, enqueue};
use crate::{Actor, Error, Hub};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use std::collections::HashSet;
use types::ids::UserId;
use types::paths::AVATARS;
use types::{ErrorCode, Failure, FieldProblem};

/// Takes another picture, or none; the one before it is forgotten by a job.
///
/// # Errors
/// `unauthenticated`.
pub async fn set_avatar(hub: &Hub, actor: Actor, avatar: Option<String>) -> Result<(), Error> {
    let user = actor.require_user()?;
    let now = hub.now();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                store::lock_account(tx, user).await?.ok_or(ErrorCode::TokenInvalid)?;
                Ok(replace(tx, user, avatar.as_deref(), now).await?)
            })
        })
        .await
}

/// Sets the avatar to the address that a locked account's owner wrote. An uploaded picture must be
/// the account's own: naming another person's would have its files deleted later.
pub(super) async fn replace_by_owner(
    tx: &mut PgConnection,
    user: UserId,
    avatar: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let current = store::avatar(tx, user).await?;
    if avatar == current.as_deref() {
        return Ok(());
    }
    if avatar.is_some_and(is_uploaded) {
        return Err(Failure::field("avatar", FieldProblem::NotAllowed).into());
    }
    Ok(replace(tx, user, avatar, now).await?)
}

/// Writes another picture into a locked account; the files of the one before it go by a job.
pub(crate) async fn replace(
    tx: &mut PgConnection,
    user: UserId,
    avatar: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    let before = store::swap_avatar(tx, user, avatar, now).await?;
    match before.filter(|before| is_uploaded(before) && Some(before.as_str()) != avatar) {
        Some(address) => enqueue(tx, &ForgetPicture { address }, None).await,
        None => Ok(()),
    }
}

fn is_uploaded(avatar: &str) -> bool {
    avatar.starts_with(AVATARS)
}

/// Which of these folders of uploaded pictures an account names: the files of the others may go.
///
/// # Errors
/// What the database says.
pub async fn named_pictures(hub: &Hub, folders: &[String]) -> Result<HashSet<String>, sqlx::Error> {
    store::named_pictures(&mut *hub.db.read().await?, folders).await
}
