-- no-transaction
CREATE INDEX CONCURRENTLY transactions_time_idx ON transactions (created_at) INCLUDE (payment_id, kind, amount);
