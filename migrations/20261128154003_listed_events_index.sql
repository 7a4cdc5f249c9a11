-- no-transaction
-- Lists ask for events that are not hidden: this index has all that they need to be counted.
CREATE INDEX CONCURRENTLY events_listed_idx ON events (start_date, id) INCLUDE (is_online, price)
    WHERE status = 'PUBLISHED' AND hidden_at IS NULL;
