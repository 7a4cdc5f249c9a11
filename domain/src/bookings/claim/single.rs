//! A single claim, with the reason where it is refused.

use super::Claim;
use super::batch::{confirm_each, hold_each};
use super::rejection::check_bookable;
use super::reply::ClaimReply;
use super::sql::LockPolicy;
use crate::bookings::error::{BookError, per_person_limit, sold_out};
use sqlx::postgres::PgConnection;
use types::bookings::Booking;

/// Claims the seats, or says why not.
pub(in crate::bookings) async fn claim(
    connection: &mut PgConnection,
    claim: Claim,
) -> Result<Booking, BookError> {
    // Seats can come free, or the last ones go, between the question and the claim.
    const TRIES: usize = 3;
    for _ in 0..TRIES {
        // Locks nothing: requests for a sold-out event delay no other.
        check_bookable(connection, claim).await?;
        let mut replies =
            hold_each(connection, &[claim], LockPolicy::Block).await.map_err(refused)?;
        if replies == [ClaimReply::Free] {
            replies =
                confirm_each(connection, &[claim], LockPolicy::Block).await.map_err(refused)?;
        }
        if let Some(ClaimReply::Booked(booking)) = replies.pop() {
            return Ok(*booking);
        }
    }
    Err(sold_out(0).into())
}

/// Two bookings drew the same reference, or both were their person's first: nothing happened, and
/// the next try draws another or knows better.
fn refused(error: sqlx::Error) -> BookError {
    match crate::db::violated(&error) {
        Some("bookings_reference_key" | "bookings_first_for_person_key") => BookError::TryAgain,
        Some("bookings_per_person") => match crate::db::detail(&error) {
            Some(limit) => per_person_limit(limit).into(),
            None => error.into(),
        },
        _ => error.into(),
    }
}
