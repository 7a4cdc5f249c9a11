-- no-transaction
-- What does not happen with every booking is little beside the rest, and what people look for.
CREATE INDEX CONCURRENTLY IF NOT EXISTS audit_log_deed_idx ON audit_log (action, created_at DESC, id DESC)
    WHERE action NOT IN ('booking.held', 'booking.confirmed', 'mail.queued');
