//! Delete a pool that no kind of ticket is in; leads back to the list.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "organize-delete-ticket-pool";

#[server(prefix = "/fn", endpoint = "organize-delete-ticket-pool", protocol = Post)]
pub async fn delete_ticket_pool(
    #[server(default)] slug: String,
    #[server(default)] ticket_pool: String,
) -> AppResult<()> {
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = ticket_pool.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        domain::ticket_types::delete_pool(&hub, actor, &slug, id).await.map_err(Failure::from)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    if crate::http::is_plain_navigation() {
        crate::forms::go(&crate::paths::organize_tickets(&slug));
    }
    Ok(())
}
