//! Give an exchange up that waits for its difference to be paid.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "give-up-exchange";

#[server(prefix = "/fn", endpoint = "give-up-exchange", protocol = Post)]
pub async fn give_up_exchange(
    #[server(default)] booking: String,
    #[server(default)] ticket: String,
) -> AppResult<()> {
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let unknown = || Failure::new(ErrorCode::NotFound);
        let booking = booking.parse().map_err(|_| unknown())?;
        let ticket = ticket.parse().map_err(|_| unknown())?;
        let kept = domain::bookings::give_up_exchange(&hub, actor, booking, ticket).await;
        kept.map(drop).map_err(Failure::from)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    crate::forms::back();
    Ok(())
}
