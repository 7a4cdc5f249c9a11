//! Exchange a ticket for one of another kind: at once, or once its difference is paid.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "exchange-ticket";

#[server(prefix = "/fn", endpoint = "exchange-ticket", protocol = Post)]
pub async fn exchange_ticket(
    #[server(default)] booking: String,
    #[server(default)] ticket: String,
    #[server(default)] ticket_type: String,
) -> AppResult<()> {
    use types::exchange::ExchangeTicket;
    use types::{ErrorCode, Failure, FieldProblem};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let unknown = || Failure::new(ErrorCode::NotFound);
        let booking = booking.parse().map_err(|_| unknown())?;
        let id = ticket.parse().map_err(|_| unknown())?;
        let problem =
            if ticket_type.is_empty() { FieldProblem::Required } else { FieldProblem::NotFound };
        let to = ticket_type.parse().map_err(|_| Failure::field("ticket_type", problem))?;
        let input = ExchangeTicket { ticket_type: to };
        let done = domain::bookings::exchange_ticket(&hub, actor, booking, id, input, None).await;
        done.map_err(|refusal| refusal.failure)
    }
    .await;
    let done = crate::forms::form_answer(ENDPOINT, &[("ticket", &ticket)], result)?;
    // What waits for its difference says so itself.
    if done.value.exchange.is_none() {
        crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    }
    crate::forms::back();
    Ok(())
}
