//! Argon2id (19 MiB, two passes, one lane), off the async threads and limited in number: each
//! hash needs its own memory, so what cannot start soon is refused instead of piling up.

use crate::{Hub, ids};
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use types::{ErrorCode, Failure};

#[derive(Debug, thiserror::Error)]
pub enum HashingError {
    #[error("too many passwords are being checked")]
    Busy,
    #[error("a password could not be hashed")]
    Failed,
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

/// A hash that no password has: checked for an unknown e-mail, so that it takes the same time.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$ZXZlbnQtaHViLW5vYm9keQ$\
                      AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

fn argon2() -> Argon2<'static> {
    // The crate's defaults are 19 MiB, t=2, p=1: the documented minimum.
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::DEFAULT)
}

/// # Errors
/// Too many are waiting, or the memory for it cannot be had.
pub(super) async fn hash(hub: &Hub, password: &str) -> Result<String, HashingError> {
    let password = password.to_owned();
    run(hub, move || {
        argon2()
            .hash_password_with_salt(password.as_bytes(), &ids::salt())
            .map(|hash| hash.to_string())
            .map_err(|_| HashingError::Failed)
    })
    .await?
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
    let password = password.to_owned();
    let known = stored.is_some();
    let stored = stored.unwrap_or(NOBODY).to_owned();
    run(hub, move || {
        let matches = PasswordHash::new(&stored)
            .is_ok_and(|hash| argon2().verify_password(password.as_bytes(), &hash).is_ok());
        known && matches
    })
    .await
}

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

    #[test]
    fn the_hash_of_nobody_is_well_formed_and_costs_the_same() {
        let nobody = PasswordHash::new(NOBODY).unwrap();
        let real = argon2().hash_password_with_salt(b"a password", &ids::salt()).unwrap();
        assert_eq!(nobody.algorithm, real.algorithm);
        assert_eq!(nobody.version, real.version);
        assert_eq!(nobody.params, real.params);
        assert_eq!(nobody.hash.unwrap().len(), real.hash.unwrap().len());
    }
}
