//! Pause a promo code, or let it be used again; leads back to the list.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "organize-pause-promotion";

#[server(prefix = "/fn", endpoint = "organize-pause-promotion", protocol = Post)]
pub async fn pause_promotion(
    #[server(default)] slug: String,
    #[server(default)] promotion: String,
    #[server(default)] paused: String,
) -> AppResult<()> {
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = promotion.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        let paused = paused == "true";
        domain::promotions::set_paused(&hub, actor, id, paused).await.map_err(Failure::from)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    if crate::http::is_plain_navigation() {
        crate::forms::go(&crate::paths::promotions_of(&slug));
    }
    Ok(())
}
