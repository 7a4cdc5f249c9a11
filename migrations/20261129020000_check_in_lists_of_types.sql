-- Check-in lists for some ticket types. Types are named by their ids alone: one that is deleted leaves the
-- list as narrow as it was, and not open to everybody.
ALTER TABLE check_in_lists
    -- None: all of them.
    ADD COLUMN ticket_types uuid[] NOT NULL DEFAULT '{}'
        CONSTRAINT check_in_lists_ticket_types CHECK (cardinality(ticket_types) <= 50);

ALTER TABLE check_ins
    DROP CONSTRAINT check_ins_refusal_check,
    ADD CONSTRAINT check_ins_refusal_check CHECK (refusal IN
        ('already_in', 'not_in', 'void', 'other_event', 'other_type', 'unknown', 'event_cancelled'))
        NOT VALID;
