//! Bookings of the logged-in account: upcoming, past or cancelled.

use crate::actions::bookings::views::BookingRow;
use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use types::Page;

#[server(prefix = "/fn", endpoint = "bookings", protocol = Get)]
pub async fn bookings(
    #[server(default)] tab: String,
    #[server(default)] page: String,
) -> AppResult<Page<BookingRow>> {
    use crate::actions::bookings::booking_view::badge;
    use crate::actions::events::views::EventCard;
    use crate::i18n::{Area as _, BookingPageTexts};
    use std::collections::{HashMap, HashSet};
    use types::bookings::Booking;
    use types::ids::EventId;
    use types::{Failure, PageRequest};
    let (hub, actor, locale) = (crate::ssr::hub()?, crate::ssr::actor(), crate::ssr::locale());
    let lang = BookingPageTexts::of(locale);
    let shelf = match &*tab {
        "past" => domain::bookings::BookingTab::Past,
        "cancelled" => domain::bookings::BookingTab::Cancelled,
        _ => domain::bookings::BookingTab::Upcoming,
    };
    let request = PageRequest::new(page.parse().unwrap_or(1), 20);
    let result = async {
        let page =
            domain::bookings::list_tab(&hub, actor, shelf, request).await.map_err(Failure::from)?;
        // Several bookings are often for one event.
        let ids: HashSet<EventId> = page.results.iter().map(|booking| booking.event.id).collect();
        let ids: Vec<EventId> = ids.into_iter().collect();
        let events = domain::events::by_ids(&hub, actor, &ids, locale).await;
        let events: HashMap<EventId, EventCard> =
            events.map_err(Failure::from)?.into_iter().map(|it| (it.event.id, it.into())).collect();
        let row = |booking: Booking| {
            let event = events.get(&booking.event.id)?.clone();
            let tickets = lang.tickets_count(booking.quantity.into());
            let price = lang.price(booking.total_price, booking.currency);
            let line = format!("{tickets} · {price} · {}", booking.reference);
            Some(BookingRow { id: booking.id, badge: badge(lang, &booking), line, event })
        };
        Ok::<_, Failure>(Page {
            count: page.count,
            page: page.page,
            page_size: page.page_size,
            results: page.results.into_iter().filter_map(row).collect(),
        })
    }
    .await;
    crate::forms::answer(result)
}
