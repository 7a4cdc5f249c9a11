//! Every promised message as admins see it, and sending it again (INV-9): what failed for good is
//! visible and can be sent again, one by one or all at once.

mod list;
pub(super) mod store;

use crate::audit::{Entry, Object};
use crate::{Actor, Error, Hub};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::history::{AuditAction, ObjectKind};
use types::ids::MailId;
use types::mail::{AdminMail, MailState, ResendMail, Resent};
use types::{ErrorCode, Page, PageRequest};

/// So many messages are put back into the queue in one transaction.
const BATCH: i64 = 1000;

/// Which messages are looked for.
#[derive(Clone, Debug, Default)]
pub struct MailFilter {
    pub state: Option<MailState>,
    /// A part of a person's name or address; of somebody without an account the whole address.
    pub search: Option<String>,
}

/// Promised messages, the newest first. What lies beyond ten thousand is found with a narrower filter.
///
/// # Errors
/// Denied to everyone but admins.
pub async fn list_mail(
    hub: &Hub,
    actor: Actor,
    filter: MailFilter,
    page: PageRequest,
) -> Result<Page<AdminMail>, Error> {
    actor.require_admin()?;
    Ok(mail_of_all(hub, filter, page).await?)
}

/// [`list_mail`] for the command line.
///
/// # Errors
/// What the database says.
pub async fn mail_of_all(
    hub: &Hub,
    filter: MailFilter,
    page: PageRequest,
) -> Result<Page<AdminMail>, sqlx::Error> {
    let mut connection = hub.db.read().await?;
    let (count, rows) = list::list(&mut connection, &filter, page).await?;
    Ok(Page::new(page, count, rows))
}

/// The caller who has a message sent again.
#[derive(Clone, Copy, Debug)]
pub enum Resender {
    Caller(Actor),
    /// The operator, on the command line.
    Operator,
}

impl Resender {
    fn actor(self) -> Result<Actor, Error> {
        match self {
            Self::Caller(actor) => {
                actor.require_admin()?;
                Ok(actor)
            }
            Self::Operator => Ok(Actor::Anonymous),
        }
    }
}

/// Sends a message again that failed or was withheld; one that waits for its next try is tried at
/// once.
///
/// # Errors
/// Denied to everyone but admins; not found; it was sent; whom it was written to has left.
pub async fn resend_mail(hub: &Hub, by: Resender, id: MailId) -> Result<(), Error> {
    let actor = by.actor()?;
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let (state, gone) = store::locked(tx, id).await?.ok_or(ErrorCode::NotFound)?;
                if state == MailState::Sent {
                    return Err(ErrorCode::MailAlreadySent.into());
                }
                if gone {
                    return Err(ErrorCode::Gone.into());
                }
                store::requeue(tx, &[id.0]).await?;
                let detail = json!({ "state": state.as_str() });
                let entry = Entry::new(actor, AuditAction::MailResent, id).detail(detail);
                entry.record(tx).await?;
                Ok(())
            })
        })
        .await
}

/// Sends every message again that had failed when this was asked, or those that a search finds. Says how
/// many.
///
/// # Errors
/// Denied to everyone but admins; another state than `failed`. What was put back stays so.
pub async fn resend_all_mail(
    hub: &Hub,
    by: Resender,
    mut wanted: ResendMail,
) -> Result<Resent, Error> {
    let actor = by.actor()?;
    wanted.check()?;
    let mut after = uuid::Uuid::nil();
    let mut count = 0;
    loop {
        let search = wanted.search.clone();
        let batch = hub.db.write(move |tx| Box::pin(next_batch(tx, actor, after, search))).await?;
        count += batch.len() as u64;
        match batch.last() {
            // What fails again meanwhile has been passed already.
            Some(last) => after = *last,
            None => return Ok(Resent { count }),
        }
    }
}

async fn next_batch(
    tx: &mut PgConnection,
    actor: Actor,
    after: uuid::Uuid,
    search: Option<String>,
) -> Result<Vec<uuid::Uuid>, Error> {
    let failed = list::failed_after(tx, after, search.as_deref(), BATCH).await?;
    if !failed.is_empty() {
        store::requeue(tx, &failed).await?;
        // What was looked for may be an address, and the log holds none.
        let detail = json!({ "state": MailState::Failed.as_str(), "count": failed.len(),
            "searched": search.is_some() });
        let object = Object::many(ObjectKind::Mail);
        Entry::new(actor, AuditAction::MailResentAll, object).detail(detail).record(tx).await?;
    }
    Ok(failed)
}

#[cfg(test)]
mod tests;
