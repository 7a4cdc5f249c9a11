-- no-transaction
-- One open or done payment of an exchange.
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS payments_exchange_key ON payments (exchange_id)
    WHERE status IN ('PENDING', 'COMPLETED');
