-- Guest lists: tables that organizers upload to invite those who stand in them. Kept until the rows
-- are invited, or for a day.
CREATE TABLE guest_lists (
    id uuid PRIMARY KEY,
    event_id uuid NOT NULL REFERENCES events ON DELETE CASCADE,
    owner_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    -- Of the file, as the browser sent it.
    name text NOT NULL CHECK (char_length(name) <= 200),
    rows jsonb NOT NULL CHECK (jsonb_typeof(rows) = 'array'),
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX guest_lists_owner ON guest_lists (owner_id, created_at);
CREATE INDEX guest_lists_event ON guest_lists (event_id);
CREATE INDEX guest_lists_age ON guest_lists (created_at);
