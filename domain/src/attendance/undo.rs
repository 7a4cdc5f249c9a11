//! Taking a scan back: whoever was let through was not.

use super::read;
use super::store::{self, Through};
use crate::accounts;
use crate::audit::Entry;
use crate::db::{after_commit, violated};
use crate::events::{EventRight, owned};
use crate::{Actor, Error, Hub};
use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::ErrorCode;
use types::check_ins::{Direction, Scan};
use types::history::AuditAction;
use types::ids::{BookingId, CheckInId, TicketId, UserId};

/// Takes back a scan that let somebody through, as long as no other came after it. Doing it again
/// changes nothing.
///
/// # Errors
/// Not found or denied; `check_in_not_undoable`.
pub async fn undo(hub: &Hub, actor: Actor, event: &str, id: CheckInId) -> Result<Scan, Error> {
    let (now, key) = (hub.now(), event.to_owned());
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let event = owned(tx, actor, &key, EventRight::Door).await?;
                let found = store::row(tx, id).await?.filter(|row| row.event_id == event.id);
                let found = found.ok_or(ErrorCode::NotFound)?;
                let ticket = found.ticket_id.filter(|_| found.refusal.is_none());
                let ticket = ticket.ok_or(ErrorCode::CheckInNotUndoable)?;
                let booking = booking_of(tx, ticket).await?;
                store::lock_booking(tx, booking).await?;
                // Another may have undone it, or let them out, meanwhile.
                let found = store::row(tx, id).await?.ok_or(ErrorCode::NotFound)?;
                if found.undone_at.is_none() {
                    let through = Through { event: event.id, list: found.list_id };
                    let by = actor.user_id();
                    match found.direction {
                        Direction::In if found.left_by.is_some() => {
                            return Err(ErrorCode::CheckInNotUndoable.into());
                        }
                        Direction::In => mark(tx, id, by, now).await?,
                        Direction::Out => {
                            mark(tx, id, by, now).await?;
                            reopen(tx, (id, ticket), through).await?;
                        }
                    }
                    let entry = Entry::new(actor, AuditAction::TicketCheckInUndone, ticket);
                    let detail = json!({ "check_in": id, "direction": found.direction });
                    entry.event(event.id).booking(booking).detail(detail).record(tx).await?;
                    after_commit::event_changed(event.id);
                }
                Ok(read::scanned(tx, id).await?.scan)
            })
        })
        .await
}

async fn booking_of(tx: &mut PgConnection, ticket: TicketId) -> Result<BookingId, sqlx::Error> {
    sqlx::query_scalar("SELECT booking_id FROM tickets WHERE id = $1")
        .bind(ticket)
        .fetch_one(tx)
        .await
}

async fn mark(
    tx: &mut PgConnection,
    id: CheckInId,
    by: Option<UserId>,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE check_ins SET undone_at = $2, undone_by = $3 WHERE id = $1")
        .bind(id)
        .bind(now)
        .bind(by)
        .execute(tx)
        .await?;
    Ok(())
}

/// Whoever went out is inside again, unless they have come in since.
async fn reopen(
    tx: &mut PgConnection,
    (way_out, ticket): (CheckInId, TicketId),
    through: Through,
) -> Result<(), Error> {
    if store::inside(tx, ticket, through).await?.is_some() {
        return Err(ErrorCode::CheckInNotUndoable.into());
    }
    let way_in: Option<CheckInId> =
        sqlx::query_scalar("SELECT id FROM check_ins WHERE ticket_id = $1 AND left_by = $2")
            .bind(ticket)
            .bind(way_out)
            .fetch_optional(&mut *tx)
            .await?;
    match way_in {
        Some(way_in) => {
            store::end(tx, way_in, None).await.map_err(|error| match violated(&error) {
                Some("check_ins_inside_key") => ErrorCode::CheckInNotUndoable.into(),
                _ => error.into(),
            })
        }
        None => Ok(()),
    }
}
