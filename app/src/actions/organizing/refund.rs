//! Give back a sum of what was paid for a booking of one's event.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "organize-refund-booking";

#[server(prefix = "/fn", endpoint = "organize-refund-booking", protocol = Post)]
pub async fn refund_organized_booking(
    #[server(default)] slug: String,
    #[server(default)] booking: String,
    #[server(default)] amount: String,
    #[server(default)] reason: String,
    #[server(default)] key: String,
) -> AppResult<()> {
    use super::step;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = step::booking_id(&booking)?;
        let (input, run) = (step::refund(&amount, &reason)?, step::run(&key)?);
        let done = domain::bookings::refund_as_organizer(&hub, actor, &slug, id, input, run).await;
        done.map_err(|refusal| refusal.failure)
    }
    .await;
    let done = crate::forms::form_answer(ENDPOINT, &[("reason", &reason)], result)?;
    step::leave(&slug, &done.value.booking.id, crate::forms::FlashMessage::Refunded);
    Ok(())
}
