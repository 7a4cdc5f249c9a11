//! The free seats of ticket types, for whoever chooses one under the event's lock.

use crate::events::seats::free_seats;
use sqlx::postgres::PgConnection;
use std::collections::HashMap;
use types::ids::{EventId, TicketPoolId, TicketTypeId};

/// A type of an event with what is free of it and of its pool; `None` where that is not limited.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Room {
    pub(crate) id: TicketTypeId,
    pub(crate) name: String,
    /// It can be had this moment by anybody.
    pub(crate) on_sale: bool,
    /// Who has no code for it is told nothing of it.
    pub(crate) hidden: bool,
    pub(crate) min_per_booking: i32,
    pub(crate) max_per_booking: i32,
    seats: Option<i32>,
    pool: Option<TicketPoolId>,
}

/// The types of an event that are not archived, in the organizer's order, and what is free of each. What
/// is taken from here is free no longer.
#[derive(Clone, Debug)]
pub(crate) struct Rooms {
    pub(crate) types: Vec<Room>,
    pools: HashMap<TicketPoolId, i32>,
    event: i32,
}

impl Rooms {
    /// Under the event's lock, so that nobody takes them meanwhile.
    pub(crate) async fn of(tx: &mut PgConnection, event: EventId) -> Result<Self, sqlx::Error> {
        let types = sqlx::query_as(
            "SELECT id, name, hidden, min_per_booking, max_per_booking, quota - taken AS seats,
                 pool_id AS pool, offering = 'FOR_SALE' AND NOT hidden
                     AND coalesce(sale_from <= clock_timestamp(), true)
                     AND coalesce(sale_until > clock_timestamp(), true) AS on_sale
             FROM ticket_types WHERE event_id = $1 AND offering <> 'ARCHIVED'
             ORDER BY position, id",
        )
        .bind(event)
        .fetch_all(&mut *tx)
        .await?;
        let pools: Vec<(TicketPoolId, i32)> =
            sqlx::query_as("SELECT id, quota - taken FROM ticket_pools WHERE event_id = $1")
                .bind(event)
                .fetch_all(&mut *tx)
                .await?;
        let seats = concat!("SELECT ", free_seats!(), " FROM events WHERE id = $1");
        let event = sqlx::query_scalar(seats).bind(event).fetch_one(tx).await?;
        Ok(Self { types, pools: pools.into_iter().collect(), event })
    }

    /// The same, were so many seats of the event itself free.
    pub(crate) fn with_event(self, free: i32) -> Self {
        Self { event: free, ..self }
    }

    /// The least along the path.
    pub(crate) fn free(&self, of: &Room) -> i32 {
        let pool = of.pool.and_then(|pool| self.pools.get(&pool)).copied();
        let least = self.event.min(pool.unwrap_or(i32::MAX)).min(of.seats.unwrap_or(i32::MAX));
        least.max(0)
    }

    pub(crate) fn most(&self) -> i32 {
        self.types.iter().map(|of| self.free(of)).max().unwrap_or_default()
    }

    /// The first type, of those that may be, with so many free seats.
    pub(crate) fn first_with(
        &self,
        seats: i32,
        may_be: impl Fn(&Room) -> bool,
    ) -> Option<TicketTypeId> {
        let mut types = self.types.iter();
        types.find(|of| may_be(of) && self.free(of) >= seats).map(|of| of.id)
    }

    pub(crate) fn take(&mut self, of: TicketTypeId, seats: i32) {
        self.event -= seats;
        if let Some(of) = self.types.iter_mut().find(|it| it.id == of) {
            of.seats = of.seats.map(|free| free - seats);
            if let Some(free) = of.pool.and_then(|pool| self.pools.get_mut(&pool)) {
                *free -= seats;
            }
        }
    }
}

impl Room {
    /// Whether a party of that size may have it: of any type, or of some.
    pub(crate) fn suits(&self, seats: i32, wanted: &[TicketTypeId]) -> bool {
        self.on_sale
            && (self.min_per_booking..=self.max_per_booking).contains(&seats)
            && self.is_among(wanted)
    }

    /// Whether it is one of those; none named: any.
    pub(crate) fn is_among(&self, wanted: &[TicketTypeId]) -> bool {
        wanted.is_empty() || wanted.contains(&self.id)
    }
}
