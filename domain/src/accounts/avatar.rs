//! A person's picture: where it is kept is the server's affair, which one counts is written here.

use super::error::ProfileError;
use super::store;
use crate::jobs::{ForgetPicture, enqueue};
use crate::{Actor, Hub};
use types::ErrorCode;
use types::accounts::AVATARS;

/// Takes another picture, or none; the one before it is forgotten by a job.
///
/// # Errors
/// `unauthenticated`.
pub async fn set_avatar(
    hub: &Hub,
    actor: Actor,
    avatar: Option<String>,
) -> Result<(), ProfileError> {
    let user = actor.require_user()?;
    let now = hub.now();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                store::lock_account(tx, user.0).await?.ok_or(ErrorCode::TokenInvalid)?;
                let before = store::swap_avatar(tx, user.0, avatar.as_deref(), now).await?;
                if before != avatar
                    && let Some(before) = before.filter(|before| before.starts_with(AVATARS))
                {
                    enqueue(tx, &ForgetPicture { address: before }, None).await?;
                }
                Ok(())
            })
        })
        .await
}
