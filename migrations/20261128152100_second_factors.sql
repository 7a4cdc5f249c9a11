-- The second factor of an account: its secret is made of the server's key and the nonce, and stored nowhere.
CREATE TABLE second_factors (
    user_id      uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    nonce        uuid NOT NULL,
    started_at   timestamptz NOT NULL,
    -- None: it is being set up and nobody is asked for it.
    confirmed_at timestamptz,
    -- Of the last code that was used, in steps of 30 seconds: a code is used once.
    last_step    bigint NOT NULL DEFAULT 0
);

-- What is typed instead of a code, once each.
CREATE TABLE recovery_codes (
    user_id   uuid NOT NULL REFERENCES second_factors (user_id) ON DELETE CASCADE,
    code_hash bytea NOT NULL CONSTRAINT recovery_codes_hash_length CHECK (length(code_hash) = 32),
    used_at   timestamptz,
    PRIMARY KEY (user_id, code_hash)
);
