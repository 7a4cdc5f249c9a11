-- The books: what was charged, given off and given back, each line written once and for good. A line
-- keeps what a report says of it (the event, what it was called then, the clock of its days), so that
-- whatever is moved, renamed or re-priced later changes no month that is over.
CREATE TABLE book_lines (
    -- Of a charge or refund: the id of its transaction.
    id             uuid PRIMARY KEY,
    kind           text NOT NULL CHECK (kind IN ('CHARGE', 'REFUND', 'MOVED_OUT', 'MOVED_IN')),
    event_id       uuid NOT NULL REFERENCES events ON DELETE RESTRICT,
    event_title    text NOT NULL,
    -- The zone of the event when its first line was written: all lines of an event have the same.
    timezone       timezone_name NOT NULL,
    booking_id     uuid NOT NULL REFERENCES bookings ON DELETE RESTRICT,
    -- None: a booking without money moved, which is only counted.
    payment_id     uuid REFERENCES payments ON DELETE RESTRICT,
    transaction_id uuid REFERENCES transactions ON DELETE RESTRICT,
    reason         text NOT NULL CHECK (length(reason) BETWEEN 1 AND 100),
    currency       currency_code NOT NULL,
    -- What moves away with a booking is taken off here and put down there.
    charged        numeric(12, 2) NOT NULL,
    discount       numeric(12, 2) NOT NULL,
    refunded       numeric(12, 2) NOT NULL,
    at             timestamptz NOT NULL,
    CONSTRAINT book_lines_of_a_transaction
        CHECK ((kind IN ('CHARGE', 'REFUND')) = (transaction_id IS NOT NULL))
);
CREATE INDEX book_lines_event_idx ON book_lines (event_id, at, id);
CREATE INDEX book_lines_booking_idx ON book_lines (booking_id);
CREATE INDEX book_lines_payment_idx ON book_lines (payment_id);
CREATE UNIQUE INDEX book_lines_transaction_key ON book_lines (transaction_id);

CREATE FUNCTION book_lines_are_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a line of the books is never changed' USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER book_lines_written_once BEFORE UPDATE OR DELETE ON book_lines
    FOR EACH ROW EXECUTE FUNCTION book_lines_are_written_once();

-- The clock by which the days of an event's books are counted.
CREATE FUNCTION book_zone(event uuid, otherwise text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        (SELECT l.timezone FROM book_lines l WHERE l.event_id = event ORDER BY l.at, l.id LIMIT 1),
        otherwise)
$$;

-- Every line of the ledger is one of the books; a discount is given at the moment of the charge.
CREATE FUNCTION book_transactions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO book_lines (id, kind, event_id, event_title, timezone, booking_id, payment_id,
        transaction_id, reason, currency, charged, discount, refunded, at)
    SELECT t.id, t.kind, e.id, e.title, book_zone(e.id, e.timezone), b.id, p.id, t.id, t.reason,
        p.currency, CASE t.kind WHEN 'CHARGE' THEN t.amount ELSE 0 END,
        CASE t.kind WHEN 'CHARGE' THEN b.discount ELSE 0 END,
        CASE t.kind WHEN 'REFUND' THEN t.amount ELSE 0 END, t.created_at
    FROM added t JOIN payments p ON p.id = t.payment_id JOIN bookings b ON b.id = p.booking_id
        JOIN events e ON e.id = b.event_id;
    RETURN NULL;
END;
$$;
CREATE TRIGGER transactions_booked AFTER INSERT ON transactions
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION book_transactions();

-- A booking that moves to another event takes its money along, on the day on which it moves.
CREATE FUNCTION book_move() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moment timestamptz := clock_timestamp();
BEGIN
    INSERT INTO book_lines (id, kind, event_id, event_title, timezone, booking_id, payment_id,
        reason, currency, charged, discount, refunded, at)
    SELECT gen_random_uuid(), side.kind, e.id, e.title, book_zone(e.id, e.timezone), NEW.id,
        money.payment_id, 'booking_moved', money.currency, side.sign * money.charged,
        side.sign * money.discount, side.sign * money.refunded, moment
    FROM (
        SELECT l.payment_id, l.currency, sum(l.charged) AS charged, sum(l.discount) AS discount,
            sum(l.refunded) AS refunded
        FROM book_lines l WHERE l.booking_id = NEW.id AND l.event_id = OLD.event_id
            AND l.payment_id IS NOT NULL
        GROUP BY l.payment_id, l.currency
        UNION ALL
        SELECT NULL, NEW.currency, 0, 0, 0 WHERE NOT EXISTS (
            SELECT FROM book_lines l WHERE l.booking_id = NEW.id AND l.payment_id IS NOT NULL)
    ) AS money
    CROSS JOIN (VALUES ('MOVED_OUT', OLD.event_id, -1), ('MOVED_IN', NEW.event_id, 1))
        AS side (kind, event, sign)
    JOIN events e ON e.id = side.event;
    RETURN NULL;
END;
$$;
CREATE TRIGGER bookings_book_move AFTER UPDATE OF event_id ON bookings
    FOR EACH ROW WHEN (OLD.event_id <> NEW.event_id) EXECUTE FUNCTION book_move();
