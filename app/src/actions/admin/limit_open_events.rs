//! Say how many events of an organizer may be open; leads back to those whom nobody trusts yet.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "admin-limit-open-events";

/// `max` is empty for as many as anybody.
#[server(prefix = "/fn", endpoint = "admin-limit-open-events", protocol = Post)]
pub async fn limit_open_events(
    #[server(default)] organizer: String,
    #[server(default)] max: String,
) -> AppResult<()> {
    use types::moderation::LimitOpenEvents as Limit;
    use types::{ErrorCode, Failure, FieldProblem};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = organizer.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        // Who is no admin is told that, whatever the form says.
        domain::events::may_limit_open_events(&hub, actor, id).await?;
        let typed = max.trim();
        let wrong = |_| Failure::field("max", FieldProblem::Invalid);
        let max = (!typed.is_empty()).then(|| typed.parse().map_err(wrong)).transpose()?;
        domain::events::limit_open_events(&hub, actor, id, Limit { max }).await?;
        Ok::<_, Failure>(())
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    if crate::http::is_plain_navigation() {
        crate::forms::go(crate::paths::ADMIN_ORGANIZERS);
    }
    Ok(())
}
