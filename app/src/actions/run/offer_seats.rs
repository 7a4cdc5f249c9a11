//! Offer seats to one party of an event's waitlist; leads back to the list.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "organize-offer-seats";

/// `seats`: `free` for as many as are free, else all that the party wants, and the event grows by
/// those that are missing.
#[server(prefix = "/fn", endpoint = "organize-offer-seats", protocol = Post)]
pub async fn offer_seats(
    #[server(default)] slug: String,
    #[server(default)] entry: String,
    #[server(default)] seats: String,
    #[server(default)] reason: String,
) -> AppResult<()> {
    use types::waitlist::OfferSeats as Offer;
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = entry.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        let number = seats.strip_prefix("free:").and_then(|number| number.parse().ok());
        let input = Offer { reason: reason.clone(), seats: number, add_seats: number.is_none() };
        domain::waitlist::offer_by_hand(&hub, actor, &slug, id, input).await.map_err(Failure::from)
    }
    .await;
    let typed = [("reason", &*reason), ("seats", &*seats)];
    crate::forms::form_answer(ENDPOINT, &typed, result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    if crate::http::is_plain_navigation() {
        crate::forms::go(&crate::paths::organize_waitlist(&slug));
    }
    Ok(())
}
