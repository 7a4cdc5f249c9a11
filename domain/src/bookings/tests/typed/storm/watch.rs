//! Somebody who looks on: each look is one statement, and sees one moment.

use super::Place;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Every counter of every level beside the sum of its rows, and what is out of bounds.
const WRONG: &str = "WITH live AS (
        SELECT b.id, b.event_id, b.quantity FROM bookings b
        WHERE b.event_id = $1 AND b.status <> 'CANCELLED'
    ), of_types AS (
        SELECT t.id, t.pool_id, t.counted, t.taken, t.quota, b.booked, b.booked + (
            SELECT count(*) FROM ticket_exchanges x WHERE x.to_type = t.id AND x.status = 'OPEN'
        ) AS seats
        FROM ticket_types t CROSS JOIN LATERAL (
            SELECT coalesce(sum(i.quantity), 0) AS booked
            FROM booking_items i JOIN live ON live.id = i.booking_id WHERE i.ticket_type_id = t.id
        ) AS b
        WHERE t.event_id = $1
    ), event AS (
        SELECT max_capacity, seats_confirmed + seats_held + seats_offered AS taken,
            least(seats_confirmed, seats_held, seats_offered) AS lowest
        FROM events WHERE id = $1
    )
    SELECT concat_ws(' ', 'type', id, taken, 'of', quota, 'and', seats) FROM of_types
    WHERE taken <> CASE WHEN counted THEN seats ELSE 0 END OR taken < 0 OR taken > quota
    UNION ALL SELECT concat_ws(' ', 'pool', p.id, p.taken, 'of', p.quota, 'and', s.seats)
    FROM ticket_pools p CROSS JOIN LATERAL (
        SELECT coalesce(sum(seats), 0) - (
            SELECT count(*) FROM ticket_exchanges x JOIN of_types f ON f.id = x.from_type
                JOIN of_types t ON t.id = x.to_type
            WHERE x.status = 'OPEN' AND f.pool_id = p.id AND t.pool_id = p.id
        ) AS seats
        FROM of_types WHERE pool_id = p.id
    ) AS s WHERE p.event_id = $1 AND (p.taken <> s.seats OR p.taken NOT BETWEEN 0 AND p.quota)
    UNION ALL SELECT concat_ws(' ', 'event', taken, 'of', max_capacity, 'and', s.seats, r.seats)
    FROM event CROSS JOIN (SELECT coalesce(sum(booked), 0) AS seats FROM of_types) AS s
        CROSS JOIN (SELECT coalesce(sum(quantity), 0) AS seats FROM live) AS r
    WHERE taken <> s.seats OR taken <> r.seats OR lowest < 0 OR taken > max_capacity";

/// Looks until it is over; says how often.
pub(super) async fn until(over: Arc<AtomicBool>, place: Place) -> usize {
    let mut looks = 0;
    while !over.load(Ordering::SeqCst) {
        let wrong: Vec<String> = sqlx::query_scalar(WRONG)
            .bind(place.event)
            .fetch_all(place.hub.db.pool())
            .await
            .unwrap();
        assert_eq!(wrong, Vec::<String>::new());
        looks += 1;
        tokio::task::yield_now().await;
    }
    looks
}
