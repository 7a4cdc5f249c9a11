//! The end of a wait without an offer, and its entries in the history.

use super::log::Move;
use super::store;
use crate::Actor;
use crate::audit::{Entry, Object, record_each};
use sqlx::postgres::PgConnection;
use types::history::{AuditAction, ObjectKind};
use types::ids::{EventId, UserId};
use uuid::Uuid;

/// Ends the wait of up to `limit` parties of an event, or of one of them; answers whose it was.
pub(super) async fn end_waiting(
    tx: &mut PgConnection,
    by: Actor,
    event: EventId,
    entry: Option<Uuid>,
    limit: u16,
    end: Move,
) -> Result<Vec<UserId>, sqlx::Error> {
    let ended = store::end_waiting(tx, event, entry, limit, end).await?;
    let action = match end {
        Move::Left => AuditAction::WaitlistLeft,
        _ => AuditAction::WaitlistClosed,
    };
    let told = ended.iter().map(|(id, _)| {
        let object = Object::new(ObjectKind::WaitlistEntry, *id);
        Entry::new(by, action, object).event(event)
    });
    record_each(tx, told.collect()).await?;
    Ok(ended.into_iter().map(|(_, user)| user).collect())
}
