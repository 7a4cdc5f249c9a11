//! The reply to one claim, from the statement's row up to the request that waits for it.

use crate::idempotency::{Answer, Refusal};
use types::bookings::Booking;

/// What became of one claim among several.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::bookings) enum ClaimReply {
    /// Made by the statement.
    Booked(Box<Booking>),
    /// Final without the statement: a stored answer, or an error that nobody must try again.
    Answered(Box<Result<Answer<Booking>, Refusal>>),
    /// The event costs nothing: nothing is held, it is confirmed at once.
    Free,
    /// The seats seem to be free, and another transaction held a row.
    Held,
    /// Refused; [`super::claim`] finds out why.
    Refused,
}

impl ClaimReply {
    pub(super) fn failed(failure: impl Into<Refusal>) -> Self {
        Self::Answered(Box::new(Err(failure.into())))
    }
}
