//! What a ticket could be exchanged for, as the event's team is offered it.

use crate::actions::bookings::views::ExchangeChoice;
use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;

#[server(prefix = "/fn", endpoint = "organize-exchanges", protocol = Get)]
pub async fn ticket_exchanges(
    #[server(default)] slug: String,
    #[server(default)] booking: String,
    #[server(default)] ticket: String,
) -> AppResult<Vec<ExchangeChoice>> {
    use crate::i18n::{Area as _, OrganizeBookingsTexts};
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let lang = OrganizeBookingsTexts::of(crate::ssr::locale());
    let result = async {
        let id = super::step::booking_id(&booking)?;
        let ticket = ticket.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        let of = domain::bookings::organizer_exchanges(&hub, actor, &slug, id, ticket);
        let found = of.await.map_err(Failure::from)?;
        let choice = |option: &types::exchange::ExchangeOption| ExchangeChoice {
            id: option.ticket_type.to_string(),
            text: lang.exchange_choice(option, found.currency),
            open: option.refused.is_none(),
        };
        Ok::<_, Failure>(found.options.iter().map(choice).collect())
    }
    .await;
    crate::forms::answer(result)
}
