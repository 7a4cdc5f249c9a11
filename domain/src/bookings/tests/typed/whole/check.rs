//! Whether the database says what the model says.

use super::super::support::{exact, ledger, seats, taken, taken_of_pool};
use super::expected::State;
use super::steps::KINDS;
use super::world::World;
use crate::waitlist::own;
use types::bookings::BookingStatus;
use types::waitlist::WaitlistStatus;

impl World {
    pub(super) async fn check(&self) {
        let (hub, model) = (&self.hub, &self.model);
        for kind in 0..KINDS {
            let counted = if model.is_counted(kind) { model.taken(kind) } else { 0 };
            assert_eq!(taken(hub, self.kinds[kind]).await, counted);
        }
        assert_eq!(taken_of_pool(hub, self.pool).await, model.of_pool());
        let by_state = [State::Confirmed, State::Pending, State::Offered].map(|it| model.seats(it));
        assert_eq!(<[i32; 3]>::from(seats(hub, self.event).await), by_state);
        let rows: Vec<(BookingStatus, i64)> = sqlx::query_as(
            "SELECT status, (total_price * 100)::bigint
             FROM unnest($1::uuid[]) WITH ORDINALITY AS it (id, n) JOIN bookings USING (id) ORDER BY n",
        )
        .bind(&self.ids)
        .fetch_all(hub.db.pool())
        .await
        .unwrap();
        let expected = model.bookings.iter().map(|it| (Self::status(it.state), it.total));
        assert_eq!(rows, expected.collect::<Vec<_>>());
        for (place, waiter) in model.line.iter().enumerate() {
            let entry = own(hub, self.people[waiter.who], &self.key()).await.unwrap();
            assert_eq!(entry.status, WaitlistStatus::Waiting, "{waiter:?}");
            assert_eq!(entry.parties_ahead, i64::try_from(place).ok());
            assert_eq!(model.room_for(waiter), None, "{waiter:?} fits and waits");
        }
        let (charged, back) = ledger(hub).await;
        assert_eq!((charged - self.before.0, back - self.before.1), (model.charged, model.back));
    }

    /// Also what other tables say of it.
    pub(super) async fn check_all(&self) {
        exact(&self.hub).await;
    }
}
