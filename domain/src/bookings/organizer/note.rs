//! Note: what the team writes down about a booking. The attendee's pages do not show it; the export of
//! their data does, since it is about them (decision 058).

use super::own;
use crate::audit::Entry;
use crate::{Actor, Error, Hub};
use sqlx::postgres::PgConnection;
use types::booking_actions::{BookingNote, NoteBooking};
use types::history::AuditAction;
use types::ids::BookingId;

/// Puts the note of the team in the place of the one before; an empty one takes it away.
///
/// # Errors
/// Not found or denied; invalid by field.
pub async fn write_note(
    hub: &Hub,
    actor: Actor,
    event: &str,
    booking: BookingId,
    mut input: NoteBooking,
) -> Result<BookingNote, Error> {
    actor.require_user()?;
    let key = event.to_owned();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let own = own(tx, actor, &key, booking).await?;
                input.check()?;
                let before = note_of(tx, booking).await?.unwrap_or_default();
                if before != input.note {
                    store(tx, booking, &input.note).await?;
                    // What it says can be taken back, which the log cannot.
                    let entry = Entry::new(actor, AuditAction::BookingNoted, booking);
                    entry.event(own.event.id).changed("note").record(tx).await?;
                }
                Ok(BookingNote { booking, note: input.note })
            })
        })
        .await
}

/// The note on a booking.
pub(crate) async fn note_of(
    connection: &mut PgConnection,
    booking: BookingId,
) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar("SELECT note FROM booking_notes WHERE booking_id = $1")
        .bind(booking)
        .fetch_optional(connection)
        .await
}

async fn store(tx: &mut PgConnection, booking: BookingId, note: &str) -> Result<(), sqlx::Error> {
    let sql = if note.is_empty() {
        "DELETE FROM booking_notes WHERE booking_id = $1 AND $2 = ''"
    } else {
        "INSERT INTO booking_notes (booking_id, note) VALUES ($1, $2)
         ON CONFLICT (booking_id) DO UPDATE
         SET note = excluded.note, updated_at = clock_timestamp()"
    };
    sqlx::query(sql).bind(booking).bind(note).execute(tx).await?;
    Ok(())
}
