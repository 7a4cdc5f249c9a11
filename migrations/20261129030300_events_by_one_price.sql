-- no-transaction
-- Whatever it served, events_price_range_idx serves.
DROP INDEX CONCURRENTLY events_price_idx;
