//! Bookings with several charges: what goes back of which.

mod by_rule;
mod called_off;
mod chosen;
mod model;

use super::support::{exact, execute, ledger, mails, money};
use crate::Hub;
use crate::bookings::{Run, refund_as_organizer};
use crate::testing::{TwicePaid, late_exchange, paid_exchange};
use rust_decimal::Decimal;
use types::ErrorCode;
use types::booking_actions::{BookingChanged, RefundBooking};
use types::ids::BookingId;

const REAL: Run = Run::Real(None);
const COMPLETED: &str = "COMPLETED";
const REFUNDED: &str = "REFUNDED";

/// The status of each payment with what it took and gave back in cents, the oldest first. Its ledger says
/// the same.
async fn charges(hub: &Hub, booking: BookingId) -> Vec<(String, i64, i64)> {
    let payments: Vec<(String, i64, i64)> = sqlx::query_as(
        "SELECT status, (captured * 100)::bigint, (refunded * 100)::bigint FROM payments
         WHERE booking_id = $1 ORDER BY created_at, id",
    )
    .bind(booking)
    .fetch_all(hub.db.pool())
    .await
    .unwrap();
    let lines: Vec<(i64, i64)> = sqlx::query_as(
        "SELECT coalesce(sum(t.amount * 100) FILTER (WHERE t.kind = 'CHARGE'), 0)::bigint,
             coalesce(sum(t.amount * 100) FILTER (WHERE t.kind = 'REFUND'), 0)::bigint
         FROM payments p LEFT JOIN transactions t ON t.payment_id = p.id
         WHERE p.booking_id = $1 GROUP BY p.id ORDER BY p.created_at, p.id",
    )
    .bind(booking)
    .fetch_all(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(payments.iter().map(|it| (it.1, it.2)).collect::<Vec<_>>(), lines);
    payments
}

/// Each charge is as it is said here, and every counter and sum is exact.
async fn are(hub: &Hub, booking: BookingId, expected: &[(&str, i64, i64)]) {
    let expected: Vec<_> = expected.iter().map(|it| (it.0.to_owned(), it.1, it.2)).collect();
    assert_eq!(charges(hub, booking).await, expected);
    exact(hub).await;
}

/// A goodwill refund by the host.
async fn give(
    hub: &Hub,
    it: &TwicePaid,
    cents: i64,
    run: Run,
) -> Result<BookingChanged, ErrorCode> {
    let input = RefundBooking { amount: Decimal::new(cents, 2), reason: "We are sorry.".into() };
    let done = refund_as_organizer(hub, it.host, &it.key(), it.booking, input, run).await;
    done.map(|answer| answer.value).map_err(|refusal| refusal.failure.code)
}

/// From now on so much of what its seats are worth goes back when they are given back.
async fn late(hub: &Hub, booking: BookingId, percent: i32) {
    sqlx::query(
        "UPDATE bookings SET refund_full_until_hours = NULL, refund_percent_after = $2
         WHERE id = $1",
    )
    .bind(booking)
    .bind(percent)
    .execute(hub.db.pool())
    .await
    .unwrap();
}
