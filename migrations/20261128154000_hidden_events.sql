-- Events that an admin took off the catalogue: since when and why, and what the organizer answers. It
-- stands on the event's own row, so that a claim that waited for the row asks the newest truth. No check:
-- each would be prepared by every statement that takes a seat.
ALTER TABLE events
    ADD COLUMN hidden_at timestamptz,
    ADD COLUMN hide_reason text,
    ADD COLUMN hide_answer text,
    ADD COLUMN hide_answered_at timestamptz;

-- Of a hidden event nothing is offered: its seats stay free until it is shown again.
CREATE OR REPLACE FUNCTION waitlist_comes_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM events
        WHERE id = NEW.id AND status = 'PUBLISHED' AND hidden_at IS NULL
          AND start_date > clock_timestamp()
          AND max_capacity - seats_confirmed - seats_held - seats_offered >= waitlist_smallest
    ) THEN
        RAISE EXCEPTION 'event % has free seats that a waiting party fits into', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'events_waitlist_first';
    END IF;
    RETURN NULL;
END;
$$;
