//! How many are in.

use super::{kinds, lists};
use crate::events::{EventRight, owned};
use crate::{Actor, Error, Hub};
use chrono::TimeDelta;
use types::check_ins::{CheckInList, DoorFigures, ListFigures};
use types::ids::{CheckInListId, EventId};

#[derive(sqlx::FromRow)]
struct Row {
    list_id: Option<CheckInListId>,
    entered: i64,
    inside: i64,
    recent: i64,
}

/// The event of a door, for whoever may stand at it.
///
/// # Errors
/// Not found or denied.
pub async fn door_event(hub: &Hub, actor: Actor, event: &str) -> Result<EventId, Error> {
    Ok(owned(&mut *hub.db.read().await?, actor, event, EventRight::Door).await?.id)
}

/// How many are in, by each list.
///
/// # Errors
/// Not found or denied.
pub async fn figures(hub: &Hub, actor: Actor, event: &str) -> Result<DoorFigures, Error> {
    let now = hub.now();
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::Door).await?;
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT list_id, count(DISTINCT ticket_id) AS entered,
             count(*) FILTER (WHERE left_by IS NULL) AS inside,
             count(*) FILTER (WHERE at > $2) AS recent
         FROM check_ins
         WHERE event_id = $1 AND direction = 'in' AND refusal IS NULL AND undone_at IS NULL
         GROUP BY list_id",
    )
    .bind(event.id)
    .bind(now - TimeDelta::minutes(5))
    .fetch_all(&mut *connection)
    .await?;
    let named = lists::all(&mut connection, event.id).await?;
    let ticket_types = kinds::of_lists(&mut connection, &event, &named).await?;
    let of = |list: Option<&CheckInList>| {
        let id = list.map(|list| list.id);
        let row = rows.iter().find(|row| row.list_id == id);
        let (entered, inside, last_5_minutes) =
            row.map_or((0, 0, 0), |row| (row.entered, row.inside, row.recent));
        let expected = if list.is_some_and(|list| !list.ticket_types.is_empty()) {
            // Those of other kinds are not let in by it.
            let kinds = ticket_types.iter().filter(|kind| kind.list == id);
            kinds.map(|kind| kind.expected).sum()
        } else {
            // A confirmed seat is a valid ticket (INV-2).
            (i64::from(event.seats_confirmed) - entered).max(0)
        };
        ListFigures { list: id, inside, entered, expected, last_5_minutes }
    };
    let lists = std::iter::once(None).chain(named.iter().map(Some)).map(of).collect();
    Ok(DoorFigures { at: now, lists, ticket_types })
}
