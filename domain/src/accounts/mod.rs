//! Accounts: who people are and how they prove it.

use crate::{Actor, Hub};
use types::{ErrorCode, Failure};

/// Who an access token belongs to, checked against the account as it is now.
///
/// # Errors
/// `token_invalid` where the token is forged or expired, or its account was disabled or reset.
#[expect(clippy::unused_async, reason = "reads the account")]
pub async fn authenticate(_hub: &Hub, _access: &str) -> Result<Actor, Failure> {
    Err(ErrorCode::TokenInvalid.into())
}
