//! One's own certificates, and the public check of a number.

use super::policy::normal;
use super::store;
use crate::{Actor, Error, Hub};
use types::certificates::Certificate;
use types::{ErrorCode, Page, PageRequest};

/// The caller's own, newest first.
///
/// # Errors
/// `unauthenticated`.
pub async fn list(hub: &Hub, actor: Actor, page: PageRequest) -> Result<Page<Certificate>, Error> {
    let user = actor.require_user()?;
    let mut connection = hub.db.read().await?;
    let (count, rows) =
        store::of_person(&mut connection, user, page.limit(), page.offset()).await?;
    Ok(Page::new(page, count, rows.into_iter().map(Certificate::from).collect()))
}

/// The certificate of a number. The number is the only authorisation.
///
/// # Errors
/// `not_found`, the same for what was revoked and what never was.
pub async fn check(hub: &Hub, number: &str) -> Result<Certificate, Error> {
    let number = normal(number).ok_or(ErrorCode::NotFound)?;
    let mut connection = hub.db.read().await?;
    let row = store::find(&mut connection, &number).await?;
    row.map(Certificate::from).ok_or_else(|| ErrorCode::NotFound.into())
}
