//! Issuing certificates to every attendee who has none.

use super::policy;
use super::store;
use crate::accounts;
use crate::audit::{self, Entry, Object};
use crate::events::{EventRight, own_locked};
use crate::ids::{certificate_number, new_id};
use crate::jobs::{MailCertificates, enqueue};
use crate::{Actor, Error, Hub};
use serde_json::json;
use types::certificates::{IssueCertificates, IssuedCertificates};
use types::history::{AuditAction, ObjectKind};

/// Rows of one statement.
const CHUNK: usize = 1000;

/// Issues what is missing for an event that is over. Repeating it issues nothing twice, and what
/// was revoked stays revoked.
///
/// # Errors
/// Not found or denied; `event_not_ended`, `event_cancelled`, `event_not_published`.
pub async fn issue(
    hub: &Hub,
    actor: Actor,
    event: &str,
    input: IssueCertificates,
) -> Result<IssuedCertificates, Error> {
    let (now, key) = (hub.now(), event.to_owned());
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                // Under the event's lock: two calls come one after the other.
                let event = own_locked(tx, actor, &key, EventRight::Bookings).await?;
                policy::may_issue(event.status, event.end_date, now)?;
                let mut issued = 0;
                loop {
                    let limit = i64::try_from(CHUNK).unwrap_or(i64::MAX);
                    let users = store::missing(tx, event.id, input.checked_in_only, limit).await?;
                    let ids: Vec<_> = users.iter().map(|_| new_id()).collect();
                    let numbers: Vec<_> = users.iter().map(|_| certificate_number()).collect();
                    let new = store::insert(tx, event.id, &ids, &numbers, &users).await?;
                    issued += i64::try_from(new.len()).unwrap_or(i64::MAX);
                    let entries = new.into_iter().map(|(certificate, booking)| {
                        let object = Object::new(ObjectKind::Certificate, certificate);
                        let action = AuditAction::CertificateIssued;
                        Entry::new(actor, action, object).event(event.id).booking(booking)
                    });
                    audit::record_each(tx, entries.collect()).await?;
                    if users.len() < CHUNK {
                        break;
                    }
                }
                if issued > 0 {
                    enqueue(tx, &MailCertificates { event: event.id }, None).await?;
                    let detail =
                        json!({ "issued": issued, "checked_in_only": input.checked_in_only });
                    let entry = Entry::new(actor, AuditAction::CertificatesIssued, event.id);
                    entry.detail(detail).record(tx).await?;
                }
                let total = store::count(tx, event.id).await?;
                Ok(IssuedCertificates { issued, total })
            })
        })
        .await
}
