//! The only place where ids and chance are made.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::{Rng as _, RngExt as _};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// A new primary key: version 7, so that rows made together lie together.
#[expect(clippy::disallowed_methods, reason = "this is the one place")]
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}

#[expect(clippy::disallowed_methods, reason = "this is the one place")]
fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}

/// A secret of 256 random bits, safe in a URL (43 characters).
pub fn secret_token() -> String {
    URL_SAFE_NO_PAD.encode(random_bytes::<32>())
}

/// What is stored of a secret: its SHA-256, useless to who reads the database.
pub fn token_hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// The salt of a password: 128 random bits.
pub fn salt() -> [u8; 16] {
    random_bytes()
}

/// A ticket's code: 128 random bits, safe in a URL (22 characters).
pub fn ticket_code() -> String {
    URL_SAFE_NO_PAD.encode(random_bytes::<16>())
}

/// A booking's reference, such as `EH-7K3M9QXD`: 40 bits in Crockford's alphabet, which has no
/// letters that are misread or misheard.
pub fn booking_reference() -> String {
    format!("EH-{}", letters::<8>())
}

/// A certificate's number, such as `7Q2MD-K8H3R-0VXWA-9TNEC-B4JGY`: 125 bits in the same alphabet,
/// so that it cannot be guessed.
pub fn certificate_number() -> String {
    let letters = letters::<25>();
    [0, 5, 10, 15, 20].map(|from| &letters[from..from + 5]).join("-")
}

fn letters<const N: usize>() -> String {
    const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    random_bytes::<N>().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).iter().collect()
}

/// True with the given probability (0.0 to 1.0).
#[expect(clippy::disallowed_methods, reason = "this is the one place")]
pub fn chance(probability: f64) -> bool {
    rand::rng().random_bool(probability.clamp(0.0, 1.0))
}
