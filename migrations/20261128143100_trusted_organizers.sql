-- Since when an organizer may write to as many people as they like.
ALTER TABLE users ADD COLUMN trusted_at timestamptz;
