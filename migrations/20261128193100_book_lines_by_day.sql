-- no-transaction
-- The platform's money of a day is summed up from this index alone.
CREATE INDEX CONCURRENTLY IF NOT EXISTS book_lines_day_idx
    ON book_lines (at) INCLUDE (currency, charged, refunded) WHERE kind IN ('CHARGE', 'REFUND');
