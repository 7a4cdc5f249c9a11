-- no-transaction
-- One open or done payment of the booking itself; those of exchanges have a key of their own.
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS payments_open_key ON payments (booking_id)
    WHERE status IN ('PENDING', 'COMPLETED') AND exchange_id IS NULL;
