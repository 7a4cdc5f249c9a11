//! Rejection reasons: why seats of these ticket types cannot be booked.

use super::super::{Claim, Items};
use crate::bookings::error::{BookError, per_person_limit, sold_out};
use crate::events::seats::free_seats;
use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use types::ids::{TicketPoolId, TicketTypeId};
use types::ticket_types::Offering;
use types::{ErrorCode, Failure, FieldError, FieldProblem};

/// What the items come to, where they can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::bookings::claim) enum Quote {
    Free,
    Priced,
}

#[derive(sqlx::FromRow)]
#[expect(clippy::struct_excessive_bools, reason = "each is a column of the row")]
struct EventState {
    /// The account is neither disabled nor deleted.
    buyer: bool,
    bookable: bool,
    typed: bool,
    seats_available: i32,
    seats_offered: i32,
    /// Whether somebody who waits would fit.
    promised: bool,
    limit_crossed: Option<i32>,
}

/// An item as its type stands; nothing of a type that the caller does not see.
#[derive(sqlx::FromRow)]
struct Item {
    known: bool,
    offering: Option<Offering>,
    opened: Option<bool>,
    ended: Option<bool>,
    min_per_booking: Option<i32>,
    max_per_booking: Option<i32>,
    /// Free seats of the type and of its pool, where they have a quota.
    seats: Option<i32>,
    pool: Option<TicketPoolId>,
    pool_seats: Option<i32>,
    unit: Option<Decimal>,
}

/// `Ok` where the seats seem to be free, else the reason why they cannot be booked.
pub(in crate::bookings::claim) async fn check_bookable(
    connection: &mut PgConnection,
    claim: Claim,
) -> Result<Quote, BookError> {
    let items = items(connection, claim).await?;
    let price: Decimal = claim
        .items
        .iter()
        .zip(&items)
        .filter_map(|((_, seats), item)| Some(item.unit? * Decimal::from(seats)))
        .sum();
    let event = event(connection, claim, !price.is_zero()).await?.ok_or(ErrorCode::NotFound)?;
    if !event.buyer {
        return Err(ErrorCode::Unauthenticated.into());
    }
    if !event.bookable {
        return Err(ErrorCode::EventNotBookable.into());
    }
    for (at, ((of, seats), item)) in claim.items.iter().zip(&items).enumerate() {
        item.check(at, of, seats, event.typed)?;
    }
    if let Some(limit) = event.limit_crossed {
        return Err(per_person_limit(limit).into());
    }
    let fits = room(&event, claim, &items);
    let quantity = claim.quantity;
    let offered =
        quantity > event.seats_available && quantity <= event.seats_available + event.seats_offered;
    if offered || (fits.is_ok() && event.promised) {
        return Err(ErrorCode::WaitlistFirst.into());
    }
    fits?;
    Ok(if price.is_zero() { Quote::Free } else { Quote::Priced })
}

impl Item {
    fn check(&self, at: usize, of: TicketTypeId, seats: i32, typed: bool) -> Result<(), BookError> {
        if !typed || !self.known {
            let field = format!("items[{at}].ticket_type");
            return Err(Failure::field(&field, FieldProblem::NotFound).into());
        }
        let named = |code| Failure { ticket_type: Some(of), ..Failure::new(code) };
        if self.ended == Some(true) || self.offering == Some(Offering::Archived) {
            return Err(named(ErrorCode::SaleEnded).into());
        }
        if self.opened == Some(false) || self.offering == Some(Offering::Paused) {
            return Err(named(ErrorCode::SaleNotOpen).into());
        }
        let beyond = |problem, limit: Option<i32>| {
            let field = format!("items[{at}].quantity");
            let limit = limit.map(i64::from);
            Err(Failure::fields(vec![FieldError { field, problem, limit }]).into())
        };
        if self.min_per_booking.is_some_and(|least| seats < least) {
            return beyond(FieldProblem::TooSmall, self.min_per_booking);
        }
        if self.max_per_booking.is_some_and(|most| seats > most) {
            return beyond(FieldProblem::TooLarge, self.max_per_booking);
        }
        Ok(())
    }
}

/// The first type along whose path there is too little, with what is left of it.
fn room(event: &EventState, claim: Claim, items: &[Item]) -> Result<(), Failure> {
    let mut of_pools: Vec<(TicketPoolId, i32)> = Vec::new();
    let mut of_event = 0;
    for ((of, wanted), item) in claim.items.iter().zip(items) {
        let mut left = event.seats_available - of_event;
        if let (Some(pool), Some(seats)) = (item.pool, item.pool_seats) {
            let before: i32 =
                of_pools.iter().filter(|(id, _)| *id == pool).map(|(_, seats)| seats).sum();
            left = left.min(seats - before);
            of_pools.push((pool, wanted));
        }
        left = item.seats.map_or(left, |seats| left.min(seats));
        if wanted > left {
            return Err(Failure { ticket_type: Some(of), ..sold_out(left.max(0)) });
        }
        of_event += wanted;
    }
    Ok(())
}

async fn event(
    connection: &mut PgConnection,
    claim: Claim,
    priced: bool,
) -> Result<Option<EventState>, sqlx::Error> {
    sqlx::query_as(concat!(
        "SELECT status = 'PUBLISHED' AND hidden_at IS NULL
             AND start_date > clock_timestamp() AS bookable, typed, ",
        free_seats!(),
        " AS seats_available, seats_offered,
             waitlist_count > 0 AND typed AND waiting_party_fits(events.id, true) AS promised,
             EXISTS (SELECT FROM users
                 WHERE id = $2 AND disabled_at IS NULL AND deleted_at IS NULL) AS buyer,
             limit_crossed(has.held + CASE WHEN $4 THEN $3 ELSE 0 END, has.unpaid + $3,
                 has.seats + $3, max_unpaid_per_person, max_per_person) AS limit_crossed
         FROM events CROSS JOIN LATERAL seats_of($2, events.id) AS has WHERE events.id = $1"
    ))
    .bind(claim.event)
    .bind(claim.user)
    .bind(claim.quantity)
    .bind(priced)
    .fetch_optional(connection)
    .await
}

async fn items(connection: &mut PgConnection, claim: Claim) -> Result<Vec<Item>, sqlx::Error> {
    let (types, seats): (Vec<_>, Vec<_>) = claim.items.iter().unzip();
    let opened: Vec<_> = claim.items.opened().collect();
    sqlx::query_as(
        "SELECT t.id IS NOT NULL AS known, t.offering,
             coalesce(t.sale_from <= clock_timestamp(), true) AS opened,
             coalesce(t.sale_until <= clock_timestamp(), false) AS ended,
             t.min_per_booking, t.max_per_booking, t.quota - t.taken AS seats,
             t.pool_id AS pool, p.quota - p.taken AS pool_seats, coalesce((
                 SELECT step.price FROM unnest(price_steps_of(t.id)) AS step
                 WHERE step.first IS NULL OR t.taken + item.n <= step.first
                 ORDER BY step.position LIMIT 1
             ), t.price)::numeric AS unit
         FROM unnest($2::uuid[], $3::int[], $4::boolean[]) WITH ORDINALITY
                 AS item (id, n, opened, ordinal)
             LEFT JOIN ticket_types t ON t.id = item.id AND t.event_id = $1
                 AND (item.opened OR NOT t.hidden)
             LEFT JOIN ticket_pools p ON p.id = t.pool_id
         ORDER BY item.ordinal",
    )
    .bind(claim.event)
    .bind(types)
    .bind(seats)
    .bind(opened)
    .fetch_all(connection)
    .await
}

/// The type that is meant where only seats were asked for: the only one on sale, those among them that a
/// code opens, or, where none is, the only one there is, which then says why it cannot be had.
pub(in crate::bookings::claim) async fn the_one_on_sale(
    connection: &mut PgConnection,
    claim: Claim,
    opened: &[TicketTypeId],
) -> Result<Items, BookError> {
    let meant: Vec<TicketTypeId> = sqlx::query_scalar(
        "SELECT id FROM (
             SELECT id, on_sale, rank() OVER (ORDER BY on_sale DESC) AS rank
             FROM (
                 SELECT id, offering = 'FOR_SALE'
                     AND coalesce(sale_from <= clock_timestamp(), true)
                     AND coalesce(sale_until > clock_timestamp(), true) AS on_sale
                 FROM ticket_types
                 WHERE event_id = $1 AND (NOT hidden OR id = ANY ($2)) AND offering <> 'ARCHIVED'
             ) AS seen
         ) AS ranked WHERE rank = 1 LIMIT 2",
    )
    .bind(claim.event)
    .bind(opened)
    .fetch_all(connection)
    .await?;
    match meant[..] {
        [only] => Ok(Items::one(only, claim.quantity)),
        _ => Err(ErrorCode::TicketTypeRequired.into()),
    }
}
