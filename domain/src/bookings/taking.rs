//! Taking seats that are confirmed at once: for guests, and for a booking that comes from another event.

use super::error::sold_out;
use crate::Error;
use crate::events::seats::free_seats;
use sqlx::postgres::PgConnection;
use types::ErrorCode;
use types::ids::EventId;

/// Takes the seats of the event under the condition of every claim (INV-1, INV-7, INV-8). How many one person may
/// have is the organizer's own rule, and does not bind them. Of an event with ticket types the caller
/// says which they are, by the items that it writes.
///
/// # Errors
/// `event_not_bookable`, `sold_out` with the seats that are left, `waitlist_first`.
pub(super) async fn take_confirmed(
    tx: &mut PgConnection,
    event: EventId,
    seats: i32,
) -> Result<(), Error> {
    let taken = sqlx::query(concat!(
        "UPDATE events SET seats_confirmed = seats_confirmed + $2
         WHERE id = $1 AND status = 'PUBLISHED' AND hidden_at IS NULL
           AND start_date > clock_timestamp() AND $2 <= ",
        free_seats!(),
        " AND ($2 = 0 OR waitlist_smallest IS NULL OR CASE WHEN typed
                 THEN NOT waiting_party_fits(id, true) ELSE waitlist_smallest > ",
        free_seats!(),
        " END)",
    ))
    .bind(event)
    .bind(seats)
    .execute(&mut *tx)
    .await?
    .rows_affected();
    if taken == 1 {
        return Ok(());
    }
    let (bookable, free): (bool, i32) = sqlx::query_as(concat!(
        "SELECT status = 'PUBLISHED' AND hidden_at IS NULL AND start_date > clock_timestamp(), ",
        free_seats!(),
        " FROM events WHERE id = $1",
    ))
    .bind(event)
    .fetch_one(tx)
    .await?;
    Err(match (bookable, free) {
        (false, _) => ErrorCode::EventNotBookable.into(),
        (true, free) if free < seats => sold_out(free).into(),
        (true, _) => ErrorCode::WaitlistFirst.into(),
    })
}
