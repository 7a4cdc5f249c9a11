//! The secrets of a second factor. The authenticator's is made of the server's key and a number of the
//! account's, and stored nowhere: who reads the database cannot make a code. The recovery codes are shown
//! as long as it is being set up, and what is stored of them is their hash.

use super::totp;
use crate::{Hub, ids};
use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use secrecy::ExposeSecret as _;
use sha2::Sha256;
use types::ids::UserId;
use types::sign_in::CODE_MAX;
use uuid::Uuid;

/// Bytes: what the RFC asks for.
const SECRET: usize = 20;
/// Bytes of a recovery code: too many to be guessed from its hash.
const RECOVERY: usize = 10;
const RECOVERY_CODES: u8 = 10;
const ISSUER: &str = "Event Hub";

/// What was typed as a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    Code(u32),
    /// The hash of a recovery code.
    Recovery([u8; 32]),
}

impl Typed {
    /// However it is spaced. None where it can be neither.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let bare: String = text
            .chars()
            .take(CODE_MAX)
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| c.to_ascii_uppercase())
            .collect();
        if bare.len() == totp::DIGITS && bare.bytes().all(|byte| byte.is_ascii_digit()) {
            return bare.parse().ok().map(Self::Code);
        }
        let decoded = BASE32_NOPAD.decode(bare.as_bytes()).ok()?;
        (decoded.len() == RECOVERY).then(|| Self::Recovery(ids::token_hash(&bare)))
    }
}

pub(super) fn secret(hub: &Hub, user: UserId, nonce: Uuid) -> Option<Vec<u8>> {
    derived(hub, b"event-hub second factor\0", (user, nonce), 0, SECRET)
}

/// As people write them down.
pub(super) fn recovery_codes(hub: &Hub, user: UserId, nonce: Uuid) -> Option<Vec<String>> {
    (0..RECOVERY_CODES)
        .map(|n| {
            let bytes = derived(hub, b"event-hub recovery code\0", (user, nonce), n, RECOVERY)?;
            let code = BASE32_NOPAD.encode(&bytes).to_ascii_lowercase();
            Some([0, 4, 8, 12].map(|from| &code[from..from + 4]).join("-"))
        })
        .collect()
}

pub(super) fn recovery_hashes(codes: &[String]) -> Vec<Vec<u8>> {
    let hash = |code: &String| match Typed::parse(code) {
        Some(Typed::Recovery(hash)) => Some(hash.to_vec()),
        _ => None,
    };
    codes.iter().filter_map(hash).collect()
}

pub(super) fn in_base32(secret: &[u8]) -> String {
    BASE32_NOPAD.encode(secret)
}

/// What the QR code says.
pub(super) fn uri(secret: &[u8], email: &str) -> String {
    let escaped = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let (issuer, email, secret) = (escaped(ISSUER), escaped(email), in_base32(secret));
    format!("otpauth://totp/{issuer}:{email}?secret={secret}&issuer={issuer}")
}

fn derived(
    hub: &Hub,
    purpose: &[u8],
    (user, nonce): (UserId, Uuid),
    number: u8,
    bytes: usize,
) -> Option<Vec<u8>> {
    let key = hub.settings.secret_key.expose_secret().as_bytes();
    let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
    mac.update(purpose);
    mac.update(user.0.as_bytes());
    mac.update(nonce.as_bytes());
    mac.update(&[number]);
    Some(mac.finalize().into_bytes()[..bytes].to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_spaced() {
        assert_eq!(Typed::parse(" 012 345\n"), Some(Typed::Code(12_345)));
        for none in ["", "12345", "1234567", "abcdef", "１２３４５６", "aaaa-bbbb-cccc"] {
            assert_eq!(Typed::parse(none), None, "{none}");
        }
        let (told, typed) = ("abcd-efgh-ijkl-mnop", " ABCD EFGH-ijklMNOP ");
        assert!(matches!(Typed::parse(told), Some(Typed::Recovery(_))));
        assert_eq!(Typed::parse(told), Typed::parse(typed));
        assert_eq!(Typed::parse(&"1".repeat(10_000)), None);
    }

    #[test]
    fn an_address_of_any_kind_is_a_label() {
        let uri = uri(b"12345678901234567890", "ada+x@example.org");
        assert_eq!(
            uri,
            "otpauth://totp/Event%20Hub:ada%2Bx%40example%2Eorg\
             ?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Event%20Hub"
        );
    }
}
