//! A single claim, with the reason where it is refused.

use super::Claim;
use super::batch::{confirm_each, hold_each};
use super::rejection::{Bookable, check_bookable};
use super::reply::ClaimReply;
use super::sql::LockPolicy;
use super::typed::{self, Quote};
use crate::bookings::error::{BookError, per_person_limit, sold_out};
use sqlx::postgres::PgConnection;
use types::Failure;
use types::bookings::Booking;
use types::ids::TicketTypeId;

/// Claims the seats, or says why not.
pub(in crate::bookings) async fn claim(
    connection: &mut PgConnection,
    wanted: Claim,
) -> Result<Booking, BookError> {
    claim_opened(connection, wanted, &[]).await
}

/// [`claim`] by somebody whose code opens some types that are hidden.
pub(in crate::bookings) async fn claim_opened(
    connection: &mut PgConnection,
    mut claim: Claim,
    opened: &[TicketTypeId],
) -> Result<Booking, BookError> {
    // Seats can come free, or the last ones go, between the question and the claim.
    const TRIES: usize = 3;
    for _ in 0..TRIES {
        // Locks nothing: requests for a sold-out event delay no other.
        if claim.items.is_empty() && check_bookable(connection, claim).await? == Bookable::Typed {
            claim.items = typed::the_one_on_sale(connection, claim, opened).await?;
        }
        claim.items = claim.items.with_opened(opened);
        let mut reply = ClaimReply::Free;
        let free = !claim.items.is_empty()
            && typed::check_bookable(connection, claim).await? == Quote::Free;
        if !free {
            reply = one(hold_each(connection, &[claim], LockPolicy::Block).await)?;
        }
        if reply == ClaimReply::Free {
            reply = one(confirm_each(connection, &[claim], LockPolicy::Block).await)?;
        }
        if let ClaimReply::Booked(booking) = reply {
            return Ok(*booking);
        }
    }
    let ticket_type = claim.items.iter().next().map(|(of, _)| of);
    Err(Failure { ticket_type, ..sold_out(0) }.into())
}

fn one(replies: Result<Vec<ClaimReply>, sqlx::Error>) -> Result<ClaimReply, BookError> {
    Ok(replies.map_err(refused)?.pop().unwrap_or(ClaimReply::Refused))
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
