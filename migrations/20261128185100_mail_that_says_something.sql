-- no-transaction
-- Texts that were sent are forgotten after a while: those that are not are few among all messages.
CREATE INDEX CONCURRENTLY IF NOT EXISTS mail_messages_texts_idx
    ON mail_messages (sent_at) WHERE status = 'SENT' AND body_text <> '';
