//! The end of a wait without an offer, and its entries in the history.

use super::log::Move;
use super::store::{self, Ending};
use crate::Actor;
use crate::audit::{Entry, Object, record_each};
use sqlx::postgres::PgConnection;
use types::history::{AuditAction, ObjectKind};
use types::ids::{EventId, UserId};
use uuid::Uuid;

/// Ends the wait of up to `limit` of these parties of an event; answers whose it was.
pub(super) async fn end_waiting(
    tx: &mut PgConnection,
    by: Actor,
    event: EventId,
    ending: Ending,
    limit: u16,
    end: Move,
) -> Result<Vec<(Uuid, UserId)>, sqlx::Error> {
    let ended = store::end_waiting(tx, event, ending, limit, end).await?;
    let action = match end {
        Move::Left => AuditAction::WaitlistLeft,
        _ => AuditAction::WaitlistClosed,
    };
    let told = ended.iter().map(|(id, _)| {
        let object = Object::new(ObjectKind::WaitlistEntry, *id);
        Entry::new(by, action, object).event(event)
    });
    record_each(tx, told.collect()).await?;
    Ok(ended)
}
