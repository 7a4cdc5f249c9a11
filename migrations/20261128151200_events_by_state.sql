-- no-transaction
CREATE INDEX CONCURRENTLY events_state_idx ON events (status, end_date);
