-- no-transaction
CREATE INDEX CONCURRENTLY bookings_figures_idx ON bookings (event_id, booked_at) INCLUDE (status, quantity, via, origin, confirmed_at);
