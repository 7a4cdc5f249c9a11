//! Add a quota that kinds of ticket share, or change one; leads back to the list.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "organize-save-ticket-pool";

/// `id` is empty for a new one.
#[server(prefix = "/fn", endpoint = "organize-save-ticket-pool", protocol = Post)]
pub async fn save_ticket_pool(
    #[server(default)] slug: String,
    #[server(default)] id: String,
    #[server(default)] name: String,
    #[server(default)] quota: String,
    #[server(default)] key: String,
) -> AppResult<()> {
    use crate::actions::typed::Typed;
    use types::ticket_types::TicketPoolInput;
    use types::{ErrorCode, Failure, FieldProblem};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        // Who may not change the event is told that, whatever the form says.
        domain::events::may(&hub, actor, &slug, domain::events::EventRight::Edit).await?;
        let mut typed = Typed::new("UTC");
        let seats = typed.number("quota", &quota);
        if quota.trim().is_empty() {
            typed.problem("quota", FieldProblem::Required);
        }
        let (name, quota) = (name.clone(), seats.unwrap_or(1));
        let input = TicketPoolInput { name, quota, position: None };
        let checked = input.clone().check();
        let input = typed.finish(input, checked, |_, _| false)?;
        if id.is_empty() {
            let key = crate::actions::idempotency_key::parse(&key)?;
            let made = domain::ticket_types::create_pool(&hub, actor, &slug, input, key).await;
            return made.map(|_| ()).map_err(|refusal| refusal.failure);
        }
        let id = id.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        domain::ticket_types::replace_pool(&hub, actor, &slug, id, input).await?;
        Ok(())
    }
    .await;
    let typed = [("name", &*name), ("quota", &*quota)];
    crate::forms::form_answer(ENDPOINT, &typed, result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    if crate::http::is_plain_navigation() {
        crate::forms::go(&crate::paths::organize_tickets(&slug));
    }
    Ok(())
}
