-- no-transaction
-- Mail is looked for by whom it was written to, and forgotten with the account.
CREATE INDEX CONCURRENTLY IF NOT EXISTS mail_messages_user_idx
    ON mail_messages (user_id, status, created_at DESC, id DESC) WHERE user_id IS NOT NULL;
