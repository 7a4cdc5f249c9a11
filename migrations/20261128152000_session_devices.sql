-- Where a login session was begun, as read off the browser's own words, and when it was last used.
ALTER TABLE login_sessions
    ADD COLUMN device text CONSTRAINT login_sessions_device_short CHECK (length(device) BETWEEN 1 AND 60),
    ADD COLUMN last_seen_at timestamptz;
