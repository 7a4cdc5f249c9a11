//! Seats that are added to an event for somebody, rather than for everybody.

use super::entries;
use super::service::reread;
use super::store::{self, EventRow};
use crate::{Actor, Error};
use sqlx::postgres::PgConnection;
use types::events::CAPACITY_MAX;
use types::{Failure, FieldError, FieldProblem};

/// Makes an event larger that the caller has locked and may edit; answers with the row after. Whoever
/// waits is not served: the seats must be somebody's before the transaction ends (INV-8).
///
/// # Errors
/// `validation_failed` beyond the largest event there is.
pub(crate) async fn add_seats(
    tx: &mut PgConnection,
    actor: Actor,
    event: &EventRow,
    seats: i32,
    reason: &str,
) -> Result<EventRow, Error> {
    if i64::from(event.max_capacity) + i64::from(seats) > CAPACITY_MAX {
        let field = "add_seats".to_owned();
        let limit = Some(CAPACITY_MAX);
        let error = FieldError { field, problem: FieldProblem::TooLarge, limit };
        return Err(Failure::fields(vec![error]).into());
    }
    store::add_seats(tx, event.id, seats).await?;
    let after = reread(tx, event.id).await?;
    entries::updated(actor, event, &after).reason(reason).record(tx).await?;
    Ok(after)
}
