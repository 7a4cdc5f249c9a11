-- no-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS reviews_time_idx ON reviews (created_at DESC, id DESC);
