//! Exchange somebody's ticket for one of another kind.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "organize-exchange-ticket";

#[server(prefix = "/fn", endpoint = "organize-exchange-ticket", protocol = Post)]
pub async fn exchange_organized_ticket(
    #[server(default)] slug: String,
    #[server(default)] booking: String,
    #[server(default)] ticket: String,
    #[server(default)] to: String,
    #[server(default)] refund: String,
    #[server(default)] reason: String,
    #[server(default)] key: String,
) -> AppResult<()> {
    use super::step;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = step::booking_id(&booking)?;
        let (ticket, input) = step::exchange(&ticket, &to, &refund, &reason)?;
        let (of, run) = ((id, ticket), step::run(&key)?);
        let done = domain::bookings::exchange_as_organizer(&hub, actor, &slug, of, input, run);
        done.await.map(|_| id).map_err(|refusal| refusal.failure)
    }
    .await;
    let id = crate::forms::form_answer(ENDPOINT, &[("reason", &reason)], result)?;
    step::leave(&slug, &id, crate::forms::FlashMessage::Saved);
    Ok(())
}
