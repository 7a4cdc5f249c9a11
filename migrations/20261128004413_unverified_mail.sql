-- Messages that were let through to an address that nobody had proved to be theirs, counted by
-- mailbox: only so many a day.
ALTER TABLE mail_messages ADD COLUMN unverified_at timestamptz;
ALTER TABLE mail_messages ADD COLUMN unverified_mailbox text;
CREATE INDEX mail_messages_unverified_idx ON mail_messages (unverified_mailbox, unverified_at)
    WHERE unverified_mailbox IS NOT NULL;
