//! The agenda's use cases.

use super::error::SessionError;
use super::store;
use crate::events::visible;
use crate::{Actor, Hub};
use types::sessions::Session;

/// The agenda of an event, in order of time.
///
/// # Errors
/// `NotFound` where the caller may not know of the event.
pub async fn list(hub: &Hub, actor: Actor, event: &str) -> Result<Vec<Session>, SessionError> {
    let mut connection = hub.db.read().await?;
    let event = visible(&mut connection, actor, event).await?;
    let rows = store::of_event(&mut connection, event.id).await?;
    Ok(rows.into_iter().map(Session::from).collect())
}
