//! E-mail verification: the links that prove that an address is its account's.
//!
//! An account works at once. Until the link in its first mail was followed its address is
//! unverified: see [`email_verified`] for what depends on it.

use super::policy::{A_DAY, LINK_VALID, LINKS_A_DAY};
use super::store::{self, NewLink, UserRow};
use super::{credentials, throttle};
use crate::audit::Entry;
use crate::db::violated;
use crate::notifications::{self, MailKind, NewMessage};
use crate::{Actor, Error, Hub, ids};
use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::ErrorCode;
use types::history::AuditAction;
use types::ids::UserId;

/// Whether the account's address was verified: what others wrote goes into no mail to one that was
/// not, and nothing is published in its name.
///
/// # Errors
/// What the database says.
pub async fn email_verified(
    connection: &mut PgConnection,
    user: UserId,
) -> Result<bool, sqlx::Error> {
    store::email_verified(connection, user).await
}

/// Marks the address as verified on the operator's word: for demo accounts and tests.
///
/// # Errors
/// What the database says.
pub async fn vouch_for_email(hub: &Hub, user: UserId) -> Result<(), sqlx::Error> {
    let now = hub.now();
    hub.db
        .statement(move |connection| Box::pin(store::set_email_verified(connection, user, now)))
        .await
}

/// Verifies the address that the link was mailed to; where it is the account's next one, the
/// account has it from now on and the old one is told. The link works once.
///
/// # Errors
/// `token_invalid` for a link that was used, has lapsed, or was followed by another; `email_taken`
/// where another account has the address meanwhile.
pub async fn verify_email(hub: &Hub, token: &str) -> Result<(), Error> {
    let (hash, now) = (ids::token_hash(token), hub.now());
    hub.db.write(move |tx| Box::pin(verify_in(tx, hash, now))).await
}

async fn verify_in(tx: &mut PgConnection, hash: [u8; 32], now: DateTime<Utc>) -> Result<(), Error> {
    let link = store::open_link(tx, &hash, now).await?.ok_or(ErrorCode::TokenInvalid)?;
    store::lock_account(tx, link.user_id).await?.ok_or(ErrorCode::TokenInvalid)?;
    let before = store::user(tx, link.user_id).await?.ok_or(ErrorCode::TokenInvalid)?;
    // Checked again under the lock: it may have been used or revoked meanwhile.
    store::open_link(tx, &hash, now).await?.ok_or(ErrorCode::TokenInvalid)?;
    if before.email == link.email {
        store::set_email_verified(tx, link.user_id, now).await?;
        store::spend_links(tx, link.user_id, Some(false), now).await?;
        let verified = Entry::new(actor(&before), AuditAction::AccountEmailVerified, before.id);
        return Ok(verified.record(tx).await?);
    }
    store::set_email(tx, link.user_id, &link.email, now).await.map_err(|error| {
        match violated(&error) {
            Some("users_email_key") => Error::from(ErrorCode::EmailTaken),
            _ => error.into(),
        }
    })?;
    credentials::end(tx, link.user_id, credentials::Change::Email, now).await?;
    tell_about_account(tx, MailKind::EmailChanged, &before, ids::new_id()).await?;
    let entry = Entry::new(actor(&before), AuditAction::AccountEmailChanged, before.id);
    entry.changed("email").record(tx).await?;
    Ok(())
}

/// Sends the link for the caller's own address again; nothing where it is verified.
///
/// # Errors
/// `unauthenticated`; `too_many_requests` after a few a day.
pub async fn resend_verification(hub: &Hub, actor: Actor) -> Result<(), Error> {
    let user = actor.require_user()?;
    let now = hub.now();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                store::lock_account(tx, user).await?.ok_or(ErrorCode::TokenInvalid)?;
                let row = store::user(tx, user).await?.ok_or(ErrorCode::TokenInvalid)?;
                if row.email_verified_at.is_some() {
                    return Ok(());
                }
                let email = row.email.clone();
                send_link(tx, &row, &email, now).await
            })
        })
        .await
}

/// Promises a mail with a link that proves `email`; the links before it for the same end work no
/// more. A few a day go to one account, and a few to one address from all accounts together.
///
/// # Errors
/// `too_many_requests` once there were as many.
pub(super) async fn send_link(
    tx: &mut PgConnection,
    user: &UserRow,
    email: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for key in [format!("links:{}", user.id), format!("links:{}", throttle::hashed(email))] {
        let until = store::count_allowed(tx, &key, (now, now - A_DAY), LINKS_A_DAY).await?;
        if let Some(last) = until {
            return Err(throttle::too_many(last + A_DAY, now).into());
        }
    }
    let changes = user.email != email;
    store::spend_links(tx, user.id, Some(changes), now).await?;
    let (id, token) = (ids::new_id(), ids::secret_token());
    let link = NewLink {
        id,
        user_id: user.id,
        email,
        changes,
        hash: ids::token_hash(&token),
        now,
        expires_at: now + LINK_VALID,
    };
    store::insert_link(tx, &link).await?;
    let message = NewMessage {
        unique_key: format!("verify_email:{id}"),
        kind: MailKind::VerifyEmail,
        user_id: Some(user.id),
        recipient: email.to_owned(),
        locale: user.locale,
        booking_id: None,
        data: json!({ "token": token, "changes": changes }),
    };
    notifications::queue(tx, message).await?;
    Ok(())
}

/// The first mail of an account. Where its address has had too many already, the account is made
/// all the same, and its owner asks again later.
pub(super) async fn send_first_link(
    tx: &mut PgConnection,
    user: &UserRow,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    match send_link(tx, user, &user.email, now).await {
        Err(Error::Database(error)) => Err(error),
        Err(Error::Refused(_)) | Ok(()) => Ok(()),
    }
}

/// Promises the owner of the account a mail about something that was done to it, at the address
/// that it has (or had).
pub(super) async fn tell_about_account(
    tx: &mut PgConnection,
    kind: MailKind,
    user: &UserRow,
    occasion: uuid::Uuid,
) -> Result<(), sqlx::Error> {
    let message = NewMessage {
        unique_key: format!("{kind}:{occasion}"),
        kind,
        user_id: Some(user.id),
        recipient: user.email.clone(),
        locale: user.locale,
        booking_id: None,
        data: json!({}),
    };
    notifications::queue(tx, message).await
}

pub(super) fn actor(user: &UserRow) -> Actor {
    Actor::User { id: user.id, role: user.role }
}

#[cfg(test)]
mod tests;
