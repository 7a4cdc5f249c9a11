//! One booking of an event of the organizer's, in full.

use crate::actions::organizing::booking_views::OrganizedBooking;
use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;

#[server(prefix = "/fn", endpoint = "organize-booking", protocol = Get)]
pub async fn load_booking(
    #[server(default)] slug: String,
    #[server(default)] booking: String,
) -> AppResult<OrganizedBooking> {
    use crate::i18n::{Area, OrganizeBookingsTexts};
    use types::Failure;
    let (hub, actor, locale) = (crate::ssr::hub()?, crate::ssr::actor(), crate::ssr::locale());
    let result = async {
        let id = super::step::booking_id(&booking)?;
        domain::event_bookings::booking(&hub, actor, &slug, id).await.map_err(Failure::from)
    }
    .await;
    let booking = crate::forms::answer(result)?;
    Ok(super::booking_view::view(OrganizeBookingsTexts::of(locale), booking, hub.now()))
}
