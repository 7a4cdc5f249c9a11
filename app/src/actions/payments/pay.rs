//! Pay for a booking; the page then watches the payment.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "pay";

#[server(prefix = "/fn", endpoint = "pay", protocol = Post)]
pub async fn pay(
    #[server(default)] booking: String,
    #[server(default)] method: String,
    #[server(default)] card_number: String,
    #[server(default)] key: String,
) -> AppResult<()> {
    use types::payments::{PayInput, PaymentMethod};
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let booking = booking.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        let paypal = method == PaymentMethod::MockPaypal.as_str();
        let payment_method =
            if paypal { PaymentMethod::MockPaypal } else { PaymentMethod::MockCard };
        let input =
            PayInput { booking, payment_method, card_number: (!paypal).then_some(card_number) };
        let key = crate::actions::idempotency_key::parse(&key)?;
        domain::payments::pay(&hub, actor, input, key).await.map_err(|refusal| refusal.failure)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &[("method", &method)], result)?;
    crate::forms::back();
    Ok(())
}
