-- What was published and is gone: search engines are told so for good, instead of "not found".
CREATE TABLE gone_events (
    slug    text PRIMARY KEY CHECK (length(slug) BETWEEN 1 AND 140),
    gone_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE FUNCTION remember_gone_event() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO gone_events (slug) VALUES (OLD.slug) ON CONFLICT (slug) DO NOTHING;
    RETURN NULL;
END $$;

-- A draft was never to be found.
CREATE TRIGGER events_gone AFTER DELETE ON events
    FOR EACH ROW WHEN (OLD.status <> 'DRAFT') EXECUTE FUNCTION remember_gone_event();

-- What is near: the next events to go to in one's own time zone.
CREATE INDEX events_near_idx ON events (timezone, start_date, id)
    WHERE status = 'PUBLISHED' AND NOT is_online;
