-- How often an event's page was shown, by day (UTC) and by the origin of the link: '' for those who
-- came without one, '*' for all that have no row of their own. Nothing about who came.
CREATE TABLE event_visits (
    event_id uuid NOT NULL REFERENCES events ON DELETE CASCADE,
    day      date NOT NULL,
    origin   text NOT NULL
        CHECK (origin IN ('', '*')
            OR (origin ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(origin) <= 40)),
    visits   bigint NOT NULL CHECK (visits > 0),
    PRIMARY KEY (event_id, day, origin)
) WITH (fillfactor = 80);
