//! Sell a kind of ticket, pause it, or put it away for good; leads back to the list.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "organize-offer-ticket-type";

#[server(prefix = "/fn", endpoint = "organize-offer-ticket-type", protocol = Post)]
pub async fn offer_ticket_type(
    #[server(default)] slug: String,
    #[server(default)] ticket_type: String,
    #[server(default)] offering: String,
) -> AppResult<()> {
    use types::ticket_types::{Offering, TicketTypePatch};
    use types::{ErrorCode, Failure, FieldProblem};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = ticket_type.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        let offering = Offering::parse(&offering);
        let offering =
            offering.ok_or_else(|| Failure::field("offering", FieldProblem::NotAllowed))?;
        let patch = TicketTypePatch { offering: Some(offering), ..TicketTypePatch::default() };
        domain::ticket_types::change(&hub, actor, &slug, id, patch).await.map_err(Failure::from)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    if crate::http::is_plain_navigation() {
        crate::forms::go(&crate::paths::organize_tickets(&slug));
    }
    Ok(())
}
