//! The rows of a claiming statement.

use super::Claim;
use super::reply::ClaimReply;
use crate::db::after_commit;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use sqlx::postgres::PgRow;
use sqlx::types::Json;
use sqlx::{FromRow, Row as _};
use types::bookings::{Booking, BookingEvent, BookingStatus, Ticket};
use types::ticket_types::BookingItem;
use types::{Currency, RefundPolicy};
use uuid::Uuid;

/// A row of the statement.
pub(super) struct Claimed {
    /// Which claim, from 1.
    pub(super) ordinal: i64,
    /// The booking, or the reply where none was made.
    pub(super) result: Result<BookedRow, ClaimReply>,
}

/// The columns of a booking that was made.
#[derive(sqlx::FromRow)]
pub(super) struct BookedRow {
    title: String,
    start_date: DateTime<Utc>,
    unit_price: Decimal,
    total_price: Decimal,
    currency: Currency,
    hold_expires_at: Option<DateTime<Utc>>,
    confirmed_at: Option<DateTime<Utc>>,
    booked_at: DateTime<Utc>,
    pub(super) attendee_name: String,
    #[sqlx(flatten)]
    refund_policy: RefundPolicy,
    /// Of a claim of ticket types.
    #[sqlx(default)]
    items: Option<Json<Vec<BookingItem>>>,
}

impl FromRow<'_, PgRow> for Claimed {
    fn from_row(row: &PgRow) -> Result<Self, sqlx::Error> {
        let result = if row.try_get("booked")? {
            Ok(BookedRow::from_row(row)?)
        } else {
            Err(match row.try_get("otherwise")? {
                Some("free") => ClaimReply::Free,
                Some("held") => ClaimReply::Held,
                None => ClaimReply::Refused,
                Some(unknown) => return Err(sqlx::Error::Decode(unknown.into())),
            })
        };
        Ok(Self { ordinal: row.try_get("ordinal")?, result })
    }
}

/// The booking that was made, announced to live subscribers after the commit.
pub(super) fn booking(
    claim: Claim,
    id: Uuid,
    reference: String,
    row: BookedRow,
    tickets: Vec<Ticket>,
) -> Booking {
    after_commit::booking_changed(claim.event, claim.user, id.into());
    let confirmed = row.confirmed_at.is_some();
    Booking {
        id: id.into(),
        reference,
        event: BookingEvent { id: claim.event, title: row.title, start_date: row.start_date },
        quantity: claim.quantity,
        items: row.items.map(|Json(items)| items).unwrap_or_default(),
        unit_price: row.unit_price,
        discount: Decimal::ZERO,
        promo_code: None,
        total_price: row.total_price,
        currency: row.currency,
        refunded: Decimal::ZERO,
        refund_policy: row.refund_policy,
        event_start_at_booking: Some(row.start_date),
        full_refund_until: row.refund_policy.full_until(row.start_date),
        moved_refund_until: None,
        status: if confirmed { BookingStatus::Confirmed } else { BookingStatus::Pending },
        cancel_reason: None,
        hold_expires_at: row.hold_expires_at,
        booked_at: row.booked_at,
        confirmed_at: row.confirmed_at,
        payment: None,
        exchange: None,
        tickets,
    }
}
