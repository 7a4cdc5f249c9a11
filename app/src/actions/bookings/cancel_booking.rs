//! Cancel a booking: its seats go back, and what was paid under the event's rule.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "cancel-booking";

#[server(prefix = "/fn", endpoint = "cancel-booking", protocol = Post)]
pub async fn cancel_booking(#[server(default)] booking: String) -> AppResult<()> {
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = booking.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        domain::bookings::cancel(&hub, actor, id, None).await.map_err(|refusal| refusal.failure)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::BookingCancelled);
    crate::forms::back();
    Ok(())
}
