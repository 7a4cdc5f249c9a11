//! Goodwill refunds: a chosen sum goes back although nothing is cancelled.

use super::super::cancel::refund_data;
use super::super::{entries, policy};
use super::effect::{Before, reached};
use super::own;
use super::run::{Run, perform};
use crate::idempotency::{Answer, Refusal};
use crate::notifications::{MailKind, queue_about_booking};
use crate::payments::{Booked, refund_chosen};
use crate::{Actor, Hub};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::booking_actions::{BookingChanged, RefundBooking};
use types::bookings::BookingStatus;
use types::ids::BookingId;
use types::{ErrorCode, Failure, FieldError, FieldProblem, Money};

/// Gives a part of the charge back, whatever the refund rule says; the booking and its seats stay as
/// they are. The attendee is told the reason. Never more goes back than is left of the charge: the
/// booking is locked, and its payment after it.
///
/// # Errors
/// Not found or denied; invalid by field; `refund_exceeds_charge`, also where nothing was charged.
pub async fn refund_as_organizer(
    hub: &Hub,
    actor: Actor,
    event: &str,
    booking: BookingId,
    input: RefundBooking,
    run: Run,
) -> Result<Answer<BookingChanged>, Refusal> {
    let user = actor.require_user()?;
    let (key, mut wanted) = (event.to_owned(), input.clone());
    let body = (booking, input);
    perform(hub, user, run, ("organizer_refund", &body), move |tx| {
        Box::pin(async move {
            let own = own(tx, actor, &key, booking).await?;
            wanted.check()?;
            let before = Before::look(tx, &own.booking).await?;
            let worth = own.booking.worth();
            let amount = Money::new(wanted.amount, worth.currency);
            let booked = match own.booking.status {
                BookingStatus::Confirmed => Booked::Seats,
                BookingStatus::Pending | BookingStatus::Cancelled => Booked::Nothing,
            };
            let Some(refunded) = refund_chosen(tx, booking, amount, "goodwill", booked).await?
            else {
                return Err(too_much().into());
            };
            let goodwill = policy::goodwill(worth, refunded.left);
            if booked == Booked::Seats && !goodwill.is_zero() {
                add_goodwill(tx, booking, goodwill).await?;
            }
            let mut data = refund_data(Some(amount));
            data["reason"] = json!(wanted.reason);
            let (kind, user) = (MailKind::BookingRefunded, own.booking.user);
            queue_about_booking(tx, kind, refunded.transaction.0, booking, user, data).await?;
            if let Some(entry) = entries::refunded(actor, &own.booking, Some(amount)) {
                entry.reason(&wanted.reason).record(tx).await?;
            }
            let told = reached(tx, &own.booking).await?;
            before.changed(tx, told).await
        })
    })
    .await
}

/// Told beside its field too.
fn too_much() -> Failure {
    let field = FieldError { field: "amount".into(), problem: FieldProblem::TooLarge, limit: None };
    Failure { fields: vec![field], ..Failure::new(ErrorCode::RefundExceedsCharge) }
}

async fn add_goodwill(
    tx: &mut PgConnection,
    booking: BookingId,
    goodwill: Money,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE bookings SET goodwill = goodwill + $2 WHERE id = $1")
        .bind(booking)
        .bind(goodwill.amount())
        .execute(tx)
        .await?;
    Ok(())
}
