-- A venue is spelled as its own events spell it: another event with other capitals is no reason to
-- respell it.
CREATE UNIQUE INDEX venues_spelling_key ON venues (organizer_id, name);
DROP INDEX venues_name_key;

-- What runs now, however long ago it began.
CREATE INDEX events_running_idx ON events USING gist (tstzrange(start_date, end_date))
    WHERE status = 'PUBLISHED';
