-- no-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS audit_log_kind_idx
    ON audit_log (split_part(subject, ':', 1), created_at DESC, id DESC)
    WHERE action NOT IN ('booking.held', 'booking.confirmed', 'mail.queued');
