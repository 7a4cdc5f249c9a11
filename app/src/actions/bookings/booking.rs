//! Booking of the logged-in account, with all that its page needs.

use crate::actions::bookings::views::BookingView;
use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;

#[server(prefix = "/fn", endpoint = "booking", protocol = Get)]
pub async fn booking(id: String) -> AppResult<BookingView> {
    use crate::actions::bookings::booking_view::{Known, exchanges, view};
    use types::{ErrorCode, Failure};
    let (hub, actor, locale) = (crate::ssr::hub()?, crate::ssr::actor(), crate::ssr::locale());
    let result = async {
        let id = id.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        let booking = domain::bookings::get(&hub, actor, id).await.map_err(Failure::from)?;
        let refunds = domain::bookings::refunds(&hub, actor, id).await.map_err(Failure::from)?;
        let event = booking.event.id.to_string();
        let event =
            domain::events::get(&hub, actor, &event, locale).await.map_err(Failure::from)?;
        let exchanges = exchanges(&hub, actor, &booking).await.map_err(Failure::from)?;
        let (of, starts) = (event.event.id, event.event.start_date);
        let changes = domain::bookings::ticket_changes(&hub, of, starts).await?;
        let known = Known { event, refunds, exchanges, changes };
        Ok::<_, Failure>(view(&hub, locale, &booking, known))
    }
    .await;
    crate::forms::answer(result)
}
