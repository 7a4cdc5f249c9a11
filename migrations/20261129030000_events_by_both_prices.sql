-- no-transaction
-- An event with ticket types fits a range of prices by any of theirs, so lists are counted by both the lowest
-- and the highest.
CREATE INDEX CONCURRENTLY events_listed_prices_idx ON events (start_date, id) INCLUDE (is_online, price, price_max)
    WHERE status = 'PUBLISHED' AND hidden_at IS NULL;
