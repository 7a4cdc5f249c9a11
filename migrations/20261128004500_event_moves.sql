-- What people booked for stands with their booking: the refund rule is held against the start they
-- knew as well as against the one that is. NULL where the event had started before this was kept.
ALTER TABLE bookings ADD COLUMN event_start_at_booking timestamptz;
UPDATE bookings SET event_start_at_booking = events.start_date
FROM events
WHERE events.id = bookings.event_id AND bookings.status <> 'CANCELLED'
  AND events.start_date > clock_timestamp();

-- Every time a published event was given another start.
CREATE TABLE event_moves (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id     uuid NOT NULL REFERENCES events ON DELETE CASCADE,
    moved_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    start_before timestamptz NOT NULL,
    start_after  timestamptz NOT NULL
);
CREATE INDEX event_moves_event_idx ON event_moves (event_id, moved_at);

CREATE FUNCTION remember_event_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO event_moves (event_id, start_before, start_after)
    VALUES (NEW.id, OLD.start_date, NEW.start_date);
    RETURN NULL;
END;
$$;
-- Whoever moves an event need not think of it. A statement that only counts seats is not asked.
CREATE TRIGGER events_moved AFTER UPDATE OF start_date ON events
    FOR EACH ROW WHEN (OLD.start_date <> NEW.start_date) EXECUTE FUNCTION remember_event_move();

-- Until when a booking can be cancelled in full because its event was moved by more than an hour:
-- for 14 days after the move. A move counts by itself, and so does a distance from the start that
-- was booked, however many small moves made it. NULL where nothing was moved that far.
CREATE FUNCTION moved_until(booking uuid) RETURNS timestamptz
LANGUAGE sql STABLE AS $$
    SELECT max(m.moved_at) + interval '14 days'
    FROM bookings b JOIN event_moves m ON m.event_id = b.event_id AND m.moved_at > b.booked_at
    WHERE b.id = booking
      AND (greatest(m.start_after, m.start_before) - least(m.start_after, m.start_before)
              > interval '1 hour'
          OR greatest(m.start_after, b.event_start_at_booking)
              - least(m.start_after, b.event_start_at_booking) > interval '1 hour')
$$;
