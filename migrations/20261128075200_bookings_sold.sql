-- no-transaction
CREATE INDEX CONCURRENTLY bookings_sold_idx ON bookings (event_id, booked_at) INCLUDE (quantity) WHERE status = 'CONFIRMED';
