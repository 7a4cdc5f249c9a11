//! Event rights: who may do what with an event. The one place that says so.
//!
//! Its organizer and admins have every right. Anybody else has those of their role in the organizer's
//! team, whatever the role of their account; it is looked up with the event, in the same transaction.
//! A team can do nothing once its organizer can do nothing.

use super::store::{self, EventRow};
use crate::roles::{self, Memberships, is_owner};
use crate::{Actor, Allowed, Error, Hub};
use sqlx::postgres::PgConnection;
use types::ErrorCode;
use types::events::EventStatus;
pub use types::team::EventRight;

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
    entitled(tx, actor, row, right).await
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
    entitled(connection, actor, row, right).await
}

/// The event with everything that the caller may do with it, if that is anything.
pub(crate) async fn seen_by_team(
    connection: &mut PgConnection,
    actor: Actor,
    id_or_slug: &str,
) -> Result<(EventRow, Vec<EventRight>), Error> {
    actor.require_user()?;
    let row = store::find(connection, id_or_slug).await?.ok_or(ErrorCode::NotFound)?;
    let all = EventRight::ALL.into_iter();
    if is_owner(actor, row.organizer_id) {
        return Ok((row, all.collect()));
    }
    let roles = roles::of(connection, actor, (row.id, row.organizer_id)).await?;
    let rights: Vec<EventRight> = all.filter(|right| roles.may(*right)).collect();
    if rights.is_empty() { Err(refusal(&row, roles)) } else { Ok((row, rights)) }
}

async fn entitled(
    connection: &mut PgConnection,
    actor: Actor,
    row: EventRow,
    right: EventRight,
) -> Result<EventRow, Error> {
    if is_owner(actor, row.organizer_id) {
        return Ok(row);
    }
    let roles = roles::of(connection, actor, (row.id, row.organizer_id)).await?;
    if roles.may(right) { Ok(row) } else { Err(refusal(&row, roles)) }
}

/// A draft, or what is hidden, is not there for who may not even see it.
fn refusal(row: &EventRow, roles: Memberships) -> Error {
    if row.hidden_at.is_some() && !roles.may(EventRight::See) {
        return ErrorCode::NotFound.into();
    }
    match row.status {
        EventStatus::Draft if !roles.may(EventRight::See) => ErrorCode::NotFound.into(),
        EventStatus::Draft | EventStatus::Published | EventStatus::Cancelled => {
            ErrorCode::Forbidden.into()
        }
    }
}
