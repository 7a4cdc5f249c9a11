//! What these tests say often.

pub(super) use super::super::support::*;
use crate::bookings;
use crate::idempotency::Refusal;
use crate::ids::new_id;
use crate::testing::person;
use crate::{Actor, Hub, promotions, reconcile};
use chrono::TimeDelta;
use rust_decimal::Decimal;
use types::Failure;
use types::accounts::Role;
use types::bookings::{BookInput, Booking};
use types::ids::{BookingId, EventId, ExchangeId, TicketPoolId, TicketTypeId};
use types::promotions::{PromotionInput, PromotionKind};
use types::ticket_types::WantedItem;

/// A ticket type as the database has it.
#[derive(Clone, Copy, Debug, Default)]
pub(in super::super) struct Kind {
    pub(in super::super) cents: i64,
    pub(in super::super) quota: Option<i32>,
    pub(in super::super) pool: Option<TicketPoolId>,
    /// The first so many cost so many cents.
    pub(in super::super) early: Option<(i32, i64)>,
}

impl Kind {
    pub(in super::super) fn of(cents: i64) -> Self {
        Self { cents, ..Self::default() }
    }

    pub(in super::super) fn quota(self, quota: i32) -> Self {
        Self { quota: Some(quota), ..self }
    }

    pub(in super::super) fn pool(self, pool: TicketPoolId) -> Self {
        Self { pool: Some(pool), ..self }
    }

    pub(in super::super) fn early(self, first: i32, cents: i64) -> Self {
        Self { early: Some((first, cents)), ..self }
    }

    /// Named after its place: "Type 0" is the first.
    pub(in super::super) async fn add(self, hub: &Hub, event: EventId) -> TicketTypeId {
        let id = TicketTypeId(new_id());
        sqlx::query(
            "WITH marked AS (UPDATE events SET typed = true WHERE id = $2)
             INSERT INTO ticket_types (id, event_id, pool_id, name, price, quota, counted, position)
             SELECT $1, $2, $3, 'Type ' || count(*), $4::numeric / 100, $5, $6, count(*)
             FROM ticket_types WHERE event_id = $2",
        )
        .bind(id)
        .bind(event)
        .bind(self.pool)
        .bind(self.cents)
        .bind(self.quota)
        .bind(self.quota.is_some() || self.pool.is_some() || self.early.is_some())
        .execute(hub.db.pool())
        .await
        .unwrap();
        if let Some((first, cents)) = self.early {
            sqlx::query(
                "INSERT INTO ticket_price_steps (id, ticket_type_id, price, first, position)
                 VALUES ($1, $2, $3::numeric / 100, $4, 0)",
            )
            .bind(new_id())
            .bind(id)
            .bind(cents)
            .bind(first)
            .execute(hub.db.pool())
            .await
            .unwrap();
        }
        id
    }
}

pub(in super::super) async fn pool(hub: &Hub, event: EventId, quota: i32) -> TicketPoolId {
    let id = TicketPoolId(new_id());
    sqlx::query("INSERT INTO ticket_pools (id, event_id, name, quota) VALUES ($1, $2, 'Pool', $3)")
        .bind(id)
        .bind(event)
        .bind(quota)
        .execute(hub.db.pool())
        .await
        .unwrap();
    id
}

pub(in super::super) fn wanted(event: EventId, items: &[(TicketTypeId, i64)]) -> BookInput {
    let item = |&(ticket_type, quantity)| WantedItem { ticket_type, quantity };
    BookInput { quantity: None, items: items.iter().map(item).collect(), ..BookInput::of(event, 0) }
}

pub(in super::super) async fn buy(
    hub: &Hub,
    actor: Actor,
    event: EventId,
    items: &[(TicketTypeId, i64)],
) -> Result<Booking, Refusal> {
    bookings::book(hub, actor, wanted(event, items), None).await.map(|answer| answer.value)
}

/// Somebody new buys, and it works.
pub(in super::super) async fn bought(
    hub: &Hub,
    event: EventId,
    items: &[(TicketTypeId, i64)],
) -> (Actor, Booking) {
    let actor = attendee(hub).await;
    (actor, buy(hub, actor, event, items).await.unwrap())
}

pub(in super::super) async fn taken(hub: &Hub, of: TicketTypeId) -> i32 {
    sqlx::query_scalar("SELECT taken FROM ticket_types WHERE id = $1")
        .bind(of)
        .fetch_one(hub.db.pool())
        .await
        .unwrap()
}

pub(in super::super) async fn taken_of_pool(hub: &Hub, of: TicketPoolId) -> i32 {
    sqlx::query_scalar("SELECT taken FROM ticket_pools WHERE id = $1")
        .bind(of)
        .fetch_one(hub.db.pool())
        .await
        .unwrap()
}

/// A code of the event that anybody may use, for some of its types; made by an admin.
pub(in super::super) async fn code_for(
    hub: &Hub,
    event: EventId,
    (name, percent): (&str, i64),
    types: &[TicketTypeId],
) -> PromotionInput {
    let input = PromotionInput {
        code: name.into(),
        kind: PromotionKind::Percent,
        value: percent.into(),
        currency: None,
        event: Some(event),
        ticket_types: (!types.is_empty()).then(|| types.to_vec()),
        valid_from: hub.now() - TimeDelta::hours(1),
        valid_until: hub.now() + TimeDelta::hours(1),
        max_uses: None,
        max_uses_per_user: None,
        paused: None,
    };
    let admin = Actor::User { id: person(hub, Role::Admin).await, role: Role::Admin };
    promotions::create(hub, admin, input.clone()).await.unwrap();
    input
}

/// Somebody new buys with a code.
pub(in super::super) async fn buy_with(
    hub: &Hub,
    actor: Actor,
    event: EventId,
    (code, items): (&str, &[(TicketTypeId, i64)]),
) -> Result<Booking, Failure> {
    let input = BookInput { promo_code: Some(code.into()), ..wanted(event, items) };
    let booked = bookings::book(hub, actor, input, None).await;
    booked.map(|answer| answer.value).map_err(|refusal| refusal.failure)
}

/// A type that is seen by who has a code for it.
pub(in super::super) async fn hide(hub: &Hub, of: TicketTypeId) {
    sqlx::query("UPDATE ticket_types SET hidden = true WHERE id = $1")
        .bind(of)
        .execute(hub.db.pool())
        .await
        .unwrap();
}

pub(in super::super) async fn uses(hub: &Hub, code: &str) -> i32 {
    sqlx::query_scalar("SELECT uses FROM promotions WHERE code = $1")
        .bind(code)
        .fetch_one(hub.db.pool())
        .await
        .unwrap()
}

/// Holders may exchange the tickets of this event.
pub(in super::super) async fn allow(hub: &Hub, event: EventId) {
    sqlx::query("INSERT INTO ticket_rules (event_id, exchanges) VALUES ($1, true)")
        .bind(event)
        .execute(hub.db.pool())
        .await
        .unwrap();
}

/// Lets the time of a booking's open exchange be over; answers with which it is.
pub(in super::super) async fn run_out(hub: &Hub, booking: BookingId) -> ExchangeId {
    sqlx::query_scalar(
        "UPDATE ticket_exchanges SET hold_expires_at = clock_timestamp() - interval '1 minute'
         WHERE booking_id = $1 AND status = 'OPEN' RETURNING id",
    )
    .bind(booking)
    .fetch_one(hub.db.pool())
    .await
    .unwrap()
}

/// Every counter of every level is the sum of its rows, and the tickets are what was booked.
pub(in super::super) async fn exact(hub: &Hub) {
    in_balance(hub).await;
    assert_eq!(reconcile::all(hub).await.unwrap(), []);
    let apart: Vec<String> = sqlx::query_scalar(
        "SELECT concat_ws(' ', b.reference, 'has', valid.seats, 'tickets for', valid.cost)
         FROM bookings b CROSS JOIN LATERAL (
             SELECT count(*) AS seats, sum(price) AS cost, bool_and(price IS NOT NULL) AS priced
             FROM tickets t WHERE t.booking_id = b.id AND t.cancelled_at IS NULL
         ) AS valid
         WHERE b.typed AND b.status = 'CONFIRMED' AND (valid.seats <> b.quantity
             OR (valid.priced AND valid.cost <> b.total_price)
             OR EXISTS (
                 SELECT FROM booking_items i WHERE i.booking_id = b.id AND i.quantity <> (
                     SELECT count(*) FROM tickets t WHERE t.booking_id = b.id
                         AND t.ticket_type_id = i.ticket_type_id AND t.cancelled_at IS NULL)
             ))",
    )
    .fetch_all(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(apart, Vec::<String>::new());
}

pub(in super::super) fn money(cents: i64) -> Decimal {
    Decimal::new(cents, 2)
}

/// How many of which types.
pub(in super::super) fn get_items(booking: &Booking) -> Vec<(TicketTypeId, i32)> {
    booking.items.iter().map(|item| (item.ticket_type, item.quantity)).collect()
}
