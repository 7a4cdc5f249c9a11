-- Whose a ticket is that its buyer handed on, and the address of its page. The address is made from the
-- server's key and a random number, so that it can be mailed again; it is found by its hash.
CREATE TABLE ticket_guests (
    ticket_id  uuid PRIMARY KEY REFERENCES tickets ON DELETE CASCADE,
    user_id    uuid NOT NULL REFERENCES users,
    -- As the buyer wrote it; the account may have another by now.
    email      text NOT NULL,
    nonce      uuid NOT NULL,
    token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
    handed_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- When it was last mailed.
    sent_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    opened_at  timestamptz
);
CREATE UNIQUE INDEX ticket_guests_token_key ON ticket_guests (token_hash);
CREATE INDEX ticket_guests_user_idx ON ticket_guests (user_id);
