//! Book seats; leads to the booking's page.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "book";

#[server(prefix = "/fn", endpoint = "book", protocol = Post)]
pub async fn book(
    #[server(default)] event: String,
    #[server(default)] quantity: String,
    #[server(default)] promo_code: String,
    #[server(default)] key: String,
    #[server(default)] via: String,
) -> AppResult<()> {
    use types::{ErrorCode, Failure, FieldProblem, bookings::BookInput};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let event = event.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        let wrong = || Failure::field("quantity", FieldProblem::WrongType);
        let input = BookInput {
            event,
            quantity: Some(quantity.trim().parse().map_err(|_| wrong())?),
            items: Vec::new(),
            promo_code: Some(promo_code.clone()),
            // An origin is of use to nobody who books: what is none is left out, not refused.
            via: types::Via::parse(&via).map(String::from),
        };
        let key = crate::actions::idempotency_key::parse(&key)?;
        domain::bookings::book(&hub, actor, input, key).await.map_err(|refusal| refusal.failure)
    }
    .await;
    let typed = [("quantity", quantity.as_str()), ("promo_code", &promo_code)];
    let booking = crate::forms::form_answer(ENDPOINT, &typed, result)?;
    crate::forms::go(&crate::paths::booking(&booking.value.id));
    Ok(())
}
