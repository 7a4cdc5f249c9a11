-- no-transaction
-- The highest price stands behind the lowest, which orders, so that who asks for dear ones fetches no others.
CREATE INDEX CONCURRENTLY events_price_range_idx ON events (price, id, start_date, coalesce(price_max, price))
    WHERE status = 'PUBLISHED';
