//! Say what holders may do with their tickets of an event.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "organize-save-ticket-rules";

#[server(prefix = "/fn", endpoint = "organize-save-ticket-rules", protocol = Post)]
pub async fn save_ticket_rules(
    #[server(default)] slug: String,
    #[server(default)] exchanges: bool,
    #[server(default)] changes_close_hours: String,
    #[server(default)] changes_closed: bool,
) -> AppResult<()> {
    use crate::actions::typed::Typed;
    use types::Failure;
    use types::ticket_rules::TicketRules;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        // Who may not change the event is told that, whatever the form says.
        domain::events::may(&hub, actor, &slug, domain::events::EventRight::Edit).await?;
        let mut typed = Typed::new("UTC");
        let hours = typed.number("changes_close_hours", &changes_close_hours);
        let changes_close_hours = hours.unwrap_or_default();
        let rules = TicketRules { exchanges, changes_close_hours, changes_closed };
        let rules = typed.finish(rules, rules.check(), |_, _| false)?;
        domain::ticket_types::replace_rules(&hub, actor, &slug, rules).await?;
        Ok::<_, Failure>(())
    }
    .await;
    let typed = [
        ("exchanges", if exchanges { "true" } else { "" }),
        ("changes_close_hours", &*changes_close_hours),
        ("changes_closed", if changes_closed { "true" } else { "" }),
    ];
    crate::forms::form_answer(ENDPOINT, &typed, result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    if crate::http::is_plain_navigation() {
        crate::forms::go(&crate::paths::organize_tickets(&slug));
    }
    Ok(())
}
