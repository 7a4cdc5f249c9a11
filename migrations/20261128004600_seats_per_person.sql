-- How many seats of an event one person may have, so that nobody holds a whole event for nothing.

ALTER TABLE events
    -- Seats that are not paid for: held, waited for, or confirmed for nothing. NULL: any number.
    ADD COLUMN max_unpaid_per_person integer DEFAULT 20,
    -- In all; the organizer's choice. NULL: any number that is paid for.
    ADD COLUMN max_per_person integer,
    ADD CONSTRAINT events_per_person CHECK (max_unpaid_per_person >= 1 AND max_per_person >= 1);

ALTER TABLE bookings
    -- Whether the person had no other seats of the event when these were claimed: the index below
    -- lets only one of a person's live bookings say so. NULL where the event knows no limit.
    ADD COLUMN first_for_person boolean DEFAULT false;

-- A person's live bookings of an event are found by it, however many were cancelled. Of two first
-- bookings that did not see each other, the second is refused. "My bookings" reads all of a
-- person's rows anyway, to count them.
CREATE UNIQUE INDEX bookings_first_for_person_key ON bookings (
    user_id, event_id, (CASE status WHEN 'CANCELLED' THEN 1 ELSE 0 END),
    (CASE WHEN first_for_person AND status <> 'CANCELLED'
        THEN '00000000-0000-0000-0000-000000000000' ELSE id END)
);
DROP INDEX bookings_user_idx;

-- A person's seats of an event. A party that waits counts as seats that are held: they are
-- promised without another look.
CREATE FUNCTION seats_of(person uuid, event uuid)
RETURNS TABLE (held bigint, unpaid bigint, seats bigint)
LANGUAGE sql STABLE AS $$
    SELECT coalesce(sum(quantity) FILTER (WHERE open), 0),
        coalesce(sum(quantity) FILTER (WHERE open OR gratis), 0), coalesce(sum(quantity), 0)
    FROM (
        SELECT quantity, status = 'PENDING' AS open, total_price = 0 AS gratis
        FROM bookings
        WHERE user_id = person AND event_id = event
          AND (CASE status WHEN 'CANCELLED' THEN 1 ELSE 0 END) = 0
        UNION ALL
        SELECT quantity, true, true FROM waitlist_entries
        WHERE user_id = person AND event_id = event AND status = 'WAITING'
    ) AS all_of_them
$$;

-- The limit that so many seats are beyond, NULL where they are within. What is held is bounded
-- always; what was confirmed for nothing is bounded with it, unless the organizer chose how many
-- there may be in all.
CREATE FUNCTION limit_crossed(
    held bigint, unpaid bigint, seats bigint, max_unpaid integer, max_in_all integer
) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$
    SELECT least(
        CASE WHEN seats > max_in_all THEN max_in_all END,
        CASE WHEN held > max_unpaid OR (max_in_all IS NULL AND unpaid > max_unpaid)
            THEN max_unpaid END
    )
$$;

-- The guard for every booking but a person's first. It looks when the statement is done and the
-- event's row is locked, with a snapshot of its own: claims by one person that did not see each
-- other are seen here. An offer from the waitlist was counted when its party began to wait.
CREATE FUNCTION seats_within_limits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    crossed integer;
BEGIN
    SELECT limit_crossed(has.held, has.unpaid, has.seats, e.max_unpaid_per_person, e.max_per_person)
    INTO crossed
    FROM events e CROSS JOIN LATERAL seats_of(NEW.user_id, NEW.event_id) AS has
    WHERE e.id = NEW.event_id;
    IF crossed IS NOT NULL THEN
        RAISE EXCEPTION 'one person may have % seats of this event', crossed
            USING ERRCODE = 'check_violation', CONSTRAINT = 'bookings_per_person',
                DETAIL = crossed;
    END IF;
    RETURN NULL;
END;
$$;
CREATE TRIGGER bookings_per_person AFTER INSERT ON bookings
    FOR EACH ROW WHEN (NOT NEW.first_for_person AND NEW.origin = 'direct'
        AND NEW.status <> 'CANCELLED')
    EXECUTE FUNCTION seats_within_limits();
