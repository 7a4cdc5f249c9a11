//! Event rights: who may do what with an event. The one place that says so.

use super::store::{self, EventRow};
use crate::{Actor, Allowed, Error, Hub};
use sqlx::postgres::PgConnection;
use types::ErrorCode;
use types::events::EventStatus;

/// What somebody wants to do with an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventRight {
    /// Its page, agenda and codes.
    Edit,
    /// Its people and their money: lists, figures, refunds, messages.
    Bookings,
    /// Its door: tickets are looked up and checked in.
    Door,
    /// What only its owner does: the team, cancelling, deleting.
    Own,
}

/// Whether the caller has this right on an event.
///
/// # Errors
/// Not found or denied.
pub async fn may(
    hub: &Hub,
    actor: Actor,
    id_or_slug: &str,
    right: EventRight,
) -> Result<Allowed, Error> {
    actor.require_user()?;
    let mut connection = hub.db.read().await?;
    owned(&mut connection, actor, id_or_slug, right).await.map(|_| Allowed::looked())
}

/// Locks the event if the caller has the right: another organizer's draft is not found, their
/// published event forbidden.
pub(crate) async fn own_locked(
    tx: &mut PgConnection,
    actor: Actor,
    id_or_slug: &str,
    right: EventRight,
) -> Result<EventRow, Error> {
    actor.require_user()?;
    let row = store::find_locked(tx, id_or_slug).await?.ok_or(ErrorCode::NotFound)?;
    entitled(actor, row, right)
}

/// [`own_locked`] without the lock, for reads.
pub(crate) async fn owned(
    connection: &mut PgConnection,
    actor: Actor,
    id_or_slug: &str,
    right: EventRight,
) -> Result<EventRow, Error> {
    actor.require_user()?;
    let row = store::find(connection, id_or_slug).await?.ok_or(ErrorCode::NotFound)?;
    entitled(actor, row, right)
}

/// Its organizer and admins have every right.
pub(super) fn has_right(actor: Actor, row: &EventRow, right: EventRight) -> bool {
    match right {
        EventRight::Edit | EventRight::Bookings | EventRight::Door | EventRight::Own => {
            actor.owns(row.organizer_id) && actor.require_organizer().is_ok()
        }
    }
}

fn entitled(actor: Actor, row: EventRow, right: EventRight) -> Result<EventRow, Error> {
    if has_right(actor, &row, right) {
        return Ok(row);
    }
    Err(match row.status {
        EventStatus::Draft => ErrorCode::NotFound.into(),
        EventStatus::Published | EventStatus::Cancelled => ErrorCode::Forbidden.into(),
    })
}
