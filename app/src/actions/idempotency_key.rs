//! Idempotency keys for the forms of one page.

use domain::idempotency::IdempotencyKey;
use types::Failure;

/// A key for the forms of a page that is being made.
pub(crate) fn new() -> String {
    domain::ids::new_id().simple().to_string()
}

/// The key that came back with a form; none makes every click a request of its own.
pub(crate) fn parse(key: &str) -> Result<Option<IdempotencyKey>, Failure> {
    if key.trim().is_empty() { Ok(None) } else { IdempotencyKey::parse(key).map(Some) }
}
