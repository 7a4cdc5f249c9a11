-- no-transaction
CREATE INDEX CONCURRENTLY events_hidden_idx ON events (id) WHERE hidden_at IS NOT NULL;
