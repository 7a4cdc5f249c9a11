-- What makes the waitlist exact and able to explain itself.

ALTER TABLE events
    -- The smallest party that waits. It stands on the event's own row, so that a claim that waited
    -- for the row asks the newest truth: a look into another table would be as old as the statement.
    ADD COLUMN waitlist_smallest integer CHECK (waitlist_smallest BETWEEN 1 AND 10),
    ADD CONSTRAINT events_waitlist_smallest CHECK ((waitlist_count = 0) = (waitlist_smallest IS NULL));

CREATE INDEX waitlist_smallest_idx ON waitlist_entries (event_id, quantity) WHERE status = 'WAITING';

-- Every time seats came free while somebody waited, and how many there were to be promised: what
-- a party that was too large is told, without a line for each of them.
CREATE TABLE waitlist_releases (
    id         uuid PRIMARY KEY,
    event_id   uuid NOT NULL REFERENCES events ON DELETE CASCADE,
    cause      text NOT NULL CHECK (length(cause) BETWEEN 1 AND 64),
    seats_free integer NOT NULL CHECK (seats_free >= 1),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX waitlist_releases_event_idx ON waitlist_releases (event_id, created_at DESC, id DESC);

ALTER TABLE waitlist_moves
    -- The seats an offer was made of.
    ADD COLUMN release_id uuid REFERENCES waitlist_releases ON DELETE CASCADE,
    ADD CONSTRAINT waitlist_moves_legal CHECK (
        (coalesce(from_status, ''), to_status) IN (
            ('', 'WAITING'), ('WAITING', 'OFFERED'), ('OFFERED', 'ACCEPTED'), ('OFFERED', 'EXPIRED'),
            ('WAITING', 'LEFT'), ('OFFERED', 'LEFT')
        )
    );
CREATE INDEX waitlist_moves_release_idx ON waitlist_moves (release_id) WHERE release_id IS NOT NULL;

-- No transaction may leave seats free that a waiting party fits into. Looked at when it commits,
-- since seats come free and are promised in several statements of it.
CREATE FUNCTION waitlist_comes_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM events
        WHERE id = NEW.id AND status = 'PUBLISHED' AND start_date > clock_timestamp()
          AND max_capacity - seats_confirmed - seats_held - seats_offered >= waitlist_smallest
    ) THEN
        RAISE EXCEPTION 'event % has free seats that a waiting party fits into', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'events_waitlist_first';
    END IF;
    RETURN NULL;
END;
$$;
CREATE CONSTRAINT TRIGGER events_waitlist_first AFTER UPDATE ON events
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.waitlist_smallest IS NOT NULL)
    EXECUTE FUNCTION waitlist_comes_first();

-- The sweep looks for lists that nobody can be served from any more.
CREATE INDEX events_waiting_idx ON events (start_date) WHERE waitlist_count > 0;
