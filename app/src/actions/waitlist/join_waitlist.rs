//! Join an event's waitlist.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "join-waitlist";

/// `ticket_types`: the kinds of ticket that the party would take; none is any.
#[server(prefix = "/fn", endpoint = "join-waitlist", protocol = Post)]
pub async fn join_waitlist(
    #[server(default)] event: String,
    #[server(default)] quantity: String,
    #[server(default)] ticket_types: Vec<String>,
    #[server(default)] key: String,
    #[server(default)] via: String,
) -> AppResult<()> {
    use types::ids::TicketTypeId;
    use types::waitlist::JoinWaitlist;
    use types::{Failure, FieldProblem};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let kind = |id: &String| {
            let none = |_| Failure::field("ticket_types", FieldProblem::NotFound);
            id.parse::<TicketTypeId>().map_err(none)
        };
        let kinds: Result<Vec<_>, _> = ticket_types.iter().map(kind).collect();
        let wrong = |_| Failure::field("quantity", FieldProblem::WrongType);
        let input = JoinWaitlist {
            ticket_types: kinds?,
            quantity: quantity.trim().parse().map_err(wrong)?,
            // As with a booking: what is none is left out, not refused.
            via: types::Via::parse(&via).map(String::from),
        };
        let key = crate::actions::idempotency_key::parse(&key)?;
        let joined = domain::waitlist::join(&hub, actor, &event, input, key).await;
        joined.map_err(|refusal| refusal.failure)
    }
    .await;
    let kinds = ticket_types.join(" ");
    let typed = [("quantity", quantity.as_str()), ("ticket_types", kinds.as_str())];
    crate::forms::form_answer(ENDPOINT, &typed, result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::WaitlistJoined);
    crate::forms::back();
    Ok(())
}
