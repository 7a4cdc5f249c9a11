-- What a session is called in the program that it was imported from, so that importing again updates
-- it; null for what was written here.
ALTER TABLE sessions ADD COLUMN import_key text CHECK (length(import_key) BETWEEN 1 AND 200);
CREATE UNIQUE INDEX sessions_import_key ON sessions (event_id, import_key)
    WHERE import_key IS NOT NULL;

-- Several speakers stand in one text, and other programs let titles be longer.
ALTER TABLE sessions
    DROP CONSTRAINT sessions_title_check,
    DROP CONSTRAINT sessions_speaker_name_check,
    ADD CONSTRAINT sessions_title_check CHECK (length(title) BETWEEN 1 AND 250),
    ADD CONSTRAINT sessions_speaker_name_check CHECK (length(speaker_name) BETWEEN 1 AND 400);

-- The track stands in calendar entries as well.
DROP TRIGGER sessions_revised ON sessions;
CREATE TRIGGER sessions_revised
    BEFORE UPDATE OF title, description, start_time, end_time, room, track, speaker_name ON sessions
    FOR EACH ROW WHEN (
        (OLD.title, OLD.description, OLD.start_time, OLD.end_time, OLD.room, OLD.track,
            OLD.speaker_name)
        IS DISTINCT FROM
        (NEW.title, NEW.description, NEW.start_time, NEW.end_time, NEW.room, NEW.track,
            NEW.speaker_name)
    ) EXECUTE FUNCTION revise();
