//! The clock and the currency in which an event's bookings are told.

use super::page::event_of;
use crate::{Actor, Error, Hub};
use types::Currency;

/// The event's time zone, for who may see its bookings.
///
/// # Errors
/// Not found or denied.
pub async fn timezone(hub: &Hub, actor: Actor, event: &str) -> Result<String, Error> {
    Ok(told_in(hub, actor, event).await?.0)
}

/// The event's time zone and its currency, for who may see its bookings.
///
/// # Errors
/// Not found or denied.
pub async fn told_in(hub: &Hub, actor: Actor, event: &str) -> Result<(String, Currency), Error> {
    let mut connection = hub.db.read().await?;
    let event = event_of(&mut connection, actor, event).await?;
    Ok((event.timezone, event.currency))
}
