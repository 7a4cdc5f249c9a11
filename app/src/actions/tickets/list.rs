//! The kinds of ticket of an event, with what has become of their seats.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use types::ids::{TicketPoolId, TicketTypeId};
use types::serde::money_string;
use types::statistics::SeatCounts;
use types::ticket_rules::TicketRules;
use types::ticket_types::{Offering, SaleState};
use types::{Currency, Wall};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketsView {
    /// The event's own address now.
    pub slug: String,
    pub currency: Currency,
    /// What a seat costs, which the first kind begins with.
    #[serde(with = "money_string")]
    pub price: Decimal,
    pub seats: SeatCounts,
    /// In the order in which the public sees them.
    pub types: Vec<TypeLine>,
    pub pools: Vec<PoolLine>,
    pub rules: TicketRules,
    /// Makes a repeated click the same request.
    pub key: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypeLine {
    pub id: TicketTypeId,
    pub name: String,
    pub description: String,
    #[serde(with = "money_string")]
    pub price: Decimal,
    pub steps: Vec<StepLine>,
    pub quota: Option<i32>,
    pub pool: Option<TicketPoolId>,
    /// Times by the event's clock, and as a form takes them.
    pub from: Option<Wall>,
    pub until: Option<Wall>,
    pub from_field: String,
    pub until_field: String,
    pub least: i32,
    pub most: i32,
    pub hidden: bool,
    pub offering: Offering,
    pub state: SaleState,
    /// Of as many as it can have at most: its own quota, its pool's, or the event's.
    pub seats: SeatCounts,
    /// The sizes of the parties that wait for it.
    pub parties: Vec<i32>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepLine {
    #[serde(with = "money_string")]
    pub price: Decimal,
    pub until: Option<Wall>,
    pub until_field: String,
    pub first: Option<i64>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolLine {
    pub id: TicketPoolId,
    pub name: String,
    pub seats: SeatCounts,
}

#[server(prefix = "/fn", endpoint = "organize-tickets", protocol = Get)]
pub async fn load_tickets(#[server(default)] slug: String) -> AppResult<TicketsView> {
    let (hub, actor, locale) = (crate::ssr::hub()?, crate::ssr::actor(), crate::ssr::locale());
    let found = async {
        // Who may not change the event is told that before anything of it is read.
        let edit = domain::events::edit(&hub, actor, &slug, locale).await?;
        let head = domain::workplace::event_head(&hub, actor, &slug).await?;
        let of_event = domain::ticket_types::list(&hub, actor, &slug).await?;
        let rules = domain::ticket_types::rules(&hub, actor, &slug).await?;
        let sizes = domain::waitlist::sizes_by_type(&hub, actor, &slug).await?;
        Ok::<_, domain::Error>((edit.view.event, head.seats, of_event, rules, sizes))
    };
    let (event, seats, of_event, rules, sizes) = crate::forms::answer(found.await)?;
    Ok(lines::view(event, seats, of_event, rules, &sizes))
}

#[cfg(feature = "ssr")]
mod lines {
    use super::{PoolLine, StepLine, TicketsView, TypeLine};
    use chrono::{DateTime, Utc};
    use domain::events::{shown, wall};
    use types::events::Event;
    use types::ids::TicketTypeId;
    use types::statistics::SeatCounts;
    use types::ticket_rules::TicketRules;
    use types::ticket_types::{PriceStep, TicketPool, TicketTypeDetails, TicketTypes};

    pub(super) fn view(
        event: Event,
        seats: SeatCounts,
        of_event: TicketTypes,
        rules: TicketRules,
        waiting: &[(TicketTypeId, i32)],
    ) -> TicketsView {
        let zone = event.timezone;
        let TicketTypes { types, pools } = &of_event;
        let pool_lines = pools.iter().map(|it| pool(it, types)).collect();
        let parties = |it: &TicketTypeDetails| -> Vec<i32> {
            waiting.iter().filter(|(id, _)| *id == it.id).map(|(_, size)| *size).collect()
        };
        let of_type = |it: &TicketTypeDetails| of_event.seats(it, seats.capacity);
        TicketsView {
            slug: event.slug,
            currency: event.currency,
            price: event.price,
            seats,
            types: types.iter().map(|it| line(it, of_type(it), parties(it), &zone)).collect(),
            pools: pool_lines,
            rules,
            key: crate::actions::idempotency_key::new(),
        }
    }

    fn line(
        ticket: &TicketTypeDetails,
        seats: SeatCounts,
        parties: Vec<i32>,
        zone: &str,
    ) -> TypeLine {
        let at = |time: Option<DateTime<Utc>>| time.map(|at| wall(at, zone));
        let ticket = ticket.clone();
        TypeLine {
            id: ticket.id,
            name: ticket.name,
            description: ticket.description,
            price: ticket.price,
            steps: ticket.price_steps.into_iter().map(|it| step(it, zone)).collect(),
            quota: ticket.quota,
            pool: ticket.pool,
            from: at(ticket.sale_from),
            until: at(ticket.sale_until),
            from_field: field(ticket.sale_from, zone),
            until_field: field(ticket.sale_until, zone),
            least: ticket.min_per_booking,
            most: ticket.max_per_booking,
            hidden: ticket.hidden,
            offering: ticket.offering,
            state: ticket.state,
            seats,
            parties,
        }
    }

    fn step(step: PriceStep, zone: &str) -> StepLine {
        StepLine {
            price: step.price,
            until: step.until.map(|at| wall(at, zone)),
            until_field: field(step.until, zone),
            first: step.first,
        }
    }

    /// Its seats are those of its kinds.
    fn pool(pool: &TicketPool, types: &[TicketTypeDetails]) -> PoolLine {
        let of = |seats: fn(&TicketTypeDetails) -> i32| -> i32 {
            types.iter().filter(|it| it.pool == Some(pool.id)).map(seats).sum()
        };
        let seats = SeatCounts {
            capacity: pool.quota,
            confirmed: of(|it| it.sold),
            held: of(|it| it.held),
            offered: of(|it| it.offered),
            available: (pool.quota - pool.taken).max(0),
        };
        PoolLine { id: pool.id, name: pool.name.clone(), seats }
    }

    fn field(time: Option<DateTime<Utc>>, zone: &str) -> String {
        time.map(|at| shown(at, zone).0).unwrap_or_default()
    }
}
