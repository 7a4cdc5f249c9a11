//! The exchange itself, under the locks of the event and the booking: types, money, history and message.

use super::super::cancel::refund_data;
use super::super::entries::refunded;
use super::super::locked::LockedBooking;
use super::super::naming::{may_mail, tell_guests};
use super::money::Sums;
use super::rows::{Kind, Rows, Seat};
use crate::audit::{Entry, record_each};
use crate::ids::new_id;
use crate::notifications::{MailKind, queue_about_booking};
use crate::payments::Booked;
use crate::{Actor, Settings, payments, waitlist};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use sqlx::postgres::PgConnection;
use types::Money;
use types::history::AuditAction;
use types::money::decimal_string;

/// What was decided of a ticket.
pub(super) struct Exchange<'a> {
    pub(super) by: Actor,
    pub(super) booking: &'a LockedBooking,
    pub(super) seat: &'a Seat,
    pub(super) from: &'a Kind,
    pub(super) to: &'a Kind,
    /// The price of its new seat.
    pub(super) unit: Decimal,
    pub(super) sums: Sums,
    /// What goes back.
    pub(super) back: Money,
    /// What was paid for it.
    pub(super) paid: Option<Money>,
    /// The team's words, for the attendee.
    pub(super) words: Option<&'a str>,
}

impl Exchange<'_> {
    /// False where the ticket is not what it was; then what was begun is to be taken back.
    pub(super) async fn apply(
        &self,
        tx: &mut PgConnection,
        rows: &Rows,
        settings: &Settings,
    ) -> Result<bool, sqlx::Error> {
        write_prices(tx, rows).await?;
        if !self.change(tx).await? {
            return Ok(false);
        }
        let booking = self.booking;
        let back = if self.sums.less.is_zero() {
            None
        } else {
            let why = "ticket_exchanged";
            payments::refund(tx, booking.id, self.back, why, Booked::Seats).await?
        };
        let mut entry = Entry::new(self.by, AuditAction::TicketExchanged, self.seat.id)
            .event(booking.event)
            .booking(booking.id)
            .change("ticket_type", self.from.name.as_str(), self.to.name.as_str());
        if booking.total() != self.sums.total {
            entry = entry.change("total_price", booking.total(), self.sums.total);
        }
        let told = |entry: Entry| match self.words {
            Some(words) => entry.reason(words),
            None => entry,
        };
        let entries = std::iter::once(entry).chain(refunded(self.by, booking, back));
        let entries: Vec<Entry> = entries.map(told).collect();
        // Before its entry stands: the mails of a day are counted by those.
        self.tell(tx, back).await?;
        record_each(tx, entries).await?;
        waitlist::type_freed(tx, booking.event, settings).await?;
        Ok(true)
    }

    /// Tells whoever booked, and of a ticket that was handed on its guest, without a word about money. Its
    /// buyer could exchange it to and fro: so many mails a day go out for them.
    async fn tell(&self, tx: &mut PgConnection, back: Option<Money>) -> Result<(), sqlx::Error> {
        let (booking, kind) = (self.booking, MailKind::TicketExchanged);
        let mut data = json!({
            "attendee": self.seat.attendee_name, "from": self.from.name, "to": self.to.name,
        });
        if let Some(words) = self.words {
            data["by_organizer"] = json!(true);
            data["reason"] = json!(words);
        }
        if self.words.is_some() || may_mail(tx, booking.user, booking.id).await? {
            tell_guests(tx, kind, booking.id, Some(&[self.seat.id]), &data).await?;
        }
        data["seat"] = json!(self.seat.number);
        if let Some(paid) = self.paid {
            data["paid"] = json!(decimal_string(paid.amount()));
            data["currency"] = json!(paid.currency);
        }
        if let (Some(data), Value::Object(refund)) = (data.as_object_mut(), refund_data(back)) {
            data.extend(refund);
        }
        queue_about_booking(tx, kind, new_id(), booking.id, booking.user, data).await
    }

    /// Moves the ticket from item to item, and the money of its booking, in one statement; false where the
    /// ticket is not what it was. An item has one price: the highest that one of its seats was sold at.
    /// What the others cost less is a part of the discount, and each ticket bears what it cost itself.
    async fn change(&self, tx: &mut PgConnection) -> Result<bool, sqlx::Error> {
        // The item is there before the statement that fills it: one UPDATE moves all counters at once,
        // so that a full pool is never asked for a seat before it got one back.
        sqlx::query(
            "INSERT INTO booking_items (booking_id, ticket_type_id, quantity, unit_price)
             VALUES ($1, $2, 0, $3) ON CONFLICT DO NOTHING",
        )
        .bind(self.booking.id)
        .bind(self.to.id)
        .bind(self.unit)
        .execute(&mut *tx)
        .await?;
        let changed = sqlx::query(
            "WITH seat AS (
                 UPDATE tickets SET ticket_type_id = $4, price = $6
                 WHERE id = $2 AND booking_id = $1 AND ticket_type_id = $3
                   AND cancelled_at IS NULL AND checked_in_at IS NULL
                 RETURNING booking_id
             ), moved AS (
                 UPDATE booking_items SET
                     quantity = quantity + CASE ticket_type_id WHEN $4 THEN 1 ELSE -1 END,
                     unit_price = CASE WHEN ticket_type_id <> $4 THEN unit_price
                         WHEN quantity = 0 THEN $5 ELSE greatest(unit_price, $5) END
                 FROM seat
                 WHERE booking_items.booking_id = seat.booking_id
                   AND ticket_type_id IN ($3, $4)
                 RETURNING quantity, unit_price::numeric
             ), items AS (
                 SELECT sum(quantity * unit_price) AS subtotal,
                     min(unit_price) FILTER (WHERE quantity > 0) AS lowest
                 FROM (
                     SELECT quantity, unit_price FROM moved
                     UNION ALL
                     SELECT quantity, unit_price::numeric FROM booking_items
                     WHERE booking_id = $1 AND ticket_type_id NOT IN ($3, $4)
                 ) AS each
             )
             UPDATE bookings SET subtotal = items.subtotal, unit_price = items.lowest,
                 discount = items.subtotal - $7, total_price = $7, goodwill = $7 - $8
             FROM seat, items
             WHERE bookings.id = seat.booking_id AND bookings.status = 'CONFIRMED'",
        )
        .bind(self.booking.id)
        .bind(self.seat.id)
        .bind(self.from.id)
        .bind(self.to.id)
        .bind(self.unit)
        .bind(self.sums.cost.amount())
        .bind(self.sums.total.amount())
        .bind(self.sums.worth.amount())
        .execute(tx)
        .await?
        .rows_affected();
        Ok(changed == 1)
    }
}

/// Writes on each ticket what it cost: from now on they cost different sums.
pub(super) async fn write_prices(tx: &mut PgConnection, rows: &Rows) -> Result<(), sqlx::Error> {
    let (ids, prices): (Vec<_>, Vec<_>) =
        rows.seats.iter().filter_map(|seat| Some((seat.id, seat.price?))).unzip();
    sqlx::query(
        "UPDATE tickets SET price = cost.price
         FROM unnest($1::uuid[], $2::numeric[]) AS cost (id, price)
         WHERE tickets.id = cost.id AND tickets.price IS NULL",
    )
    .bind(ids)
    .bind(prices)
    .execute(tx)
    .await?;
    Ok(())
}
