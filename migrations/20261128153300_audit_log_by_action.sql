-- no-transaction
-- What concerns no booking is little beside the rest, and what people look for by its name.
CREATE INDEX CONCURRENTLY IF NOT EXISTS audit_log_action_idx
    ON audit_log (action, created_at DESC, id DESC) WHERE booking_id IS NULL;
