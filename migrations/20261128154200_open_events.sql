-- How many published events that are not over an organizer may have; null: as many as anybody.
ALTER TABLE users ADD COLUMN open_events_max integer;
ALTER TABLE users ADD CONSTRAINT users_open_events_max
    CHECK (open_events_max BETWEEN 0 AND 100000) NOT VALID;
