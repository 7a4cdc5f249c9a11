-- no-transaction
CREATE INDEX CONCURRENTLY bookings_time_idx ON bookings (booked_at) INCLUDE (event_id, status, quantity, confirmed_at);
