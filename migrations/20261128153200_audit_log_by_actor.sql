-- no-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS audit_log_actor_idx
    ON audit_log (actor_id, created_at DESC, id DESC) WHERE actor_id IS NOT NULL;
