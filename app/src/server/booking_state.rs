//! Where a booking stands, asked for about every second while its payment is under way.

use super::views::BookingNow;
use crate::error::AppResult;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[server(prefix = "/fn", endpoint = "booking-state", input = GetUrl)]
pub async fn booking_state(id: String) -> AppResult<BookingNow> {
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = match id.parse() {
        Ok(id) => domain::bookings::get(&hub, actor, id).await.map_err(Failure::from),
        Err(_) => Err(Failure::new(ErrorCode::NotFound)),
    };
    let booking = crate::forms::answer(result)?;
    let payment = booking.payment.map(|payment| payment.status);
    Ok(BookingNow { status: booking.status, payment, now: hub.now() })
}
