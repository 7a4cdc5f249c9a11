//! Delete a kind of ticket that nobody has booked; leads back to the list.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "organize-delete-ticket-type";

#[server(prefix = "/fn", endpoint = "organize-delete-ticket-type", protocol = Post)]
pub async fn delete_ticket_type(
    #[server(default)] slug: String,
    #[server(default)] ticket_type: String,
) -> AppResult<()> {
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = ticket_type.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        domain::ticket_types::delete(&hub, actor, &slug, id).await.map_err(Failure::from)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    if crate::http::is_plain_navigation() {
        crate::forms::go(&crate::paths::organize_tickets(&slug));
    }
    Ok(())
}
