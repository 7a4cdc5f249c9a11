//! Accept an offer that costs nothing; leads to its tickets.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "accept-offer";

#[server(prefix = "/fn", endpoint = "accept-offer", protocol = Post)]
pub async fn accept_offer(#[server(default)] booking: String) -> AppResult<()> {
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = booking.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        domain::bookings::confirm(&hub, actor, id, None).await.map_err(|refusal| refusal.failure)
    }
    .await;
    let booking = crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::go(&crate::paths::booking(&booking.value.id));
    Ok(())
}
