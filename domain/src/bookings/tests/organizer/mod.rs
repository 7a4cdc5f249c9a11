//! What an organizer does with one booking.

mod cancelling;
mod moving;
mod refunds;
mod small;

use super::support::{attendee, event, ledger, mails, organizer, paid, seats};
use crate::bookings::{Run, cancel_as_organizer};
use crate::idempotency::Refusal;
use crate::{Actor, Hub, reconcile};
use types::ErrorCode;
use types::booking_actions::{BookingChanged, CancelBooking, RefundChoice};
use types::ids::{BookingId, EventId, TicketId};

/// An organizer with an event for ten people at 25.00, and somebody who has two paid seats of it.
struct Scene {
    hub: Hub,
    host: Actor,
    event: EventId,
    ada: Actor,
    booking: BookingId,
}

async fn scene(hub: &Hub) -> Scene {
    let host = organizer(hub).await;
    let event = event(hub).hosted_by(hub, host).await;
    let ada = attendee(hub).await;
    let (booking, _) = paid(hub, ada, event, 2).await;
    Scene { hub: hub.clone(), host, event, ada, booking }
}

impl Scene {
    fn key(&self) -> String {
        self.event.to_string()
    }

    async fn cancel(
        &self,
        refund: RefundChoice,
        tickets: Option<Vec<TicketId>>,
        run: Run,
    ) -> Result<BookingChanged, ErrorCode> {
        let input = CancelBooking { reason: "The hall is small.".into(), refund, tickets };
        code(cancel_as_organizer(&self.hub, self.host, &self.key(), self.booking, input, run).await)
    }

    async fn tickets(&self) -> Vec<TicketId> {
        sqlx::query_scalar(
            "SELECT id FROM tickets WHERE booking_id = $1 AND cancelled_at IS NULL ORDER BY seat",
        )
        .bind(self.booking)
        .fetch_all(self.hub.db.pool())
        .await
        .unwrap()
    }

    /// Everything that an action leaves behind, for comparing before and after.
    async fn traces(&self) -> (i64, (i64, i64), (i32, i32, i32), usize) {
        let entries: i64 = sqlx::query_scalar("SELECT count(*) FROM audit_log")
            .fetch_one(self.hub.db.pool())
            .await
            .unwrap();
        let (money, seats) = (ledger(&self.hub).await, seats(&self.hub, self.event).await);
        (entries, money, seats, mails(&self.hub).await.len())
    }
}

fn code<T>(answer: Result<crate::idempotency::Answer<T>, Refusal>) -> Result<T, ErrorCode> {
    answer.map(|answer| answer.value).map_err(|refusal| refusal.failure.code)
}

async fn is_clean(hub: &Hub) {
    assert_eq!(reconcile::all(hub).await.unwrap(), []);
}

/// What the history says of a booking, the oldest first, without how it came to be.
async fn history(hub: &Hub, booking: BookingId) -> Vec<(String, Option<String>)> {
    sqlx::query_as(
        "SELECT action, reason FROM audit_log
         WHERE booking_id = $1 AND action NOT LIKE 'mail.%' AND action NOT IN ('booking.held',
             'booking.confirmed', 'payment.started', 'payment.completed')
         ORDER BY created_at, id",
    )
    .bind(booking)
    .fetch_all(hub.db.pool())
    .await
    .unwrap()
}
