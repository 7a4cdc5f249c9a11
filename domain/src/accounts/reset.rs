//! Forgotten passwords. Asking is the same work for every address, known or not: one job, whose
//! worker looks the account up; so neither the answer nor its time tells who has an account.

use super::change_password::set_password;
use super::new_password::{NewPassword, Owner};
use super::policy::{RESET_VALID, RESETS_AT_ONCE};
use super::{password, store};
use crate::jobs::{self, RequestPasswordReset};
use crate::notifications::{self, MailKind, NewMessage};
use crate::{Error, Hub, ids};
use types::email::parse_email;
use types::passwords::check_password;
use types::validation::Checks;
use types::{ErrorCode, Failure, FieldProblem, Locale};

/// Promises a mail with a link, if there is such an account.
///
/// # Errors
/// The text is no e-mail address at all.
pub async fn request_password_reset(hub: &Hub, email: &str, locale: Locale) -> Result<(), Error> {
    let email = parse_email(email).ok_or_else(|| Failure::field("email", FieldProblem::Invalid))?;
    hub.db
        .unseen()
        .write(move |tx| {
            Box::pin(async move {
                jobs::enqueue(tx, &RequestPasswordReset { email, locale }, None).await?;
                Ok(())
            })
        })
        .await
}

/// The worker's half: makes the token and queues its mail, where there is such an account and it
/// did not just get a few.
///
/// # Errors
/// What the database says.
pub async fn send_password_reset(
    hub: &Hub,
    request: RequestPasswordReset,
) -> Result<(), sqlx::Error> {
    let now = hub.now();
    hub.db
        .unseen()
        .write(move |tx| {
            Box::pin(async move {
                let Some(known) = store::credentials(tx, &request.email).await? else {
                    return Ok(());
                };
                let user = known.user;
                store::lock_account(tx, user.id).await?;
                if store::count_resets_since(tx, user.id, now - RESET_VALID).await?
                    >= RESETS_AT_ONCE
                {
                    tracing::info!(user = %user.id, "too many password reset requests for one account");
                    return Ok(());
                }
                // Only the newest link works.
                store::spend_resets(tx, user.id, now).await?;
                let (id, token) = (ids::new_id(), ids::secret_token());
                let hash = ids::token_hash(&token);
                let first = store::is_guest(tx, &user.email).await?;
                store::insert_reset(tx, (id, user.id), &hash, (now, now + RESET_VALID)).await?;
                let message = NewMessage {
                    unique_key: format!("password_reset:{id}"),
                    kind: MailKind::PasswordReset,
                    user_id: Some(user.id),
                    recipient: user.email,
                    locale: request.locale,
                    booking_id: None,
                    data: serde_json::json!({ "token": token, "first": first }),
                };
                notifications::queue(tx, message).await
            })
        })
        .await
}

/// Sets a new password with the token from the mail, which proves the address, and ends every
/// session.
///
/// # Errors
/// A token that is no good, or a password that may not be.
pub async fn confirm_password_reset(hub: &Hub, token: &str, password: &str) -> Result<(), Error> {
    let mut checks = Checks::new();
    check_password(&mut checks, "password", password);
    checks.finish()?;
    let (hash, now) = (ids::token_hash(token), hub.now());
    // Checked first, so that a made-up token costs no hashing.
    let mut connection = hub.db.read().await?;
    let user =
        store::open_reset(&mut connection, &hash, now).await?.ok_or(ErrorCode::TokenInvalid)?;
    let owner = store::user(&mut connection, user).await?.ok_or(ErrorCode::TokenInvalid)?;
    drop(connection);
    let owner = Owner { email: &owner.email, display_name: &owner.display_name };
    let new = NewPassword::parse("password", password, owner)?;
    let password_hash = password::hash(hub, new).await?;
    hub.db
        .unseen()
        .write(move |tx| {
            Box::pin(async move {
                let user =
                    store::open_reset(tx, &hash, now).await?.ok_or(ErrorCode::TokenInvalid)?;
                store::lock_account(tx, user).await?.ok_or(ErrorCode::TokenInvalid)?;
                // Checked again under the lock: it may have been used or revoked meanwhile.
                store::open_reset(tx, &hash, now).await?.ok_or(ErrorCode::TokenInvalid)?;
                // The link was read where it was mailed to. Known before the owner is told.
                store::set_email_verified(tx, user, now).await?;
                set_password(tx, user, &password_hash, now).await?;
                tracing::info!(%user, "password reset");
                Ok(())
            })
        })
        .await
}
