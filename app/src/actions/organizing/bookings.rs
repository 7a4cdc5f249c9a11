//! The bookings of an event, asked for by the query string of their page.

use crate::actions::organizing::list_views::BookingsView;
use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;

#[server(prefix = "/fn", endpoint = "organize-bookings", protocol = Get)]
pub async fn organized_bookings(
    #[server(default)] slug: String,
    #[server(default)] query: String,
) -> AppResult<BookingsView> {
    use types::Failure;
    use types::event_bookings::BookingQuery;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let (wanted, wrong) = BookingQuery::from_query(&query);
    let found = async {
        let zone = domain::event_bookings::timezone(&hub, actor, &slug).await?;
        Ok((zone, domain::event_bookings::list(&hub, actor, &slug, &wanted).await?))
    };
    let found: Result<_, domain::Error> = found.await;
    let (zone, found) = crate::forms::answer(found)?;
    let empty = found.counts.all() == 0 && wanted.filter.is_empty();
    let page = found.page.map(|booking| super::list_view::booking(booking, &zone));
    let ignored = (!wrong.is_empty()).then(|| Failure::fields(wrong));
    Ok(BookingsView { page, counts: found.counts, totals: found.totals, ignored, empty })
}
