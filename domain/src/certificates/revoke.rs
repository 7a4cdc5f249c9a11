//! Taking a certificate back for good.

use super::policy::normal;
use super::store;
use crate::accounts;
use crate::audit::{Entry, Object};
use crate::{Actor, Error, Hub};
use types::ErrorCode;
use types::history::{AuditAction, ObjectKind};

/// Revokes a certificate; doing it again changes nothing.
///
/// # Errors
/// `forbidden` for anyone but the event's organizer and admins; `not_found`, for others also where it
/// was revoked before.
pub async fn revoke(hub: &Hub, actor: Actor, number: &str) -> Result<(), Error> {
    actor.require_user()?;
    let number = normal(number).ok_or(ErrorCode::NotFound)?;
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let found = store::owned(tx, &number).await?.ok_or(ErrorCode::NotFound)?;
                let may = actor.owns(found.organizer_id) && actor.require_organizer().is_ok();
                match (may, found.revoked_at) {
                    (true, Some(_)) => Ok(()),
                    (true, None) => {
                        store::revoke(tx, found.id).await?;
                        let object = Object::new(ObjectKind::Certificate, found.id);
                        let entry = Entry::new(actor, AuditAction::CertificateRevoked, object);
                        entry.event(found.event_id).record(tx).await?;
                        Ok(())
                    }
                    (false, Some(_)) => Err(ErrorCode::NotFound.into()),
                    (false, None) => Err(ErrorCode::Forbidden.into()),
                }
            })
        })
        .await
}
