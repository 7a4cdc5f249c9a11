//! Codes that come along with a copy of their event.

use super::service::{record, taken};
use super::store::{self, Values};
use crate::ids::new_id;
use crate::{Actor, Error};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use std::collections::HashMap;
use types::history::AuditAction;
use types::ids::{EventId, PromotionId, TicketTypeId};
use types::promotions::Promotion;

/// What is another one in the copy: a code is given out once.
#[derive(Clone, Debug)]
pub(crate) struct Copied {
    pub(crate) code: String,
    pub(crate) valid_from: DateTime<Utc>,
    pub(crate) valid_until: DateTime<Utc>,
}

/// An event's own codes, the oldest first.
pub(crate) async fn of_event(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<Vec<Promotion>, sqlx::Error> {
    store::of_event(connection, event).await
}

/// Makes the code for another event, whose `types` are told by those they were; nobody has used it yet.
/// One that was for types that did not come along is for none.
pub(crate) async fn copy(
    tx: &mut PgConnection,
    actor: Actor,
    promotion: &Promotion,
    (event, types): (EventId, &HashMap<TicketTypeId, TicketTypeId>),
    copied: &Copied,
) -> Result<(), Error> {
    let owner = actor.require_user()?;
    let values = Values {
        code: copied.code.clone(),
        kind: promotion.kind,
        value: promotion.value,
        currency: promotion.currency,
        event: Some(event),
        types: promotion
            .ticket_types
            .as_ref()
            .map(|before| before.iter().filter_map(|it| types.get(it).copied()).collect()),
        valid_from: copied.valid_from,
        valid_until: copied.valid_until,
        max_uses: promotion.max_uses,
        max_uses_per_user: promotion.max_uses_per_user,
        paused: Some(promotion.paused_at.is_some()),
    };
    let made = store::insert(tx, PromotionId(new_id()), owner, &values).await.map_err(taken)?;
    Ok(record(tx, actor, AuditAction::PromotionCreated, &made).await?)
}
