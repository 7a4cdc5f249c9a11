-- no-transaction
CREATE INDEX CONCURRENTLY webhook_events_age_idx ON webhook_events (received_at);
