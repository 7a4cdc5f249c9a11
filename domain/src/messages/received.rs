//! A message as one of its readers finds it in their inbox, whether a mail with it went out or not.

use crate::mail::{OrganizerMessage, Wanted, message_for};
use crate::{Actor, Error, Hub};
use types::ErrorCode;
use types::ids::{EventId, MessageId};

/// # Errors
/// Not logged in; `not_found` for who did not get it.
pub async fn received(hub: &Hub, actor: Actor, id: MessageId) -> Result<OrganizerMessage, Error> {
    let user = actor.require_user()?;
    let mut connection = hub.db.read().await?;
    let event: Option<EventId> = sqlx::query_scalar(
        "SELECT m.event_id FROM message_recipients r JOIN messages m ON m.id = r.message_id
         WHERE r.message_id = $1 AND r.user_id = $2 AND r.queued_at IS NOT NULL",
    )
    .bind(id)
    .bind(user)
    .fetch_optional(&mut *connection)
    .await?;
    let event = event.ok_or(ErrorCode::NotFound)?;
    let wanted = Wanted { id: Some(id), ..Wanted::default() };
    let found = message_for(hub, &mut connection, (Some(event), wanted), Some(user)).await?;
    Ok(found.ok_or(ErrorCode::NotFound)?)
}
