//! Who has tickets of an event: those who booked, and those whom tickets were handed on to.

/// The rows `b` of `user_id`, `id` (of the booking), `event_id` and `confirmed_at` (since when they have
/// them) of the event `$1`, for statements that are put together with `concat!`.
macro_rules! holders {
    () => {
        "(SELECT user_id, id, event_id, confirmed_at FROM bookings
             WHERE event_id = $1 AND status = 'CONFIRMED'
         UNION ALL
         SELECT g.user_id, t.booking_id, t.event_id, g.handed_at
             FROM tickets t JOIN ticket_guests g ON g.ticket_id = t.id
             WHERE t.event_id = $1 AND t.cancelled_at IS NULL) AS b"
    };
}

pub(super) use holders;
