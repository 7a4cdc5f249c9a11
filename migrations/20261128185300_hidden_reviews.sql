-- no-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS reviews_hidden_idx
    ON reviews (created_at DESC, id DESC) WHERE hidden_at IS NOT NULL;
