-- What an organizer needs to edit an agenda with others: a version that every change of a session raises,
-- whoever writes it.
ALTER TABLE sessions ADD COLUMN version integer NOT NULL DEFAULT 1;

CREATE FUNCTION raise_session_version() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    NEW.version := OLD.version + 1;
    RETURN NEW;
END $$;
CREATE TRIGGER sessions_version BEFORE UPDATE ON sessions
    FOR EACH ROW EXECUTE FUNCTION raise_session_version();

-- Lines that somebody pasted into an agenda, kept until they are sessions: one text of a person and
-- event.
CREATE TABLE agenda_pastes (
    event_id uuid NOT NULL REFERENCES events ON DELETE CASCADE,
    owner_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    text text NOT NULL CHECK (octet_length(text) <= 100000),
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (event_id, owner_id)
);
CREATE INDEX agenda_pastes_owner ON agenda_pastes (owner_id);
CREATE INDEX agenda_pastes_age ON agenda_pastes (created_at);
