-- A check-in list that was scanned for is put away instead of deleted: what was scanned stays, and its name
-- is free again.
ALTER TABLE check_in_lists ADD COLUMN archived_at timestamptz;
DROP INDEX check_in_lists_name_key;
CREATE UNIQUE INDEX check_in_lists_name_key ON check_in_lists (event_id, lower(name))
    WHERE archived_at IS NULL;
