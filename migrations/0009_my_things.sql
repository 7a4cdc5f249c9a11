-- What a person finds under "my things": the inbox, the reminders, the private calendar.

-- Names the occasion, as a message's key does: one occasion is told once.
ALTER TABLE notifications ADD COLUMN unique_key text CHECK (length(unique_key) BETWEEN 1 AND 200);
CREATE UNIQUE INDEX notifications_key ON notifications (unique_key);
CREATE INDEX notifications_event_idx ON notifications (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX notifications_booking_idx ON notifications (booking_id) WHERE booking_id IS NOT NULL;

-- Which start of an event its attendees were reminded of: an event that moves is reminded of anew.
CREATE TABLE event_reminders (
    event_id   uuid PRIMARY KEY REFERENCES events ON DELETE CASCADE,
    start_date timestamptz NOT NULL,
    done_at    timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- A person's private calendar: only the hash of its address is kept, and a new one replaces it.
CREATE TABLE calendar_feeds (
    user_id    uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE UNIQUE INDEX calendar_feeds_token_key ON calendar_feeds (token_hash);
