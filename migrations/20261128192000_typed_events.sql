-- no-transaction
-- Events whose prices may change by the clock alone.
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_typed_idx ON events (end_date) WHERE typed;
