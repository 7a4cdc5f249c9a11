-- no-transaction
CREATE INDEX CONCURRENTLY users_time_idx ON users (created_at) INCLUDE (role, is_guest) WHERE deleted_at IS NULL;
