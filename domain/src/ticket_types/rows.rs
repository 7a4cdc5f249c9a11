//! Types as the database gives them.

use super::policy::{Sale, state};
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use types::ids::{TicketPoolId, TicketTypeId};
use types::ticket_types::{Offering, PriceStep, SaleState, TicketType, TicketTypeDetails};
use types::{Currency, Money};

/// What the next seat of `ticket_types t` costs.
macro_rules! price_now {
    () => {
        "coalesce((SELECT s.price FROM ticket_price_steps s WHERE s.ticket_type_id = t.id
             AND (s.until IS NULL OR s.until > clock_timestamp())
             AND (s.first IS NULL OR t.taken < s.first)
         ORDER BY s.position LIMIT 1), t.price)"
    };
}

pub(super) use price_now;

/// Read with the SELECT of [`types_of!`].
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct TypeRow {
    pub(super) id: TicketTypeId,
    pub(super) pool_id: Option<TicketPoolId>,
    pub(super) name: String,
    pub(super) description: String,
    /// After all steps.
    pub(super) price: Decimal,
    price_now: Decimal,
    currency: Currency,
    pub(super) quota: Option<i32>,
    pub(super) sale_from: Option<DateTime<Utc>>,
    pub(super) sale_until: Option<DateTime<Utc>>,
    pub(super) min_per_booking: i32,
    pub(super) max_per_booking: i32,
    pub(super) hidden: bool,
    pub(super) offering: Offering,
    pub(super) position: i32,
    /// The least along its path.
    free: i32,
    now: DateTime<Utc>,
}

/// The types of the event `$1`, in the organizer's order.
macro_rules! types_of {
    ($which:literal) => {
        concat!(
            "SELECT t.id, t.pool_id, t.name, t.description, t.price, ",
            price_now!(),
            " AS price_now, e.currency, t.quota, t.sale_from, t.sale_until, t.min_per_booking,
                 t.max_per_booking, t.hidden, t.offering, t.position,
                 greatest(least(e.max_capacity - e.seats_confirmed - e.seats_held - e.seats_offered,
                     p.quota - p.taken, t.quota - t.taken), 0) AS free,
                 clock_timestamp() AS now
             FROM ticket_types t JOIN events e ON e.id = t.event_id
                 LEFT JOIN ticket_pools p ON p.id = t.pool_id
             WHERE t.event_id = $1",
            $which,
            " ORDER BY t.position, t.created_at, t.id"
        )
    };
}

pub(super) use types_of;

/// Seats of a type that are somebody's.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seats {
    pub(super) sold: i32,
    pub(super) held: i32,
    pub(super) offered: i32,
}

impl TypeRow {
    fn state(&self) -> SaleState {
        let sale = Sale {
            offering: self.offering,
            from: self.sale_from,
            until: self.sale_until,
            free: self.free,
            least: self.min_per_booking,
        };
        state(sale, self.now)
    }

    fn money(&self, amount: Decimal) -> Decimal {
        Money::new(amount, self.currency).amount()
    }

    pub(super) fn public(self) -> TicketType {
        TicketType {
            id: self.id,
            price: self.money(self.price_now),
            seats_available: self.free,
            sale_from: self.sale_from,
            sale_until: self.sale_until,
            min_per_booking: self.min_per_booking,
            max_per_booking: self.max_per_booking,
            state: self.state(),
            name: self.name,
            description: self.description,
        }
    }

    pub(super) fn details(self, price_steps: Vec<PriceStep>, seats: Seats) -> TicketTypeDetails {
        TicketTypeDetails {
            id: self.id,
            price: self.money(self.price),
            price_steps,
            quota: self.quota,
            pool: self.pool_id,
            sale_from: self.sale_from,
            sale_until: self.sale_until,
            min_per_booking: self.min_per_booking,
            max_per_booking: self.max_per_booking,
            hidden: self.hidden,
            offering: self.offering,
            position: self.position,
            state: self.state(),
            sold: seats.sold,
            held: seats.held,
            offered: seats.offered,
            seats_available: self.free,
            name: self.name,
            description: self.description,
        }
    }
}
