//! The kinds of ticket of an event's page: only what is shown, with times by the event's clock.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use types::Wall;
use types::ids::TicketTypeId;
use types::ticket_types::SaleState;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketLine {
    pub id: TicketTypeId,
    pub name: String,
    pub description: String,
    #[serde(with = "types::serde::money_string")]
    pub price: Decimal,
    pub left: i32,
    /// Seats of one booking.
    pub least: i32,
    pub most: i32,
    pub state: SaleState,
    /// When its sale begins where it has not; else when it ends or has ended.
    pub turns: Option<Wall>,
    /// Seconds until that begin or end, where it is to come.
    pub turns_in: Option<i64>,
}

#[cfg(feature = "ssr")]
pub(crate) fn lines(
    types: Vec<types::ticket_types::TicketType>,
    zone: &str,
    now: chrono::DateTime<chrono::Utc>,
) -> Vec<TicketLine> {
    let line = |ticket: types::ticket_types::TicketType| {
        let turns = match ticket.state {
            // One that is paused says no time.
            SaleState::NotYet => ticket.sale_from.filter(|from| *from > now),
            _ => ticket.sale_until,
        };
        TicketLine {
            id: ticket.id,
            name: ticket.name,
            description: ticket.description,
            price: ticket.price,
            left: ticket.seats_available,
            least: ticket.min_per_booking,
            most: ticket.max_per_booking,
            state: ticket.state,
            turns: turns.map(|at| domain::events::wall(at, zone)),
            turns_in: turns.map(|at| (at - now).num_seconds()).filter(|seconds| *seconds >= 0),
        }
    };
    types.into_iter().map(line).collect()
}
