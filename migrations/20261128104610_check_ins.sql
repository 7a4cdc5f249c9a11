-- Check-ins: every scan at a door is a row, whether it let somebody in or not.

-- What is counted apart from the event's own entrance, which has no row.
CREATE TABLE check_in_lists (
    id         uuid PRIMARY KEY,
    event_id   uuid NOT NULL REFERENCES events ON DELETE CASCADE,
    name       text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE UNIQUE INDEX check_in_lists_name_key ON check_in_lists (event_id, lower(name));

CREATE TABLE check_ins (
    -- Made on the device, so that a repeated request is the same row.
    id         uuid PRIMARY KEY,
    event_id   uuid NOT NULL REFERENCES events ON DELETE CASCADE,
    -- None for a code of no ticket, which is not kept either.
    ticket_id  uuid REFERENCES tickets ON DELETE RESTRICT,
    -- None is the event's entrance.
    list_id    uuid REFERENCES check_in_lists ON DELETE CASCADE,
    direction  text NOT NULL CHECK (direction IN ('in', 'out')),
    -- Why nobody was let through; none for who was.
    refusal    text CHECK (refusal IN
        ('already_in', 'not_in', 'void', 'other_event', 'unknown', 'event_cancelled')),
    -- With 'already_in': the row that stood in its way.
    earlier_id uuid,
    gate       text CHECK (length(gate) BETWEEN 1 AND 60),
    device     text CHECK (length(device) BETWEEN 1 AND 60),
    by_id      uuid REFERENCES users ON DELETE SET NULL,
    at         timestamptz NOT NULL,
    -- Of a way in: the way out that came after it.
    left_by    uuid,
    undone_at  timestamptz,
    undone_by  uuid REFERENCES users ON DELETE SET NULL,
    CONSTRAINT check_ins_admit_a_ticket CHECK (refusal IS NOT NULL OR ticket_id IS NOT NULL),
    CONSTRAINT check_ins_undo_what_was CHECK (refusal IS NULL OR (undone_at IS NULL AND left_by IS NULL))
);
-- INV-13: nobody is inside twice.
CREATE UNIQUE INDEX check_ins_inside_key ON check_ins (ticket_id, coalesce(list_id, event_id))
    WHERE direction = 'in' AND refusal IS NULL AND undone_at IS NULL AND left_by IS NULL;
CREATE INDEX check_ins_event_idx ON check_ins (event_id, at DESC, id DESC);
CREATE INDEX check_ins_ticket_idx ON check_ins (ticket_id, at) WHERE ticket_id IS NOT NULL;
CREATE INDEX check_ins_list_idx ON check_ins (list_id) WHERE list_id IS NOT NULL;
CREATE INDEX check_ins_by_idx ON check_ins (by_id, event_id, at);
CREATE INDEX check_ins_undone_by_idx ON check_ins (undone_by) WHERE undone_by IS NOT NULL;
CREATE INDEX check_ins_refused_idx ON check_ins (at) WHERE refusal IS NOT NULL;

-- When a ticket was seen first: what everything but the door asks. It follows the rows.
CREATE FUNCTION check_ins_mark_ticket() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE tickets t SET checked_in_at = first.at, checked_in_by = first.by_id
    FROM (SELECT NEW.ticket_id AS ticket) AS it LEFT JOIN LATERAL (
        SELECT c.at, c.by_id FROM check_ins c
        WHERE c.ticket_id = it.ticket AND c.direction = 'in' AND c.refusal IS NULL
            AND c.undone_at IS NULL
        ORDER BY c.at, c.id LIMIT 1
    ) AS first ON true
    WHERE t.id = it.ticket AND t.checked_in_at IS DISTINCT FROM first.at;
    RETURN NULL;
END;
$$;
CREATE TRIGGER check_ins_mark AFTER INSERT ON check_ins
    FOR EACH ROW WHEN (NEW.direction = 'in' AND NEW.refusal IS NULL)
    EXECUTE FUNCTION check_ins_mark_ticket();
CREATE TRIGGER check_ins_unmark AFTER UPDATE OF undone_at ON check_ins
    FOR EACH ROW WHEN (NEW.direction = 'in' AND NEW.refusal IS NULL)
    EXECUTE FUNCTION check_ins_mark_ticket();
