//! Once everything is quiet.

use super::super::support::{attendee, buy, exact};
use super::Place;
use types::ErrorCode;

/// Nobody waits who fits; who asks for a free seat gets it, and what is refused is not there.
pub(super) async fn check(place: &Place) {
    let (hub, event) = (&place.hub, place.event);
    exact(hub).await;
    let fits: bool = sqlx::query_scalar("SELECT waiting_party_fits($1, true)")
        .bind(event)
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    assert!(!fits, "somebody waits who fits");
    let ada = attendee(hub).await;
    for of in place.kinds {
        let free: i32 = sqlx::query_scalar(
            "SELECT least(e.max_capacity - e.seats_confirmed - e.seats_held - e.seats_offered,
                 t.quota - t.taken, p.quota - p.taken)
             FROM ticket_types t JOIN events e ON e.id = t.event_id
                 LEFT JOIN ticket_pools p ON p.id = t.pool_id WHERE t.id = $1",
        )
        .bind(of)
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
        for _ in 0..free {
            buy(hub, ada, event, &[(of, 1)]).await.unwrap();
        }
        let refusal = buy(hub, ada, event, &[(of, 1)]).await.unwrap_err().failure;
        // The event's last ones may be promised.
        let full = [ErrorCode::SoldOut, ErrorCode::WaitlistFirst];
        assert!(full.contains(&refusal.code), "{:?}", refusal.code);
    }
    exact(hub).await;
}
