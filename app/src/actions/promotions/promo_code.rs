//! Put a promo code on a held booking, or take it off with an empty one.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "promo-code";

#[server(prefix = "/fn", endpoint = "promo-code", protocol = Post)]
pub async fn promo_code(
    #[server(default)] booking: String,
    #[server(default)] promo_code: String,
) -> AppResult<()> {
    use types::promotions::PromoCodeInput;
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = booking.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        let input = PromoCodeInput { promo_code: Some(promo_code.clone()) };
        let done = domain::bookings::change_promo_code(&hub, actor, id, input, None).await;
        done.map_err(|refusal| refusal.failure)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &[("promo_code", &promo_code)], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::PriceChanged);
    crate::forms::back();
    Ok(())
}
