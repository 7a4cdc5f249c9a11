//! Access tokens: JWT (HS256), short-lived, and checked against the account each time, so that a
//! disabled account or a reset password ends every session at once.

use super::account_loader::live_account;
use crate::{Actor, Allowed, Hub};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use secrecy::ExposeSecret as _;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use types::accounts::Role;
use types::ids::{LoginSessionId, UserId};
use types::{ErrorCode, Failure, Locale};
use uuid::Uuid;

#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    sub: UserId,
    role: Role,
    /// The account's token version: raised whenever every session must end.
    ver: i32,
    /// The log-in that the token descends from.
    ses: Uuid,
    iat: i64,
    exp: i64,
}

/// Who a request comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity {
    pub actor: Actor,
    /// The language of the account.
    pub locale: Locale,
    /// The log-in that it goes back to.
    pub session: LoginSessionId,
}

/// An access token with a valid signature. It does not say that the account is still enabled or the
/// session open: [`identify_bearer`] checks that, or the statement that writes in its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bearer {
    pub(crate) user: UserId,
    /// What the account's token version must still be.
    pub(crate) version: i32,
    /// What must not have ended.
    pub(crate) session: Uuid,
    /// Of an admin, who may have to be asked for more.
    pub(crate) admin: bool,
}

impl Bearer {
    pub fn session(self) -> LoginSessionId {
        self.session.into()
    }

    /// By the signature alone, since the account is asked by what is done in its name; but of an admin
    /// where admins need a second factor, which is looked up.
    ///
    /// # Errors
    /// `second_factor_setup_required`; `token_invalid` as [`identify_bearer`].
    pub async fn may_as_user(self, hub: &Hub) -> Result<Allowed, Failure> {
        if self.admin && hub.settings.admin_second_factor {
            return Ok(identify_bearer(hub, self).await?.actor.may_as_user()?);
        }
        Ok(Allowed::looked())
    }
}

/// Signs an access token for the account as it is now.
pub(super) fn sign(
    hub: &Hub,
    user: UserId,
    (role, version): (Role, i32),
    session: Uuid,
) -> Option<String> {
    let now = hub.now();
    let ttl = chrono::TimeDelta::from_std(hub.settings.access_token_ttl).ok()?;
    let claims = Claims {
        sub: user,
        role,
        ver: version,
        ses: session,
        iat: now.timestamp(),
        exp: (now + ttl).timestamp(),
    };
    encode(&Header::new(Algorithm::HS256), &claims, &EncodingKey::from_secret(&key(hub))).ok()
}

/// Who an access token belongs to, checked against the account as it is now.
///
/// # Errors
/// `token_invalid` where the token is forged or expired, or its account was disabled or reset.
pub async fn authenticate(hub: &Hub, access: &str) -> Result<Actor, Failure> {
    identify(hub, access).await.map(|identity| identity.actor)
}

/// Like [`authenticate`], with what the account says of its owner.
///
/// # Errors
/// `token_invalid` where the token is forged or expired, or its account was disabled or reset.
pub async fn identify(hub: &Hub, access: &str) -> Result<Identity, Failure> {
    identify_bearer(hub, bearer(hub, access)?).await
}

/// Checks the signature and expiry of an access token, not the account.
///
/// # Errors
/// `token_invalid` where the token is forged or expired.
pub fn bearer(hub: &Hub, access: &str) -> Result<Bearer, Failure> {
    let claims = claims(hub, access).ok_or(ErrorCode::TokenInvalid)?;
    Ok(Bearer {
        user: claims.sub,
        version: claims.ver,
        session: claims.ses,
        admin: claims.role == Role::Admin,
    })
}

/// Who the bearer of a token is, checked against the account as it is now.
///
/// # Errors
/// `token_invalid` where the account was disabled or reset, or its session has ended.
pub async fn identify_bearer(hub: &Hub, bearer: Bearer) -> Result<Identity, Failure> {
    let account = live_account(hub, bearer.session).await?;
    let account = account
        .filter(|account| account.id == bearer.user && account.token_version == bearer.version)
        .ok_or(ErrorCode::TokenInvalid)?;
    Ok(account.identity(hub, bearer.session))
}

fn claims(hub: &Hub, access: &str) -> Option<Claims> {
    let mut rules = Validation::new(Algorithm::HS256);
    // Expiry is held against the hub's clock below.
    rules.validate_exp = false;
    rules.set_required_spec_claims(&["exp", "sub"]);
    let claims =
        decode::<Claims>(access, &DecodingKey::from_secret(&key(hub)), &rules).ok()?.claims;
    (claims.exp > hub.now().timestamp()).then_some(claims)
}

/// A key for this purpose only, so that no other signature made with the secret is a token.
fn key(hub: &Hub) -> [u8; 32] {
    let secret = hub.settings.secret_key.expose_secret();
    Sha256::new().chain_update(b"event-hub access token\0").chain_update(secret).finalize().into()
}
