//! Ask again how a payment ended, or try again to give it back.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "admin-retry-payment";

#[server(prefix = "/fn", endpoint = "admin-retry-payment", protocol = Post)]
pub async fn admin_retry_payment(#[server(default)] payment: String) -> AppResult<()> {
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    crate::forms::answer(actor.require_admin())?;
    let result = async {
        let id = payment.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        domain::upkeep::retry_payment(&hub, actor, id).await.map_err(Failure::from)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    if crate::http::is_plain_navigation() {
        crate::forms::go(crate::paths::ADMIN_PAYMENTS);
    }
    Ok(())
}
