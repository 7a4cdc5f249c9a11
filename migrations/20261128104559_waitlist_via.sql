-- The origin of the link that led to a wait; the offer's booking has it from there.
ALTER TABLE waitlist_entries ADD COLUMN via text
    CONSTRAINT waitlist_entries_via CHECK (via ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(via) <= 40);
