//! Argon2id (19 MiB, two passes, one lane), off the async threads and limited in number: each
//! hash needs its own memory, so what cannot start soon is refused instead of piling up.
//!
//! The memory is kept for the next hash. Given back, it would stay with whichever thread's arena
//! it came from, and a few dozen log-ins would hold hundreds of megabytes.

use super::new_password::{NewPassword, normalized};
use crate::{Error, Hub, ids};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use std::sync::{Mutex, PoisonError};
use subtle::ConstantTimeEq as _;
use types::{ErrorCode, Failure};

#[derive(Debug, thiserror::Error)]
pub enum HashingError {
    #[error("too many passwords are being checked")]
    Busy,
    #[error("a password could not be hashed")]
    Failed,
}

impl From<HashingError> for Error {
    fn from(error: HashingError) -> Self {
        Failure::from(error).into()
    }
}

impl From<HashingError> for Failure {
    fn from(error: HashingError) -> Self {
        match error {
            HashingError::Busy => {
                Self { retry_after: Some(2), ..Self::new(ErrorCode::Unavailable) }
            }
            HashingError::Failed => ErrorCode::Internal.into(),
        }
    }
}

/// What a stored hash begins with; its salt and its digest follow, each in base64.
const FORM: &str = "$argon2id$v=19$m=19456,t=2,p=1$";
/// Where there is no account the same work is done with this salt, so that it takes the same time.
const NOBODYS_SALT: [u8; 16] = *b"event-hub-nobody";

/// The crate's defaults are 19 MiB, t=2, p=1: the documented minimum.
const PARAMS: Params = Params::DEFAULT;

/// The memory of hashes that have ended: one for each that runs at the same time.
static MEMORY: Mutex<Vec<Vec<Block>>> = Mutex::new(Vec::new());
const KEPT: usize = 2;

fn digest(password: &str, salt: &[u8]) -> Option<[u8; 32]> {
    let kept = || MEMORY.lock().unwrap_or_else(PoisonError::into_inner);
    let mut memory = kept().pop().unwrap_or_else(|| vec![Block::default(); PARAMS.block_count()]);
    let mut digest = [0; 32];
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, PARAMS);
    let done = argon2
        .hash_password_into_with_memory(password.as_bytes(), salt, &mut digest, &mut memory)
        .is_ok();
    let mut kept = kept();
    if kept.len() < KEPT {
        kept.push(memory);
    }
    done.then_some(digest)
}

fn encode(password: &str, salt: &[u8]) -> Option<String> {
    let digest = digest(password, salt)?;
    Some(format!("{FORM}{}${}", STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(digest)))
}

/// The salt and the digest of a stored hash.
fn decode(stored: &str) -> Option<(Vec<u8>, Vec<u8>)> {
    let (salt, digest) = stored.strip_prefix(FORM)?.split_once('$')?;
    Some((STANDARD_NO_PAD.decode(salt).ok()?, STANDARD_NO_PAD.decode(digest).ok()?))
}

fn matches(password: &str, stored: Option<&str>) -> bool {
    let (salt, expected) =
        stored.and_then(decode).unwrap_or_else(|| (NOBODYS_SALT.to_vec(), Vec::new()));
    // Slices of different lengths are not equal, so an empty digest never matches.
    digest(password, &salt).is_some_and(|digest| digest[..].ct_eq(&expected).into())
}

/// # Errors
/// Too many are waiting, or the memory for it cannot be had.
pub(super) async fn hash(hub: &Hub, password: NewPassword) -> Result<String, HashingError> {
    run(hub, move || encode(password.as_str(), &ids::salt())).await?.ok_or(HashingError::Failed)
}

/// Whether `password` is the one behind `stored`; without a stored hash it takes as long to say no.
///
/// # Errors
/// Too many are waiting.
pub(super) async fn verify(
    hub: &Hub,
    password: &str,
    stored: Option<&str>,
) -> Result<bool, HashingError> {
    let (password, stored) = (normalized(password).into_owned(), stored.map(str::to_owned));
    run(hub, move || matches(&password, stored.as_deref())).await
}

#[expect(clippy::disallowed_methods, reason = "this is the one place of the domain")]
async fn run<T: Send + 'static>(
    hub: &Hub,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, HashingError> {
    // One permit of the queue for everyone who waits or hashes, one of `hashing` to hash.
    let queued = hub.hashing_queue.clone().try_acquire_owned().map_err(|_| HashingError::Busy)?;
    let hashing = hub.hashing.clone().acquire_owned().await.map_err(|_| HashingError::Failed)?;
    tokio::task::spawn_blocking(move || {
        // Held by the work itself: a client that goes away does not free a place early.
        let _permits = (queued, hashing);
        work()
    })
    .await
    .map_err(|_| HashingError::Failed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use argon2::password_hash::PasswordVerifier as _;

    #[test]
    fn a_password_matches_its_own_hash_only() {
        let stored = encode("correct horse", &ids::salt()).unwrap();
        assert!(matches("correct horse", Some(&stored)));
        assert!(!matches("correct horsf", Some(&stored)));
        assert!(!matches("", Some(&stored)));
        assert!(!matches("correct horse", None));
        assert!(!matches("correct horse", Some("!")));
        assert_ne!(stored, encode("correct horse", &ids::salt()).unwrap());
    }

    #[test]
    fn a_stored_hash_is_what_every_argon2_reads() {
        let stored = encode("correct horse", &ids::salt()).unwrap();
        assert!(Argon2::default().verify_password(b"correct horse", stored.as_str()).is_ok());
        assert!(Argon2::default().verify_password(b"another horse", stored.as_str()).is_err());
    }

    #[test]
    fn memory_is_used_again_and_not_piled_up() {
        std::thread::scope(|scope| {
            for _ in 0..6 {
                scope.spawn(|| encode("correct horse", &ids::salt()));
            }
        });
        assert!(MEMORY.lock().unwrap().len() <= KEPT);
    }
}
