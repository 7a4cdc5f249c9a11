//! Bookings: seats claimed, held, confirmed and given back.
