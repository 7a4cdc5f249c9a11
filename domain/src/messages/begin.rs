//! The beginning of a message: its audience is settled, once for all.

use super::store;
use crate::Hub;
use crate::audit::Entry;
use crate::events::EventRow;
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use sqlx::types::Json;
use types::event_bookings::BookingFilter;
use types::history::AuditAction;
use types::ids::{EventId, MessageId};
use types::messages::MessageState;

#[derive(sqlx::FromRow)]
struct Due {
    state: MessageState,
    send_at: DateTime<Utc>,
    audience: Json<BookingFilter>,
    event_id: EventId,
    /// Whether its organizer may still do anything.
    may: bool,
}

/// SCHEDULED → SENDING, if its time has come. One whose organizer can do nothing any more goes to
/// nobody.
pub(super) async fn begin(hub: &Hub, id: MessageId) -> Result<(), sqlx::Error> {
    let now = hub.now();
    hub.db.unseen().write(move |tx| Box::pin(begin_in(tx, id, now))).await
}

async fn begin_in(
    tx: &mut PgConnection,
    id: MessageId,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    let due: Option<Due> = sqlx::query_as(
        "SELECT m.state, m.send_at, m.audience, m.event_id,
             o.disabled_at IS NULL AND o.deleted_at IS NULL AS may
         FROM messages m JOIN events e ON e.id = m.event_id JOIN users o ON o.id = e.organizer_id
         WHERE m.id = $1 FOR UPDATE OF m",
    )
    .bind(id)
    .fetch_optional(&mut *tx)
    .await?;
    let Some(due) = due.filter(|it| it.state == MessageState::Scheduled && it.send_at <= now)
    else {
        return Ok(());
    };
    if !due.may {
        store::cancel(tx, id, now).await?;
        let entry = Entry::by_system(AuditAction::MessageCancelled, id);
        return entry.event(due.event_id).record(tx).await;
    }
    let event: Option<EventRow> = crate::events::row_of(tx, due.event_id).await?;
    let Some(event) = event else { return Ok(()) };
    let audience = (&due.audience.0, due.send_at);
    let size = store::settle_audience(tx, id, &event, audience).await?;
    sqlx::query(
        "UPDATE messages SET state = 'SENDING', began_at = $2, audience_size = $3 WHERE id = $1",
    )
    .bind(id)
    .bind(now)
    .bind(i32::try_from(size).unwrap_or(i32::MAX))
    .execute(tx)
    .await?;
    Ok(())
}
