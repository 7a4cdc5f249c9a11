-- no-transaction
CREATE INDEX CONCURRENTLY bookings_discount_idx ON bookings (event_id) INCLUDE (currency, discount) WHERE discount > 0 AND confirmed_at IS NOT NULL;
