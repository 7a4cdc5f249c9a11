//! Another address for an account: its owner shows the password, then the new address is verified,
//! and only then the account has it. The old one is told at both steps.

use super::change_password::verify;
use super::store;
use super::verification::{actor, send_link, tell_about_account};
use crate::audit::Entry;
use crate::notifications::MailKind;
use crate::{Actor, Error, Hub, ids};
use types::accounts::ChangeEmail;
use types::email::parse_email;
use types::history::AuditAction;
use types::{ErrorCode, Failure, FieldProblem};

/// Mails a link to the new address; nothing changes until it is followed.
///
/// # Errors
/// Wrong fields, among them a password that is not it; `email_taken`; `too_many_requests`.
pub async fn request_email_change(
    hub: &Hub,
    caller: Actor,
    input: ChangeEmail,
) -> Result<(), Error> {
    let user = caller.require_user()?;
    let email =
        parse_email(&input.email).ok_or_else(|| Failure::field("email", FieldProblem::Invalid))?;
    let known = verify(hub, user, &input.password, "password").await?;
    if known.user.email == email {
        return Err(Failure::field("email", FieldProblem::NotAllowed).into());
    }
    let now = hub.now();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                store::lock_account(tx, user)
                    .await?
                    .filter(|account| account.token_version == known.user.token_version)
                    .ok_or(ErrorCode::TokenInvalid)?;
                let row = store::user(tx, user).await?.ok_or(ErrorCode::TokenInvalid)?;
                if store::email_exists(tx, &email).await? {
                    return Err(ErrorCode::EmailTaken.into());
                }
                send_link(tx, &row, &email, now).await?;
                tell_about_account(tx, MailKind::EmailChangeRequested, &row, ids::new_id()).await?;
                let action = AuditAction::AccountEmailChangeRequested;
                Entry::new(actor(&row), action, row.id).record(tx).await?;
                Ok(())
            })
        })
        .await
}
