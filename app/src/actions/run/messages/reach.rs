//! Whom a message would go to, as the filters of its form say.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use types::messages::Reach;

/// `query`: the filter of the bookings. Those who want no news are counted apart.
#[server(prefix = "/fn", endpoint = "organize-message-reach", protocol = Get)]
pub async fn message_reach(
    #[server(default)] slug: String,
    #[server(default)] query: String,
) -> AppResult<Reach> {
    use types::event_bookings::BookingFilter;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let (audience, _) = BookingFilter::from_query(&query);
    let found = domain::messages::reach(&hub, actor, &slug, (&audience, true)).await;
    crate::forms::answer(found)
}
