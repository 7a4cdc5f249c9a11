-- no-transaction
-- Whatever it served, events_listed_prices_idx serves.
DROP INDEX CONCURRENTLY events_listed_idx;
