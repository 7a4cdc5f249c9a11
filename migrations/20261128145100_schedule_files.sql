-- Agendas that were uploaded, as they came: kept while somebody looks at what importing one would do,
-- for a day at most.
CREATE TABLE schedule_files (
    id uuid PRIMARY KEY,
    event_id uuid NOT NULL REFERENCES events ON DELETE CASCADE,
    owner_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    -- Of the file, as the browser sent it; empty for what was pasted.
    name text NOT NULL CHECK (char_length(name) <= 200),
    content text NOT NULL CHECK (octet_length(content) <= 4000000),
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX schedule_files_owner ON schedule_files (owner_id, created_at);
CREATE INDEX schedule_files_event ON schedule_files (event_id);
CREATE INDEX schedule_files_age ON schedule_files (created_at);
