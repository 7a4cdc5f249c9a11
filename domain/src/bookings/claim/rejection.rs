//! Rejection reasons: why an event cannot be booked.

use super::Claim;
use crate::bookings::error::{BookError, per_person_limit, sold_out};
use crate::events::seats::free_seats;
use crate::waitlist;
use sqlx::postgres::PgConnection;
use types::ErrorCode;

#[derive(sqlx::FromRow)]
struct EventState {
    /// The account is neither disabled nor deleted.
    buyer: bool,
    bookable: bool,
    /// It has ticket types.
    typed: bool,
    seats_available: i32,
    seats_offered: i32,
    waitlist_smallest: Option<i32>,
    /// More seats than one person may have, whether they are free or not.
    limit_crossed: Option<i32>,
}

impl EventState {
    /// Whether there are seats, but promised to the waitlist.
    fn promised(&self, quantity: i32) -> bool {
        if quantity <= self.seats_available {
            !waitlist::policy::open_to_public(
                self.seats_available,
                quantity,
                self.waitlist_smallest,
            )
        } else {
            quantity <= self.seats_available + self.seats_offered
        }
    }
}

/// An event whose seats seem to be free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bookable {
    Plain,
    /// It has ticket types: of which of them are there seats?
    Typed,
}

/// `Ok` where the seats seem to be free, else the reason why they cannot be booked.
pub(super) async fn check_bookable(
    connection: &mut PgConnection,
    claim: Claim,
) -> Result<Bookable, BookError> {
    let event: Option<EventState> = sqlx::query_as(concat!(
        "SELECT status = 'PUBLISHED' AND hidden_at IS NULL
             AND start_date > clock_timestamp() AS bookable, typed, ",
        free_seats!(),
        " AS seats_available,
             seats_offered, waitlist_smallest,
             EXISTS (SELECT FROM users
                 WHERE id = $2 AND disabled_at IS NULL AND deleted_at IS NULL) AS buyer,
             limit_crossed(has.held + CASE WHEN price > 0 THEN $3 ELSE 0 END, has.unpaid + $3,
                 has.seats + $3, max_unpaid_per_person, max_per_person) AS limit_crossed
         FROM events CROSS JOIN LATERAL seats_of($2, events.id) AS has WHERE events.id = $1"
    ))
    .bind(claim.event)
    .bind(claim.user)
    .bind(claim.quantity)
    .fetch_optional(connection)
    .await?;
    match event {
        None => Err(ErrorCode::NotFound.into()),
        Some(event) if !event.buyer => Err(ErrorCode::Unauthenticated.into()),
        Some(event) if !event.bookable => Err(ErrorCode::EventNotBookable.into()),
        Some(EventState { typed: true, .. }) => Ok(Bookable::Typed),
        Some(EventState { limit_crossed: Some(limit), .. }) => Err(per_person_limit(limit).into()),
        Some(event) if event.promised(claim.quantity) => Err(ErrorCode::WaitlistFirst.into()),
        Some(event) if event.seats_available < claim.quantity => {
            Err(sold_out(event.seats_available).into())
        }
        Some(_) => Ok(Bookable::Plain),
    }
}
