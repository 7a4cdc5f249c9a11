//! Known devices: browsers that the account was logged in with before. Failed attempts from
//! elsewhere cannot lock them out.
//!
//! A browser keeps a number of its own for each of a few accounts, with a signature that names the
//! account and its token version: a new password makes it a stranger again.

use super::access::bearer;
use crate::{Hub, ids};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::ExposeSecret as _;
use sha2::Sha256;
use types::accounts::Tokens;
use types::ids::UserId;

/// Accounts that one browser is known for.
const AT_MOST: usize = 5;
/// Characters of a number: 128 random bits.
const NUMBER: usize = 22;

/// What the browser keeps from now on, with what it kept before; none for a token that is no good.
pub fn remember_device(hub: &Hub, tokens: &Tokens, before: Option<&str>) -> Option<String> {
    let bearer = bearer(hub, &tokens.access).ok()?;
    let account = (bearer.user, bearer.version);
    let number = known_device(hub, before, account).unwrap_or_else(ids::ticket_code);
    let this = format!("{number}{}", signature(hub, account, &number)?);
    let others = entries(before).filter(|entry| entry.get(..NUMBER) != Some(&number[..]));
    let all: Vec<&str> = std::iter::once(&this[..]).chain(others).take(AT_MOST).collect();
    Some(all.join("."))
}

/// The number that the browser has for the account, if it was logged in with it.
pub(super) fn known_device(
    hub: &Hub,
    kept: Option<&str>,
    account: (UserId, i32),
) -> Option<String> {
    entries(kept).find_map(|entry| {
        let (number, signed) = entry.split_at_checked(NUMBER)?;
        let signed = URL_SAFE_NO_PAD.decode(signed).ok()?;
        let mac = mac(hub, account, number)?;
        mac.verify_slice(&signed).is_ok().then(|| number.to_owned())
    })
}

fn entries(kept: Option<&str>) -> impl Iterator<Item = &str> {
    kept.unwrap_or_default().split('.').take(AT_MOST).filter(|entry| entry.is_ascii())
}

fn signature(hub: &Hub, account: (UserId, i32), number: &str) -> Option<String> {
    Some(URL_SAFE_NO_PAD.encode(mac(hub, account, number)?.finalize().into_bytes()))
}

fn mac(hub: &Hub, (user, version): (UserId, i32), number: &str) -> Option<Hmac<Sha256>> {
    let key = hub.settings.secret_key.expose_secret().as_bytes();
    let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
    mac.update(b"event-hub known device\0");
    mac.update(user.0.as_bytes());
    mac.update(&version.to_be_bytes());
    mac.update(number.as_bytes());
    Some(mac)
}
