-- What has changed of a session since those who picked it were told: many changes of an agenda are
-- told as one.
CREATE TABLE session_changes (
    event_id   uuid NOT NULL REFERENCES events ON DELETE CASCADE,
    -- No reference: it may be removed.
    session_id uuid NOT NULL,
    -- How it was when they were last told, and how it is now; null where it is removed.
    before     jsonb NOT NULL,
    after      jsonb,
    first_at   timestamptz NOT NULL,
    last_at    timestamptz NOT NULL,
    -- Who had picked what is removed: the picks go with it.
    pickers    uuid[] NOT NULL DEFAULT '{}',
    -- The message that tells it, and since when; null where it waits for others.
    batch      uuid,
    told_at    timestamptz,
    CHECK (num_nulls(batch, told_at) IN (0, 2))
);
CREATE UNIQUE INDEX session_changes_untold_key ON session_changes (session_id) WHERE batch IS NULL;
CREATE INDEX session_changes_event ON session_changes (event_id, told_at);
CREATE INDEX session_changes_batch ON session_changes (batch) WHERE batch IS NOT NULL;
CREATE INDEX session_changes_waiting ON session_changes (first_at) WHERE batch IS NULL;
CREATE INDEX session_changes_told ON session_changes (told_at) WHERE told_at IS NOT NULL;
