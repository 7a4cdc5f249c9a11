-- no-transaction
CREATE INDEX CONCURRENTLY reviews_user_idx ON reviews (user_id, created_at DESC, id DESC);
