//! Keeping a guest list for the moment in which its columns are chosen and its rows looked at.

use crate::events::{EventRight, owned};
use crate::ids::new_id;
use crate::retention::forget_oldest;
use crate::{Actor, Error, Hub, accounts};
use sqlx::postgres::PgConnection;
use sqlx::types::Json;
use types::ErrorCode;
use types::guest_lists::ListRow;
use types::ids::{EventId, GuestListId, UserId};

/// Lists of one person; the oldest give way.
const KEPT: i64 = 10;
const NAME_MAX: usize = 200;

/// A table that was uploaded.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct GuestList {
    pub id: GuestListId,
    /// What the file is called.
    pub name: String,
    #[sqlx(json)]
    pub rows: Vec<ListRow>,
}

/// Keeps a table that was read from a file of this name, for a day. It invites nobody.
///
/// # Errors
/// The event refuses.
pub async fn keep(
    hub: &Hub,
    actor: Actor,
    event: &str,
    name: &str,
    rows: Vec<ListRow>,
) -> Result<GuestListId, Error> {
    let event = event.to_owned();
    let name: String = name.chars().filter(|c| !c.is_control()).take(NAME_MAX).collect();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let owner = actor.require_user()?;
                let event = owned(tx, actor, &event, EventRight::Bookings).await?;
                let id = new_id().into();
                insert(tx, id, event.id, owner, &name, &rows).await?;
                forget_oldest(tx, "guest_lists", owner, KEPT).await?;
                Ok::<_, Error>(id)
            })
        })
        .await
}

/// The caller's own table for this event.
///
/// # Errors
/// The event refuses; `NotFound`, also for one that was forgotten.
pub async fn read(
    hub: &Hub,
    actor: Actor,
    event: &str,
    id: GuestListId,
) -> Result<GuestList, Error> {
    let owner = actor.require_user()?;
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::Bookings).await?;
    let found = sqlx::query_as(
        "SELECT id, name, rows FROM guest_lists
         WHERE id = $1 AND event_id = $2 AND owner_id = $3",
    )
    .bind(id)
    .bind(event.id)
    .bind(owner)
    .fetch_optional(&mut *connection)
    .await?;
    found.ok_or_else(|| ErrorCode::NotFound.into())
}

async fn insert(
    tx: &mut PgConnection,
    id: GuestListId,
    event: EventId,
    owner: UserId,
    name: &str,
    rows: &[ListRow],
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO guest_lists (id, event_id, owner_id, name, rows) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(id)
    .bind(event)
    .bind(owner)
    .bind(name)
    .bind(Json(rows))
    .execute(tx)
    .await?;
    Ok(())
}
