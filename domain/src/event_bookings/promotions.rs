//! The codes of an event, with their uses and what they cost.

use super::page::event_of;
use crate::{Actor, Error, Hub, promotions};
use types::Currency;
use types::ids::EventId;
use types::promotions::UsedPromotion;

/// An event's own codes, as who sees to its money sees them.
#[derive(Clone, Debug)]
pub struct EventPromotions {
    pub event: EventId,
    /// The address of its page.
    pub slug: String,
    pub currency: Currency,
    /// IANA name.
    pub timezone: String,
    /// At most a thousand, the newest first.
    pub codes: Vec<UsedPromotion>,
}

/// # Errors
/// Not found or denied.
pub async fn promotions(hub: &Hub, actor: Actor, event: &str) -> Result<EventPromotions, Error> {
    let mut connection = hub.db.read().await?;
    let event = event_of(&mut connection, actor, event).await?;
    let codes = promotions::used(&mut connection, event.id).await?;
    Ok(EventPromotions {
        event: event.id,
        slug: event.slug,
        currency: event.currency,
        timezone: event.timezone,
        codes,
    })
}
