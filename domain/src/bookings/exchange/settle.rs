//! The payment of an exchange has ended: the ticket becomes what was paid for, or the money goes back.

use super::super::locked::{LockedBooking, LockedEvent};
use super::apply::Exchange;
use super::money::Sums;
use super::open::{self, ExchangeEnd};
use super::rows::{Kind, Rows, Seat};
use super::rules::{By, exchangeable, has_room};
use crate::{Actor, Settings};
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::Money;
use types::ids::{ExchangeId, TicketId, TicketTypeId};

/// An exchange as it was promised.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
struct Promise {
    ticket_id: TicketId,
    from_type: TicketTypeId,
    to_type: TicketTypeId,
    unit_price: Decimal,
    amount: Decimal,
    /// Its seat is held, even a moment after its time was over.
    held: bool,
    /// Its time was over, and it gave its seat back.
    lapsed: bool,
}

async fn promise(
    tx: &mut PgConnection,
    exchange: ExchangeId,
) -> Result<Option<Promise>, sqlx::Error> {
    sqlx::query_as(
        "SELECT ticket_id, from_type, to_type, unit_price, amount, status = 'OPEN' AS held,
             status = 'EXPIRED' AS lapsed
         FROM ticket_exchanges WHERE id = $1",
    )
    .bind(exchange)
    .fetch_optional(tx)
    .await
}

impl Promise {
    /// The ticket and the types, where it can still be kept: what holders may do, and what is on sale,
    /// was asked when the price was promised.
    fn kept<'a>(
        &self,
        event: &LockedEvent,
        booking: &LockedBooking,
        rows: &'a Rows,
    ) -> Option<(&'a Seat, &'a Kind, &'a Kind)> {
        let seat = rows.seat(self.ticket_id)?;
        if seat.ticket_type != Some(self.from_type) {
            return None;
        }
        exchangeable(By::Team, event, booking, rows, seat).ok()?;
        let (from, to) = (rows.kind(self.from_type)?, rows.kind(self.to_type)?);
        let seat_is_had = self.held || self.lapsed && has_room(rows, from, to).is_ok();
        seat_is_had.then_some((seat, from, to))
    }
}

/// Makes of a ticket what was paid for, at the price that was promised; false where that cannot be had any
/// more, and the payment is to go back. The event and the booking are locked.
pub(crate) async fn complete_exchange(
    tx: &mut PgConnection,
    (event, booking): (&LockedEvent, &LockedBooking),
    exchange: ExchangeId,
    settings: &Settings,
) -> Result<bool, sqlx::Error> {
    let Some(promise) = promise(tx, exchange).await? else { return Ok(false) };
    let rows = Rows::of(tx, booking).await?;
    let Some((seat, from, to)) = promise.kept(event, booking, &rows) else {
        let of = (exchange, promise.ticket_id);
        open::give_back(tx, Actor::Anonymous, booking, of, ExchangeEnd::Cancelled, settings)
            .await?;
        return Ok(false);
    };
    // The seat that was held is free for the ticket that takes it.
    open::close(tx, exchange, ExchangeEnd::Done).await?;
    let currency = booking.total().currency;
    let cost = Money::new(seat.price.unwrap_or_default(), currency);
    let paid = Money::new(promise.amount, currency);
    let sums = Sums::paid(booking.total(), booking.worth(), cost, paid);
    let (by, unit, back) = (Actor::Anonymous, promise.unit_price, Money::zero(currency));
    let paid = Some(paid);
    let exchange = Exchange { by, booking, seat, from, to, unit, sums, back, paid, words: None };
    if exchange.apply(tx, &rows, settings).await? {
        Ok(true)
    } else {
        // Under the locks a ticket is what it was a moment ago.
        Err(sqlx::Error::RowNotFound)
    }
}

#[derive(sqlx::FromRow)]
struct Told {
    seat: i32,
    attendee_name: String,
    name: String,
    /// While it can be paid.
    until: Option<DateTime<Utc>>,
}

/// What a message about its payment says of an exchange: which ticket and whose, what it was to become, and until
/// when it can still be paid.
pub(crate) async fn exchange_data(
    tx: &mut PgConnection,
    exchange: ExchangeId,
) -> Result<serde_json::Value, sqlx::Error> {
    let told: Told = sqlx::query_as(
        "SELECT k.seat, k.attendee_name, t.name, CASE WHEN x.status = 'OPEN'
                 AND x.hold_expires_at > clock_timestamp() THEN x.hold_expires_at END AS until
         FROM ticket_exchanges x JOIN tickets k ON k.id = x.ticket_id
             JOIN ticket_types t ON t.id = x.to_type
         WHERE x.id = $1",
    )
    .bind(exchange)
    .fetch_one(tx)
    .await?;
    let mut data = json!({ "seat": told.seat, "attendee": told.attendee_name, "to": told.name });
    if let Some(until) = told.until {
        data["until"] = json!(until);
    }
    Ok(data)
}
