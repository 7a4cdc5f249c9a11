//! Move a kind of ticket to another place in the order that the public sees; leads back to the list.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "organize-move-ticket-type";

/// `place`: where it is to stand, from 0.
#[server(prefix = "/fn", endpoint = "organize-move-ticket-type", protocol = Post)]
pub async fn move_ticket_type(
    #[server(default)] slug: String,
    #[server(default)] ticket_type: String,
    #[server(default)] place: i64,
) -> AppResult<()> {
    use types::ticket_types::{PLACE_MAX, TicketTypePatch};
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = ticket_type.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        let place = place.clamp(0, PLACE_MAX);
        let patch = TicketTypePatch { position: Some(place), ..TicketTypePatch::default() };
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
