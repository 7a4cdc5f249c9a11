//! One's own bookings, newest first.

use super::views::BookingRow;
use crate::error::AppResult;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use types::Page;

#[server(prefix = "/fn", endpoint = "bookings", input = GetUrl)]
pub async fn bookings(#[server(default)] page: String) -> AppResult<Page<BookingRow>> {
    use types::{Failure, PageRequest};
    let (hub, actor, locale) = (crate::ssr::hub()?, crate::ssr::actor(), crate::ssr::locale());
    let request = PageRequest::new(page.parse().unwrap_or(1), 20);
    let result = async {
        let page = domain::bookings::list(&hub, actor, request).await.map_err(Failure::from)?;
        let mut rows = Vec::with_capacity(page.results.len());
        for booking in page.results {
            let event = booking.event.id.to_string();
            let event =
                domain::events::get(&hub, actor, &event, locale).await.map_err(Failure::from)?;
            rows.push(BookingRow { booking, event: event.into() });
        }
        Ok::<_, Failure>(Page::new(request, page.count, rows))
    }
    .await;
    crate::forms::answer(result)
}
