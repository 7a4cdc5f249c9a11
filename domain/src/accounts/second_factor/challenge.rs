//! The challenge between the two steps of logging in: a signed proof that the password was right a moment
//! ago. It is no session: nothing but the second step takes it.

use crate::Hub;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use secrecy::ExposeSecret as _;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use types::ids::UserId;

/// Seconds to find the telephone.
const VALID: i64 = 5 * 60;

#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    sub: UserId,
    /// The account's token version: another password ends it.
    ver: i32,
    exp: i64,
}

pub(in crate::accounts) fn sign_challenge(hub: &Hub, (sub, ver): (UserId, i32)) -> Option<String> {
    let claims = Claims { sub, ver, exp: hub.now().timestamp() + VALID };
    encode(&Header::new(Algorithm::HS256), &claims, &EncodingKey::from_secret(&key(hub))).ok()
}

/// Whose password was right, and of which token version the account was then.
pub(in crate::accounts) fn open_challenge(hub: &Hub, challenge: &str) -> Option<(UserId, i32)> {
    let mut rules = Validation::new(Algorithm::HS256);
    // Expiry is held against the hub's clock below.
    rules.validate_exp = false;
    rules.set_required_spec_claims(&["exp", "sub"]);
    let key = DecodingKey::from_secret(&key(hub));
    let claims = decode::<Claims>(challenge, &key, &rules).ok()?.claims;
    (claims.exp > hub.now().timestamp()).then_some((claims.sub, claims.ver))
}

/// A key for this purpose only, so that a challenge is no access token.
fn key(hub: &Hub) -> [u8; 32] {
    let secret = hub.settings.secret_key.expose_secret();
    Sha256::new()
        .chain_update(b"event-hub second step of a log-in\0")
        .chain_update(secret)
        .finalize()
        .into()
}
