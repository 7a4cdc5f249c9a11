//! Taking a certificate back for good.

use super::policy::normal;
use super::store::{self, Owned};
use crate::accounts;
use crate::audit::{Entry, Object};
use crate::events::EventRight;
use crate::roles;
use crate::{Actor, Allowed, Error, Hub};
use sqlx::postgres::PgConnection;
use types::ErrorCode;
use types::certificates::RevokeCertificate;
use types::history::{AuditAction, ObjectKind};

/// Whether the caller may revoke a certificate.
///
/// # Errors
/// `forbidden` for anyone without the right on the event's bookings; `not_found`, for others also where it
/// was revoked before.
pub async fn may_revoke(hub: &Hub, actor: Actor, number: &str) -> Result<Allowed, Error> {
    actor.require_user()?;
    let number = normal(number).ok_or(ErrorCode::NotFound)?;
    let mut connection = hub.db.read().await?;
    let found = store::found(&mut connection, &number).await?.ok_or(ErrorCode::NotFound)?;
    entitled(&mut connection, actor, &found).await.map(|()| Allowed::looked())
}

/// Revokes a certificate; doing it again changes nothing, not even the reason.
///
/// # Errors
/// `forbidden` for anyone without the right on the event's bookings; `not_found`, for others also where it
/// was revoked before.
pub async fn revoke(
    hub: &Hub,
    actor: Actor,
    number: &str,
    mut input: RevokeCertificate,
) -> Result<(), Error> {
    may_revoke(hub, actor, number).await?;
    input.check()?;
    let number = normal(number).ok_or(ErrorCode::NotFound)?;
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let found = store::owned(tx, &number).await?.ok_or(ErrorCode::NotFound)?;
                entitled(tx, actor, &found).await?;
                if found.revoked_at.is_none() {
                    let reason = input.reason;
                    store::revoke(tx, found.id, reason.as_deref()).await?;
                    let object = Object::new(ObjectKind::Certificate, found.id);
                    let entry = Entry::new(actor, AuditAction::CertificateRevoked, object);
                    let entry = entry.event(found.event_id).reason(reason.unwrap_or_default());
                    entry.record(tx).await?;
                }
                Ok(())
            })
        })
        .await
}

async fn entitled(connection: &mut PgConnection, actor: Actor, found: &Owned) -> Result<(), Error> {
    let of = (found.event_id, found.organizer_id);
    let may = roles::has_right(connection, actor, of, EventRight::Bookings).await?;
    match (may, found.revoked_at) {
        (true, _) => Ok(()),
        (false, Some(_)) => Err(ErrorCode::NotFound.into()),
        (false, None) => Err(ErrorCode::Forbidden.into()),
    }
}
