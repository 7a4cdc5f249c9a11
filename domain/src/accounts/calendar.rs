//! The address of a person's private calendar.
//!
//! It is made from the server's key and a random number of the account, so that it can be shown
//! again; what is stored to find it by is its hash. A new number makes a new address, and the old
//! one is dead that instant.

use crate::ids::{new_id, token_hash};
use crate::{Actor, Error, Hub};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::ExposeSecret as _;
use sha2::Sha256;
use sqlx::postgres::PgConnection;
use types::ErrorCode;
use types::ids::UserId;
use types::paths;
use uuid::Uuid;

/// The address, if one was made.
///
/// # Errors
/// `unauthenticated`.
pub async fn calendar_address(hub: &Hub, actor: Actor) -> Result<Option<String>, Error> {
    let user = actor.require_user()?;
    let stored: Option<(Uuid, Vec<u8>)> =
        sqlx::query_as("SELECT nonce, token_hash FROM calendar_feeds WHERE user_id = $1")
            .bind(user)
            .fetch_optional(&mut *hub.db.read().await?)
            .await?;
    let Some((nonce, hash)) = stored else { return Ok(None) };
    // Made with another key: it works, but cannot be shown any more.
    Ok(secret(hub, user, nonce)
        .filter(|secret| token_hash(secret)[..] == hash[..])
        .map(|secret| address(hub, &secret)))
}

/// Makes a new address; the one before it finds nothing any more.
///
/// # Errors
/// `unauthenticated`.
pub async fn renew_calendar(hub: &Hub, actor: Actor) -> Result<String, Error> {
    let user = actor.require_user()?;
    let nonce = new_id();
    let secret = secret(hub, user, nonce).ok_or(ErrorCode::Internal)?;
    let hash = token_hash(&secret);
    hub.db
        .statement(move |connection| {
            Box::pin(async move {
                sqlx::query(
                    "INSERT INTO calendar_feeds (user_id, token_hash, nonce)
                     SELECT id, $2, $3 FROM users
                     WHERE id = $1 AND disabled_at IS NULL AND deleted_at IS NULL FOR SHARE
                     ON CONFLICT (user_id) DO UPDATE SET token_hash = excluded.token_hash,
                         nonce = excluded.nonce, created_at = clock_timestamp()",
                )
                .bind(user)
                .bind(&hash[..])
                .bind(nonce)
                .execute(connection)
                .await
            })
        })
        .await?;
    Ok(address(hub, &secret))
}

/// Whose calendar this is.
///
/// # Errors
/// `not_found` for an address that never was or was renewed, and for an account that is gone.
pub async fn calendar_of(hub: &Hub, secret: &str) -> Result<UserId, Error> {
    let user: Option<UserId> = sqlx::query_scalar(
        "SELECT u.id FROM calendar_feeds f JOIN users u ON u.id = f.user_id
         WHERE f.token_hash = $1 AND u.disabled_at IS NULL AND u.deleted_at IS NULL",
    )
    .bind(&token_hash(secret)[..])
    .fetch_optional(&mut *hub.db.read().await?)
    .await?;
    user.ok_or_else(|| ErrorCode::NotFound.into())
}

/// Revokes the address of the account's private calendar.
pub(super) async fn forget(connection: &mut PgConnection, user: UserId) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM calendar_feeds WHERE user_id = $1")
        .bind(user)
        .execute(connection)
        .await?;
    Ok(())
}

fn address(hub: &Hub, secret: &str) -> String {
    hub.settings.base_url.clone() + &paths::calendar_feed(secret)
}

fn secret(hub: &Hub, user: UserId, nonce: Uuid) -> Option<String> {
    let key = hub.settings.secret_key.expose_secret().as_bytes();
    let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
    mac.update(b"event-hub private calendar\0");
    mac.update(user.0.as_bytes());
    mac.update(nonce.as_bytes());
    Some(URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
}
