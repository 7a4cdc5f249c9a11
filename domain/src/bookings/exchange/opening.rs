//! An exchange for a type that costs more begins: a seat of it is held until the difference is paid.

use super::super::locked::LockedBooking;
use super::apply::write_prices;
use super::rows::{Kind, Rows, Seat};
use crate::Actor;
use crate::audit::Entry;
use crate::ids::new_id;
use crate::jobs::{LapseExchanges, enqueue};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use std::time::Duration;
use types::Money;
use types::history::AuditAction;
use types::ids::ExchangeId;

/// What was decided of a ticket.
pub(super) struct Opening<'a> {
    pub(super) by: Actor,
    pub(super) booking: &'a LockedBooking,
    pub(super) seat: &'a Seat,
    pub(super) from: &'a Kind,
    pub(super) to: &'a Kind,
    /// What is to be paid.
    pub(super) amount: Money,
}

impl Opening<'_> {
    /// Under the locks of the event and the booking. The ticket stays what it is.
    pub(super) async fn hold(
        &self,
        tx: &mut PgConnection,
        rows: &Rows,
        hold: Duration,
    ) -> Result<(), sqlx::Error> {
        // What it has cost is settled now: the amount is held against it.
        write_prices(tx, rows).await?;
        let exchange = ExchangeId(new_id());
        let until: DateTime<Utc> = sqlx::query_scalar(
            "INSERT INTO ticket_exchanges (id, booking_id, ticket_id, from_type, to_type, unit_price,
                 amount, hold_expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, clock_timestamp() + make_interval(secs => $8))
             RETURNING hold_expires_at",
        )
        .bind(exchange)
        .bind(self.booking.id)
        .bind(self.seat.id)
        .bind(self.from.id)
        .bind(self.to.id)
        .bind(self.to.unit)
        .bind(self.amount.amount())
        .bind(hold.as_secs_f64())
        .fetch_one(&mut *tx)
        .await?;
        enqueue(tx, &LapseExchanges { exchanges: vec![exchange] }, Some(until)).await?;
        Entry::new(self.by, AuditAction::ExchangeOpened, self.seat.id)
            .event(self.booking.event)
            .booking(self.booking.id)
            .change("ticket_type", self.from.name.as_str(), self.to.name.as_str())
            .change("amount", None::<Money>, self.amount)
            .record(tx)
            .await
    }
}
