//! Put another name on a ticket of one's event.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "organize-rename-ticket";

#[server(prefix = "/fn", endpoint = "organize-rename-ticket", protocol = Post)]
pub async fn rename_organized_ticket(
    #[server(default)] slug: String,
    #[server(default)] booking: String,
    #[server(default)] ticket: String,
    #[server(default)] attendee_name: String,
) -> AppResult<()> {
    use super::step;
    use types::{ErrorCode, Failure, booking_actions::RenameTicket};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = step::booking_id(&booking)?;
        let ticket = ticket.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        let input = RenameTicket { attendee_name: attendee_name.clone() };
        let done = domain::bookings::rename_ticket(&hub, actor, &slug, id, ticket, input).await;
        done.map(|_| id).map_err(Failure::from)
    }
    .await;
    let typed = [("attendee_name", attendee_name.as_str())];
    let id = crate::forms::form_answer(ENDPOINT, &typed, result)?;
    step::leave(&slug, &id, crate::forms::FlashMessage::Saved);
    Ok(())
}
