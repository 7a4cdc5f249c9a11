//! The columns of a new booking and a new ticket, for statements that are put together with `concat!`:
//! whoever inserts one names all of them.

/// A booking whose seats are held until `hold_expires_at`, or confirmed since `confirmed_at`.
macro_rules! booking_columns {
    ($moment:literal) => {
        concat!(
            "id, reference, event_id, user_id, quantity, unit_price, total_price,
        currency, status, ",
            $moment,
            ", refund_full_until_hours, refund_percent_after,
        event_start_at_booking, first_for_person, via"
        )
    };
}

macro_rules! ticket_columns {
    () => {
        "id, booking_id, event_id, seat, code, attendee_name"
    };
}

pub(crate) use booking_columns;
pub(super) use ticket_columns;
