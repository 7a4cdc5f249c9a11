//! Signed callbacks: `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`.

use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// How far a callback's time may be from ours.
pub(super) const TOLERANCE_SECONDS: i64 = 300;

fn mac(key: &[u8; 32], timestamp: &str, body: &[u8]) -> Hmac<Sha256> {
    let mut mac = keyed(key);
    mac.update(timestamp.as_bytes());
    mac.update(b".");
    mac.update(body);
    mac
}

fn keyed(key: &[u8]) -> Hmac<Sha256> {
    match Hmac::<Sha256>::new_from_slice(key) {
        Ok(mac) => mac,
        Err(_) => unreachable!("HMAC takes a key of any length"),
    }
}

/// A key for one purpose, so that the instance's secret signs nothing twice.
pub(super) fn derive_key(secret: &[u8], purpose: &str) -> [u8; 32] {
    let mut mac = keyed(secret);
    mac.update(purpose.as_bytes());
    mac.finalize().into_bytes().into()
}

pub(super) fn sign(key: &[u8; 32], now: DateTime<Utc>, body: &[u8]) -> String {
    let timestamp = now.timestamp().to_string();
    let tag: [u8; 32] = mac(key, &timestamp, body).finalize().into_bytes().into();
    let hex = tag.iter().fold(String::with_capacity(64), |mut hex, byte| {
        use std::fmt::Write as _;
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    format!("t={timestamp},v1={hex}")
}

/// Compares in constant time; the time is part of what is signed.
pub(super) fn matches(key: &[u8; 32], signature: &str, body: &[u8], now: DateTime<Utc>) -> bool {
    let part = |name: &str| {
        signature.split(',').find_map(|part| part.trim().strip_prefix(name)?.strip_prefix('='))
    };
    let (Some(timestamp), Some(tag)) = (part("t"), part("v1").and_then(unhex)) else {
        return false;
    };
    let fresh = timestamp
        .parse::<i64>()
        .is_ok_and(|at| now.timestamp().saturating_sub(at).saturating_abs() <= TOLERANCE_SECONDS);
    mac(key, timestamp, body).verify_slice(&tag).is_ok() && fresh
}

fn unhex(hex: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if hex.len() != 64 || !hex.is_ascii() {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(hex.as_bytes().chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    const BODY: &[u8] = br#"{"id":"evt_1"}"#;

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_900_000_000, 0).unwrap()
    }

    fn key() -> [u8; 32] {
        derive_key(b"a secret of an instance", "a purpose")
    }

    #[test]
    fn what_was_signed_is_accepted_for_five_minutes() {
        let signature = sign(&key(), now(), BODY);
        for seconds in [-300, 0, 300] {
            assert!(matches(&key(), &signature, BODY, now() + TimeDelta::seconds(seconds)));
        }
        for seconds in [-301, 301] {
            assert!(!matches(&key(), &signature, BODY, now() + TimeDelta::seconds(seconds)));
        }
    }

    #[test]
    fn another_body_key_or_time_is_refused() {
        let signature = sign(&key(), now(), BODY);
        assert!(!matches(&key(), &signature, b"{}", now()));
        assert!(!matches(&derive_key(b"another", "a purpose"), &signature, BODY, now()));
        let later = signature.replace("t=1900000000", "t=1900000001");
        assert!(!matches(&key(), &later, BODY, now()));
    }

    #[test]
    fn nonsense_is_refused() {
        let huge = format!("t={},v1={}", i64::MIN, "0".repeat(64));
        for signature in ["", "t=,v1=", "t=1900000000", "v1=00", "t=x,v1=ёёёё", &huge] {
            assert!(!matches(&key(), signature, BODY, now()), "{signature}");
        }
    }
}
