//! State of a booking, fetched on a live update and polled while a payment or hold is pending.

use crate::error::AppResult;
use crate::transport::Get;
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use types::bookings::{Booking, BookingStatus};
use types::payments::PaymentStatus;

/// The parts of a booking that may change while its page is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingSnapshot {
    pub status: BookingStatus,
    pub payment: Option<PaymentStatus>,
    /// Seats: fewer once single tickets are cancelled.
    pub quantity: i32,
    /// Less with a promo code or fewer tickets.
    #[serde(with = "types::serde::money_string")]
    pub total_price: Decimal,
}

impl BookingSnapshot {
    pub fn of(booking: &Booking) -> Self {
        Self {
            status: booking.status,
            payment: booking.payment.as_ref().map(|payment| payment.status),
            quantity: booking.quantity,
            total_price: booking.total_price,
        }
    }

    /// The statuses alone, without seats and price.
    pub fn stage(self) -> (BookingStatus, Option<PaymentStatus>) {
        (self.status, self.payment)
    }
}

/// What a booking page asks for while something is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingUpdate {
    pub state: BookingSnapshot,
    pub now: DateTime<Utc>,
}

#[server(prefix = "/fn", endpoint = "booking-state", protocol = Get)]
pub async fn booking_state(id: String) -> AppResult<BookingUpdate> {
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = match id.parse() {
        Ok(id) => domain::bookings::get(&hub, actor, id).await.map_err(Failure::from),
        Err(_) => Err(Failure::new(ErrorCode::NotFound)),
    };
    let booking = crate::forms::answer(result)?;
    Ok(BookingUpdate { state: BookingSnapshot::of(&booking), now: hub.now() })
}
