-- What has changed of an event since its attendees were last told, and when they were: many changes
-- are told as one, and only so often.
CREATE TABLE event_changes (
    event_id uuid PRIMARY KEY REFERENCES events ON DELETE CASCADE,
    -- How it was when they were last told, and how it is now; null where there is nothing to tell.
    before   jsonb,
    after    jsonb,
    first_at timestamptz,
    last_at  timestamptz,
    -- The last few times, the oldest first.
    told_at  timestamptz[] NOT NULL DEFAULT '{}',
    CHECK (num_nulls(before, after, first_at, last_at) IN (0, 4))
);
CREATE INDEX event_changes_untold_idx ON event_changes (first_at) WHERE before IS NOT NULL;

-- Payments whose outcome was never told are looked for every minute.
CREATE INDEX payments_pending_idx ON payments (created_at) WHERE status = 'PENDING';
