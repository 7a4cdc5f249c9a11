//! Issuing certificates to every attendee who has none: the first batch at once, the rest by a job,
//! batch by batch.

use super::run::{self, Open};
use super::{policy, store};
use crate::accounts;
use crate::audit::{self, Entry, Object};
use crate::events::{EventRight, own_locked};
use crate::ids::{certificate_number, new_id};
use crate::jobs::{self, MailCertificates, enqueue};
use crate::notifications::Progress;
use crate::{Actor, Error, Hub};
use chrono::TimeDelta;
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::accounts::Role;
use types::certificates::{IssueCertificates, IssuedCertificates};
use types::history::{AuditAction, ObjectKind};
use types::ids::EventId;

/// What is issued at once: an event of a usual size is done with the answer.
const AT_ONCE: u16 = 100;

/// How long a run may be at rest until its job is taken for lost.
const LOST: TimeDelta = TimeDelta::minutes(2);

/// Issues what is missing for an event that is over: a batch at once, and the rest by a job.
/// Repeating it issues nothing twice, what was revoked stays revoked, and while a run goes on it
/// begins no other.
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
                let event = event.id;
                let (issued, open) = if let Some(mut open) = run::open(tx, event).await? {
                    if open.checked_in_only && !input.checked_in_only {
                        run::widen(tx, event).await?;
                        open.checked_in_only = false;
                    }
                    // Its job goes on, or is made anew if it was lost.
                    enqueue(tx, &jobs::IssueCertificates { event }, None).await?;
                    (0, open)
                } else {
                    let by = actor.user_id();
                    let open = run::begin(tx, event, by, input.checked_in_only).await?;
                    let done = batch(tx, event, open, AT_ONCE).await?;
                    if done.more {
                        enqueue(tx, &jobs::IssueCertificates { event }, None).await?;
                    }
                    (done.done, open)
                };
                let remaining = store::count_missing(tx, event, open.checked_in_only).await?;
                let issued = i64::try_from(issued).unwrap_or(i64::MAX);
                let total = store::count(tx, event).await?;
                Ok(IssuedCertificates { issued, total, remaining })
            })
        })
        .await
}

/// Issues the next `limit` of the event's open run; a run that stops halfway is taken up by the next.
///
/// # Errors
/// What the database says; then this run did nothing.
pub async fn issue_more(hub: &Hub, event: EventId, limit: u16) -> Result<Progress, sqlx::Error> {
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                // Before the run, as whoever asks for it does.
                sqlx::query("SELECT FROM events WHERE id = $1 FOR NO KEY UPDATE")
                    .bind(event)
                    .execute(&mut *tx)
                    .await?;
                match run::open(tx, event).await? {
                    Some(open) => batch(tx, event, open, limit).await,
                    None => Ok(Progress::default()),
                }
            })
        })
        .await
}

/// Enqueues the jobs of runs that are at rest.
///
/// # Errors
/// What the database says.
pub async fn issue_due(hub: &Hub) -> Result<u64, sqlx::Error> {
    let since = hub.now() - LOST;
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let events = run::at_rest(tx, since).await?;
                for event in &events {
                    enqueue(tx, &jobs::IssueCertificates { event: *event }, None).await?;
                }
                Ok::<_, sqlx::Error>(events.len() as u64)
            })
        })
        .await
}

/// One batch of a run, with the event locked: its certificates with their entries, and how far the run
/// is. Who asked for the run is who issued all of them.
async fn batch(
    tx: &mut PgConnection,
    event: EventId,
    open: Open,
    limit: u16,
) -> Result<Progress, sqlx::Error> {
    let actor =
        open.started_by.map_or(Actor::Anonymous, |id| Actor::User { id, role: Role::Organizer });
    let users = store::missing(tx, event, open.checked_in_only, limit.into()).await?;
    let ids: Vec<_> = users.iter().map(|_| new_id()).collect();
    let numbers: Vec<_> = users.iter().map(|_| certificate_number()).collect();
    let new = store::insert(tx, event, &ids, &numbers, &users).await?;
    let done = new.len();
    let entries = new.into_iter().map(|(certificate, booking)| {
        let object = Object::new(ObjectKind::Certificate, certificate);
        let action = AuditAction::CertificateIssued;
        Entry::new(actor, action, object).event(event).booking(booking)
    });
    audit::record_each(tx, entries.collect()).await?;
    let more = users.len() == usize::from(limit);
    let issued = i32::try_from(done).unwrap_or(i32::MAX);
    run::moved(tx, event, issued, !more).await?;
    if done > 0 {
        enqueue(tx, &MailCertificates { event }, None).await?;
    }
    let all = open.issued.saturating_add(issued);
    if !more && all > 0 {
        let detail = json!({ "issued": all, "checked_in_only": open.checked_in_only });
        let entry = Entry::new(actor, AuditAction::CertificatesIssued, event);
        entry.detail(detail).record(tx).await?;
    }
    Ok(Progress { done, more })
}
