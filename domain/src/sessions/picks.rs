//! An attendee's own agenda: the sessions they picked.

use super::error::SessionError;
use super::store;
use crate::accounts;
use crate::events::visible;
use crate::{Actor, Hub};
use types::ids::{EventId, SessionId, UserId};

/// Picks a session, or lets it go. Doing either again changes nothing.
///
/// # Errors
/// `unauthenticated`; `NotFound` where the caller may not know of the session.
pub async fn pick(
    hub: &Hub,
    actor: Actor,
    session: SessionId,
    picked: bool,
) -> Result<(), SessionError> {
    let user = logged_in(actor)?;
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor, SessionError::Denied).await?;
                let event = store::event_of(tx, session).await?.ok_or(SessionError::NotFound)?;
                visible(tx, actor, &event.to_string()).await?;
                store::set_pick(tx, user, session, picked).await?;
                Ok(())
            })
        })
        .await
}

/// The caller's picks among an event's sessions; none for nobody in particular.
///
/// # Errors
/// What the database says.
pub async fn picks(
    hub: &Hub,
    actor: Actor,
    event: EventId,
) -> Result<Vec<SessionId>, SessionError> {
    let Some(user) = actor.user_id() else { return Ok(Vec::new()) };
    let mut connection = hub.db.read().await?;
    Ok(store::picks(&mut connection, user, event).await?)
}

fn logged_in(actor: Actor) -> Result<UserId, SessionError> {
    actor.require_user().map_err(SessionError::Denied)
}
