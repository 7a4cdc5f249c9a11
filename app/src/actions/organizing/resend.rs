//! Send the tickets of a booking again, or the message that is named.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "organize-resend";

#[server(prefix = "/fn", endpoint = "organize-resend", protocol = Post)]
pub async fn resend_booking(
    #[server(default)] slug: String,
    #[server(default)] booking: String,
    #[server(default)] message: String,
    #[server(default)] key: String,
) -> AppResult<()> {
    use super::step;
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = step::booking_id(&booking)?;
        let key = crate::actions::idempotency_key::parse(&key)?;
        let done = if message.is_empty() {
            domain::bookings::resend_confirmation(&hub, actor, &slug, id, key).await
        } else {
            let message = message.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
            domain::bookings::resend_message(&hub, actor, &slug, (id, message), key).await
        };
        done.map(|_| id).map_err(|refusal| refusal.failure)
    }
    .await;
    let id = crate::forms::form_answer(ENDPOINT, &[], result)?;
    step::leave(&slug, &id, crate::forms::FlashMessage::MailQueued);
    Ok(())
}
