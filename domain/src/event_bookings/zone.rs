//! The clock by which an event's bookings are told.

use super::list::event_of;
use crate::{Actor, Error, Hub};

/// The event's time zone, for who may see its bookings.
///
/// # Errors
/// Not found or denied.
pub async fn timezone(hub: &Hub, actor: Actor, event: &str) -> Result<String, Error> {
    let mut connection = hub.db.read().await?;
    Ok(event_of(&mut connection, actor, event).await?.timezone)
}
