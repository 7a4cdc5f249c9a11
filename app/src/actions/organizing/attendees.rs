//! The attendees of an event, asked for by the query string of their page.

use crate::actions::organizing::list_views::AttendeesView;
use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;

#[server(prefix = "/fn", endpoint = "organize-attendees", protocol = Get)]
pub async fn organized_attendees(
    #[server(default)] slug: String,
    #[server(default)] query: String,
) -> AppResult<AttendeesView> {
    use types::Failure;
    use types::event_bookings::{BookingFilter, BookingQuery};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let (wanted, wrong) = BookingQuery::from_query(&query);
    let found = async {
        let zone = domain::event_bookings::timezone(&hub, actor, &slug).await?;
        let page = domain::event_bookings::attendees(&hub, actor, &slug, &wanted).await?;
        let (checked_in, all) = super::list_view::seen(&hub, actor, &slug, &wanted).await?;
        Ok((zone, page, checked_in, all))
    };
    let found: Result<_, domain::Error> = found.await;
    let (zone, page, checked_in, all) = crate::forms::answer(found)?;
    let empty = all == 0 && BookingFilter { checked_in: None, ..wanted.filter }.is_empty();
    let page = page.map(|attendee| super::list_view::attendee(attendee, &zone));
    let ignored = (!wrong.is_empty()).then(|| Failure::fields(wrong));
    Ok(AttendeesView { page, checked_in, expected: all - checked_in, ignored, empty })
}
