//! Forgotten passwords. Asking is the same work for every address, known or not: one job, whose
//! worker looks the account up; so neither the answer nor its time tells who has an account.

use super::error::ResetError;
use super::{password, store};
use crate::jobs::{self, RequestPasswordReset};
use crate::{Hub, ids};
use types::validation::{Checks, parse_email};
use types::{Failure, FieldProblem, Locale};

/// Promises a mail with a link, if there is such an account.
///
/// # Errors
/// The text is no e-mail address at all.
pub async fn request_password_reset(
    hub: &Hub,
    email: &str,
    locale: Locale,
) -> Result<(), ResetError> {
    let email = parse_email(email).ok_or_else(|| Failure::field("email", FieldProblem::Invalid))?;
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                jobs::enqueue(tx, &RequestPasswordReset { email, locale }, None).await?;
                Ok(())
            })
        })
        .await
}

/// Sets a new password with the token from the mail and ends every session.
///
/// # Errors
/// A token that is no good, or a password that may not be.
pub async fn confirm_password_reset(
    hub: &Hub,
    token: &str,
    password: &str,
) -> Result<(), ResetError> {
    let mut checks = Checks::new();
    types::accounts::check_password(&mut checks, "password", password);
    checks.finish()?;
    let (hash, now) = (ids::token_hash(token), hub.now());
    // Looked at first, so that made-up tokens cost no hashing.
    store::open_reset(&mut *hub.db.read().await?, &hash, now)
        .await?
        .ok_or(ResetError::TokenInvalid)?;
    let password_hash = password::hash(hub, password).await?;
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let user =
                    store::spend_reset(tx, &hash, now).await?.ok_or(ResetError::TokenInvalid)?;
                store::change_password(tx, user, &password_hash, now)
                    .await?
                    .ok_or(ResetError::TokenInvalid)?;
                tracing::info!(%user, "a password was reset");
                Ok(())
            })
        })
        .await
}
