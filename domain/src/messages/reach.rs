//! Whom a message would go to, before it is written.

use super::store;
use crate::events::{EventRight, owned};
use crate::{Actor, Error, Hub};
use types::event_bookings::BookingFilter;
use types::messages::Reach;

/// How many people the filter finds now, by what would become of a message to them.
///
/// # Errors
/// Not found or denied.
pub async fn reach(
    hub: &Hub,
    actor: Actor,
    event: &str,
    (audience, news): (&BookingFilter, bool),
) -> Result<Reach, Error> {
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::Bookings).await?;
    Ok(store::reach(&mut connection, &event, (audience, news)).await?)
}
