//! Cancel a booking of one's event, or some of its tickets.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "organize-cancel-booking";

#[server(prefix = "/fn", endpoint = "organize-cancel-booking", protocol = Post)]
pub async fn cancel_organized_booking(
    #[server(default)] slug: String,
    #[server(default)] booking: String,
    #[server(default)] tickets: String,
    #[server(default)] refund: String,
    #[server(default)] reason: String,
    #[server(default)] key: String,
) -> AppResult<()> {
    use super::step;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = step::booking_id(&booking)?;
        let input = step::cancel(&tickets, &refund, &reason)?;
        let run = step::run(&key)?;
        let done = domain::bookings::cancel_as_organizer(&hub, actor, &slug, id, input, run).await;
        done.map_err(|refusal| refusal.failure)
    }
    .await;
    let done = crate::forms::form_answer(ENDPOINT, &[("reason", &reason)], result)?;
    step::leave(&slug, &done.value.booking.id, crate::forms::FlashMessage::BookingCancelled);
    Ok(())
}
