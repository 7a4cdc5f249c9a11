//! An attendee's own agenda: the sessions they picked.

use super::store;
use crate::accounts;
use crate::events::visible;
use crate::{Actor, Error, Hub};
use types::ErrorCode;
use types::ids::{EventId, SessionId};

/// Picks a session, or lets it go. Doing either again changes nothing.
///
/// # Errors
/// `unauthenticated`; `NotFound` where the caller may not know of the session.
pub async fn pick(hub: &Hub, actor: Actor, session: SessionId, picked: bool) -> Result<(), Error> {
    let user = actor.require_user()?;
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let event = store::event_of(tx, session).await?.ok_or(ErrorCode::NotFound)?;
                visible(tx, actor, &event.to_string()).await?;
                store::set_pick(tx, user, session, picked).await?;
                Ok(())
            })
        })
        .await
}

/// The caller's picks among an event's sessions; none for an anonymous caller.
///
/// # Errors
/// What the database says.
pub async fn picks(hub: &Hub, actor: Actor, event: EventId) -> Result<Vec<SessionId>, Error> {
    let Some(user) = actor.user_id() else { return Ok(Vec::new()) };
    let mut connection = hub.db.read().await?;
    Ok(store::picks(&mut connection, user, event).await?)
}
