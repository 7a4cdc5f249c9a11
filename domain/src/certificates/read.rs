//! One's own certificates, and the public check of a number.

use super::error::CertificateError;
use super::policy::normal;
use super::store;
use crate::{Actor, Hub};
use types::certificates::Certificate;
use types::{Page, PageRequest};

/// The caller's own, newest first.
///
/// # Errors
/// `unauthenticated`.
pub async fn list(
    hub: &Hub,
    actor: Actor,
    page: PageRequest,
) -> Result<Page<Certificate>, CertificateError> {
    let user = actor.require_user().map_err(CertificateError::Denied)?;
    let mut connection = hub.db.read().await?;
    let (count, rows) =
        store::of_person(&mut connection, user, page.limit(), page.offset()).await?;
    Ok(Page::new(page, count, rows.into_iter().map(Certificate::from).collect()))
}

/// What a number stands for. Whoever has the number may ask.
///
/// # Errors
/// `not_found`, the same for what was revoked and what never was.
pub async fn check(hub: &Hub, number: &str) -> Result<Certificate, CertificateError> {
    let number = normal(number).ok_or(CertificateError::NotFound)?;
    let mut connection = hub.db.read().await?;
    let row = store::find(&mut connection, &number).await?;
    row.map(Certificate::from).ok_or(CertificateError::NotFound)
}
