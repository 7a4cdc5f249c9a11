-- How often what a calendar shows of an event or a session has changed, and when it last did. A
-- calendar takes the entry with the higher revision for the newer one, so no writer may forget it:
-- the database counts.

-- Entries that were given out before counted seconds since 2026: what exists goes on above them.
ALTER TABLE events
    ADD COLUMN revision integer NOT NULL DEFAULT 100000000,
    ADD COLUMN revised_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE events
    ALTER COLUMN revision SET DEFAULT 0,
    ALTER COLUMN revised_at SET DEFAULT clock_timestamp();
ALTER TABLE sessions
    ADD COLUMN revision integer NOT NULL DEFAULT 0,
    ADD COLUMN revised_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE sessions ALTER COLUMN revised_at SET DEFAULT clock_timestamp();

-- Calendars keep seconds: each revision is at least one later than the one before.
CREATE FUNCTION revise() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    NEW.revision := OLD.revision + 1;
    NEW.revised_at := greatest(clock_timestamp(), OLD.revised_at + interval '1 second');
    RETURN NEW;
END $$;

-- Not asked where only seats are counted.
CREATE TRIGGER events_revised
    BEFORE UPDATE OF title, description, location, venue_id, online_meeting_url, start_date,
        end_date, timezone, status ON events
    FOR EACH ROW WHEN (
        (OLD.title, OLD.description, OLD.location, OLD.venue_id, OLD.online_meeting_url,
            OLD.start_date, OLD.end_date, OLD.timezone, OLD.status)
        IS DISTINCT FROM
        (NEW.title, NEW.description, NEW.location, NEW.venue_id, NEW.online_meeting_url,
            NEW.start_date, NEW.end_date, NEW.timezone, NEW.status)
    ) EXECUTE FUNCTION revise();

CREATE TRIGGER sessions_revised
    BEFORE UPDATE OF title, description, start_time, end_time, room, speaker_name ON sessions
    FOR EACH ROW WHEN (
        (OLD.title, OLD.description, OLD.start_time, OLD.end_time, OLD.room, OLD.speaker_name)
        IS DISTINCT FROM
        (NEW.title, NEW.description, NEW.start_time, NEW.end_time, NEW.room, NEW.speaker_name)
    ) EXECUTE FUNCTION revise();

-- A venue's name stands in the entries of its events.
CREATE FUNCTION revise_events_of_venue() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    UPDATE events SET
        revision = revision + 1,
        revised_at = greatest(clock_timestamp(), revised_at + interval '1 second')
    WHERE venue_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER venues_revised AFTER UPDATE OF name ON venues
    FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name)
    EXECUTE FUNCTION revise_events_of_venue();
