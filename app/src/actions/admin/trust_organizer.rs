//! Trust an organizer; leads back to those whom nobody trusts yet.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "admin-trust-organizer";

#[server(prefix = "/fn", endpoint = "admin-trust-organizer", protocol = Post)]
pub async fn trust_organizer(#[server(default)] organizer: String) -> AppResult<()> {
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = organizer.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        let trusted = domain::accounts::set_trusted(&hub, actor, id, true).await;
        trusted.map(drop).map_err(Failure::from)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    if crate::http::is_plain_navigation() {
        crate::forms::go(crate::paths::ADMIN_ORGANIZERS);
    }
    Ok(())
}
