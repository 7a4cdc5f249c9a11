//! Pools: quotas that several types share.

use super::read;
use super::service::{below_taken, changeable, settle};
use super::store::{self, Ordered, number};
use crate::audit::Entry;
use crate::events::{EventRight, owned};
use crate::idempotency::{Answer, IdempotencyKey, Refusal, Request, once};
use crate::ids::new_id;
use crate::{Actor, Allowed, Error, Hub};
use sqlx::postgres::PgConnection;
use types::ErrorCode;
use types::history::AuditAction;
use types::ids::{EventId, TicketPoolId};
use types::ticket_types::{POOLS_MAX, TicketPool, TicketPoolInput};

/// Whether the caller may change a pool.
///
/// # Errors
/// Not found or denied.
pub async fn may_change_pool(
    hub: &Hub,
    actor: Actor,
    event: &str,
    id: TicketPoolId,
) -> Result<Allowed, Error> {
    actor.require_user()?;
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::Edit).await?;
    one(&mut connection, event.id, id).await?;
    Ok(Allowed::looked())
}

async fn one(
    connection: &mut PgConnection,
    event: EventId,
    id: TicketPoolId,
) -> Result<TicketPool, Error> {
    let all = read::pools(connection, event).await?;
    all.into_iter().find(|it| it.id == id).ok_or_else(|| ErrorCode::NotFound.into())
}

/// Makes a pool, once for the key; nothing is in it yet.
///
/// # Errors
/// Not found or denied; invalid by field; `event_cancelled`; `too_many_requests` where there are too
/// many; `idempotency_key_reused`.
pub async fn create_pool(
    hub: &Hub,
    actor: Actor,
    event: &str,
    mut input: TicketPoolInput,
    key: Option<IdempotencyKey>,
) -> Result<Answer<TicketPool>, Refusal> {
    let user = actor.require_user()?;
    let operation = format!("create_ticket_pool:{event}");
    let request = key.map(|key| Request::new(hub, user, key, &operation, &input).waiting());
    let event = event.to_owned();
    once(hub, request, move |tx| {
        Box::pin(async move {
            let event = changeable(tx, actor, &event).await?;
            input.check()?;
            if read::pools(tx, event.id).await?.len() >= POOLS_MAX {
                return Err(Error::from(ErrorCode::TooManyRequests));
            }
            let id = TicketPoolId(new_id());
            sqlx::query(
                "INSERT INTO ticket_pools (id, event_id, name, quota, position)
                 VALUES ($1, $2, $3, $4,
                     (SELECT count(*)::int FROM ticket_pools WHERE event_id = $2))",
            )
            .bind(id)
            .bind(event.id)
            .bind(&input.name)
            .bind(number(input.quota))
            .execute(&mut *tx)
            .await?;
            if let Some(position) = input.position {
                store::place(tx, Ordered::Pools, event.id, id.0, position).await?;
            }
            let made = one(tx, event.id, id).await?;
            let entry = Entry::new(actor, AuditAction::TicketPoolCreated, id).event(event.id);
            told(entry, None, Some(&made)).record(tx).await?;
            Ok(made)
        })
    })
    .await
}

/// Gives a pool another name, quota or place; one whose place is left out keeps it.
///
/// # Errors
/// As [`create_pool`]; `quota_below_taken`.
pub async fn replace_pool(
    hub: &Hub,
    actor: Actor,
    event: &str,
    id: TicketPoolId,
    mut input: TicketPoolInput,
) -> Result<TicketPool, Error> {
    let (settings, event) = (hub.settings.clone(), event.to_owned());
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let event = changeable(tx, actor, &event).await?;
                let before = one(tx, event.id, id).await?;
                input.check()?;
                if input.quota < before.taken.into() {
                    return Err(below_taken("quota", before.taken));
                }
                sqlx::query("UPDATE ticket_pools SET name = $2, quota = $3 WHERE id = $1")
                    .bind(id)
                    .bind(&input.name)
                    .bind(number(input.quota))
                    .execute(&mut *tx)
                    .await?;
                if let Some(position) = input.position {
                    store::place(tx, Ordered::Pools, event.id, id.0, position).await?;
                }
                settle(tx, &event, &settings).await?;
                let after = one(tx, event.id, id).await?;
                let entry = Entry::new(actor, AuditAction::TicketPoolUpdated, id).event(event.id);
                told(entry, Some(&before), Some(&after)).record(tx).await?;
                Ok(after)
            })
        })
        .await
}

/// Deletes a pool: its types stay, within their own quotas and the event's.
///
/// # Errors
/// Not found or denied; `event_cancelled`.
pub async fn delete_pool(
    hub: &Hub,
    actor: Actor,
    event: &str,
    id: TicketPoolId,
) -> Result<(), Error> {
    let (settings, event) = (hub.settings.clone(), event.to_owned());
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let event = changeable(tx, actor, &event).await?;
                let before = one(tx, event.id, id).await?;
                sqlx::query(
                    "UPDATE ticket_types t SET pool_id = NULL, counted = now.counted,
                         taken = CASE WHEN now.counted THEN t.taken ELSE 0 END
                     FROM (SELECT o.id, o.quota IS NOT NULL OR EXISTS (
                             SELECT FROM ticket_price_steps s
                             WHERE s.ticket_type_id = o.id AND s.first IS NOT NULL
                         ) AS counted
                         FROM ticket_types o WHERE o.pool_id = $1) AS now
                     WHERE t.id = now.id",
                )
                .bind(id)
                .execute(&mut *tx)
                .await?;
                sqlx::query("DELETE FROM ticket_pools WHERE id = $1")
                    .bind(id)
                    .execute(&mut *tx)
                    .await?;
                settle(tx, &event, &settings).await?;
                let entry = Entry::new(actor, AuditAction::TicketPoolDeleted, id).event(event.id);
                told(entry, Some(&before), None).record(tx).await?;
                Ok(())
            })
        })
        .await
}

fn told(entry: Entry, before: Option<&TicketPool>, after: Option<&TicketPool>) -> Entry {
    entry
        .change("name", before.map(|it| it.name.clone()), after.map(|it| it.name.clone()))
        .change("quota", before.map(|it| it.quota), after.map(|it| it.quota))
        .change("position", before.map(|it| it.position), after.map(|it| it.position))
}
