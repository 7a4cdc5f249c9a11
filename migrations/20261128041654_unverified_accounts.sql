-- no-transaction
CREATE INDEX CONCURRENTLY users_unverified_idx ON users (created_at) WHERE email_verified_at IS NULL;
