-- no-transaction
CREATE INDEX CONCURRENTLY users_name_trgm_idx ON users USING gin (lower(display_name) gin_trgm_ops);
