//! State of a booking, fetched on a live update and polled while a payment or hold is pending.

use crate::error::AppResult;
use crate::transport::Get;
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use types::bookings::{Booking, BookingStatus};
use types::ids::ExchangeId;
use types::payments::PaymentStatus;
use types::serde::instant;

/// The parts of a booking that may change while its page is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingSnapshot {
    pub status: BookingStatus,
    /// Of the exchange that waits for its difference, or else of the booking itself.
    pub payment: Option<PaymentStatus>,
    pub exchange: Option<ExchangeId>,
    /// Seats: fewer once single tickets are cancelled.
    pub quantity: i32,
    /// Less with a promo code or fewer tickets.
    #[serde(with = "types::serde::money_string")]
    pub total_price: Decimal,
}

impl BookingSnapshot {
    pub fn of(booking: &Booking) -> Self {
        let exchange = booking.exchange.as_ref();
        let payment = match exchange {
            Some(open) => open.payment.as_ref(),
            None => booking.payment.as_ref(),
        };
        Self {
            status: booking.status,
            payment: payment.map(|payment| payment.status),
            exchange: exchange.map(|open| open.id),
            quantity: booking.quantity,
            total_price: booking.total_price,
        }
    }

    /// The statuses alone, without seats and price.
    pub fn stage(self) -> (BookingStatus, Option<PaymentStatus>) {
        (self.status, self.payment)
    }

    /// Something is held until it is paid.
    pub fn held(self) -> bool {
        self.status == BookingStatus::Pending || self.exchange.is_some()
    }
}

/// What a booking page asks for while something is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingUpdate {
    pub state: BookingSnapshot,
    #[serde(with = "instant")]
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
