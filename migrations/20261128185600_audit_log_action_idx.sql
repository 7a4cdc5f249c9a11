-- no-transaction
-- audit_log_deed_idx has all that it had.
DROP INDEX CONCURRENTLY IF EXISTS audit_log_action_idx;
