//! Cancel one ticket of several: its seat goes back, and its price under the booking's rule.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "cancel-ticket";

#[server(prefix = "/fn", endpoint = "cancel-ticket", protocol = Post)]
pub async fn cancel_ticket(
    #[server(default)] booking: String,
    #[server(default)] ticket: String,
) -> AppResult<()> {
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let unknown = || Failure::new(ErrorCode::NotFound);
        let booking = booking.parse().map_err(|_| unknown())?;
        let id = ticket.parse().map_err(|_| unknown())?;
        let done = domain::bookings::cancel_ticket(&hub, actor, booking, id, None).await;
        done.map_err(|refusal| refusal.failure)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &[("ticket", &ticket)], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::TicketCancelled);
    crate::forms::back();
    Ok(())
}
