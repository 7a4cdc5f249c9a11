-- Several kinds of ticket for one event: event ⊃ pool (optional) ⊃ ticket type. An event without a row
-- here has one kind, whose price and seats stand on its own row, and moves no counter but its own.

CREATE TABLE ticket_pools (
    id         uuid PRIMARY KEY,
    event_id   uuid NOT NULL REFERENCES events ON DELETE CASCADE,
    name       text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    quota      integer NOT NULL CHECK (quota BETWEEN 0 AND 1000000),
    -- Seats held, offered and confirmed of all its types; moved by the triggers below.
    taken      integer NOT NULL DEFAULT 0,
    position   integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT ticket_pools_of_event UNIQUE (event_id, id),
    CONSTRAINT ticket_pools_never_oversold CHECK (taken BETWEEN 0 AND quota)
) WITH (fillfactor = 70);

CREATE TABLE ticket_types (
    id              uuid PRIMARY KEY,
    event_id        uuid NOT NULL REFERENCES events ON DELETE CASCADE,
    pool_id         uuid,
    name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    description     text NOT NULL DEFAULT '' CHECK (length(description) <= 1000),
    price           amount NOT NULL,
    -- NULL: as many as its pool and its event have.
    quota           integer CHECK (quota BETWEEN 0 AND 1000000),
    -- Whether its seats are counted: it has a quota, a pool, or a price for the first so many.
    counted         boolean NOT NULL DEFAULT false,
    taken           integer NOT NULL DEFAULT 0,
    sale_from       timestamptz,
    sale_until      timestamptz,
    min_per_booking integer NOT NULL DEFAULT 1 CHECK (min_per_booking BETWEEN 1 AND 10),
    max_per_booking integer NOT NULL DEFAULT 10 CHECK (max_per_booking BETWEEN 1 AND 10),
    -- Seen by who has a promo code that opens it.
    hidden          boolean NOT NULL DEFAULT false,
    -- What the organizer decided: sold, not sold for now, or not any more.
    offering        text NOT NULL DEFAULT 'FOR_SALE' CHECK (offering IN ('FOR_SALE', 'PAUSED', 'ARCHIVED')),
    position        integer NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT ticket_types_of_event UNIQUE (event_id, id),
    CONSTRAINT ticket_types_pool FOREIGN KEY (event_id, pool_id) REFERENCES ticket_pools (event_id, id),
    CONSTRAINT ticket_types_sale CHECK (sale_until > sale_from),
    CONSTRAINT ticket_types_per_booking CHECK (min_per_booking <= max_per_booking),
    CONSTRAINT ticket_types_counted CHECK (counted OR (quota IS NULL AND pool_id IS NULL AND taken = 0)),
    CONSTRAINT ticket_types_never_oversold CHECK (taken >= 0 AND (quota IS NULL OR taken <= quota))
) WITH (fillfactor = 70);
CREATE INDEX ticket_types_pool_idx ON ticket_types (pool_id) WHERE pool_id IS NOT NULL;

-- A price that holds until a moment or for the first so many seats; the first that applies counts, and
-- after all of them the type's own price.
CREATE TABLE ticket_price_steps (
    id             uuid PRIMARY KEY,
    ticket_type_id uuid NOT NULL REFERENCES ticket_types ON DELETE CASCADE,
    price          amount NOT NULL,
    until          timestamptz,
    first          integer CHECK (first BETWEEN 1 AND 1000000),
    position       integer NOT NULL,
    CONSTRAINT ticket_price_steps_end CHECK (until IS NOT NULL OR first IS NOT NULL),
    CONSTRAINT ticket_price_steps_order UNIQUE (ticket_type_id, position)
);

ALTER TABLE events
    -- Whether it has ticket types of its own. Its price is then the lowest of those on sale.
    ADD COLUMN typed boolean NOT NULL DEFAULT false,
    ADD COLUMN price_max amount;

ALTER TABLE bookings
    -- Whether it has items: what it costs is their sum, and its unit price is the lowest of theirs.
    ADD COLUMN typed boolean NOT NULL DEFAULT false,
    ADD COLUMN subtotal amount,
    DROP CONSTRAINT bookings_total,
    ADD CONSTRAINT bookings_total
        CHECK (total_price = coalesce(subtotal, unit_price * quantity) - discount) NOT VALID,
    ADD CONSTRAINT bookings_subtotal CHECK (typed = (subtotal IS NOT NULL)) NOT VALID;

-- What was booked of each type. The counters of type and pool are the truth of these rows.
CREATE TABLE booking_items (
    booking_id     uuid NOT NULL REFERENCES bookings ON DELETE CASCADE,
    ticket_type_id uuid NOT NULL REFERENCES ticket_types ON DELETE RESTRICT,
    quantity       integer NOT NULL CHECK (quantity BETWEEN 0 AND 10),
    -- As it was when the seats were held.
    unit_price     amount NOT NULL,
    PRIMARY KEY (booking_id, ticket_type_id)
);
CREATE INDEX booking_items_type_idx ON booking_items (ticket_type_id, booking_id);

ALTER TABLE tickets
    ADD COLUMN ticket_type_id uuid,
    -- What it cost, its share of the discount taken off; known where it has a type.
    ADD COLUMN price amount,
    ADD CONSTRAINT tickets_type FOREIGN KEY (ticket_type_id) REFERENCES ticket_types NOT VALID;

-- Moves the counters of types and pools. Whoever changes a booking holds its event's row, so that these
-- rows are never waited for, and the checks on them are the guard.
CREATE FUNCTION take_ticket_types(types uuid[], seats integer[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    WITH wanted AS (
        SELECT type, sum(n)::int AS n FROM unnest(types, seats) AS moved (type, n)
        GROUP BY type HAVING sum(n) <> 0
    ), types_moved AS (
        UPDATE ticket_types SET taken = taken + n FROM wanted WHERE id = type AND counted
        RETURNING pool_id, n
    )
    UPDATE ticket_pools SET taken = taken + moved.n
    FROM (SELECT pool_id, sum(n)::int AS n FROM types_moved WHERE pool_id IS NOT NULL GROUP BY pool_id) AS moved
    WHERE id = moved.pool_id AND moved.n <> 0;
END;
$$;

-- The items of a booking are its seats and its price, and of its event's types. Looked at when the
-- statement is done that wrote them, so one statement changes both.
CREATE FUNCTION booking_items_agree(bookings uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM bookings b CROSS JOIN LATERAL (
            SELECT sum(i.quantity) AS seats, sum(i.quantity * i.unit_price) AS price,
                bool_and(t.event_id = b.event_id) AS of_event
            FROM booking_items i JOIN ticket_types t ON t.id = i.ticket_type_id
            WHERE i.booking_id = b.id
        ) AS items
        WHERE b.id = ANY (booking_items_agree.bookings) AND b.typed
          AND (items.seats = b.quantity AND items.price = b.subtotal AND items.of_event) IS NOT TRUE
    ) THEN
        RAISE EXCEPTION 'the items of a booking are not what the booking is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'booking_items_agree';
    END IF;
END;
$$;

CREATE FUNCTION booking_items_taken() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM take_ticket_types(array_agg(i.ticket_type_id), array_agg(i.quantity))
    FROM new_items i JOIN bookings b ON b.id = i.booking_id AND b.status <> 'CANCELLED';
    PERFORM booking_items_agree(array_agg(DISTINCT booking_id)) FROM new_items;
    RETURN NULL;
END;
$$;
CREATE TRIGGER booking_items_taken AFTER INSERT ON booking_items
    REFERENCING NEW TABLE AS new_items FOR EACH STATEMENT EXECUTE FUNCTION booking_items_taken();

CREATE FUNCTION booking_items_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM take_ticket_types(array_agg(moved.type), array_agg(moved.n))
    FROM (
        SELECT booking_id, ticket_type_id AS type, quantity AS n FROM new_items
        UNION ALL SELECT booking_id, ticket_type_id, -quantity FROM old_items
    ) AS moved JOIN bookings b ON b.id = moved.booking_id AND b.status <> 'CANCELLED';
    PERFORM booking_items_agree(array_agg(DISTINCT booking_id)) FROM new_items;
    RETURN NULL;
END;
$$;
CREATE TRIGGER booking_items_changed AFTER UPDATE ON booking_items
    REFERENCING NEW TABLE AS new_items OLD TABLE AS old_items
    FOR EACH STATEMENT EXECUTE FUNCTION booking_items_changed();

-- A booking that moves to another event leaves its types.
CREATE FUNCTION booking_items_left() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM take_ticket_types(array_agg(i.ticket_type_id), array_agg(-i.quantity))
    FROM old_items i JOIN bookings b ON b.id = i.booking_id AND b.status <> 'CANCELLED';
    RETURN NULL;
END;
$$;
CREATE TRIGGER booking_items_left AFTER DELETE ON booking_items
    REFERENCING OLD TABLE AS old_items FOR EACH STATEMENT EXECUTE FUNCTION booking_items_left();

-- A booking that ends gives its seats back, one that is taken up again takes them, in whatever statement.
CREATE FUNCTION booking_items_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM take_ticket_types(array_agg(ticket_type_id),
        array_agg(CASE NEW.status WHEN 'CANCELLED' THEN -quantity ELSE quantity END))
    FROM booking_items WHERE booking_id = NEW.id;
    RETURN NULL;
END;
$$;
CREATE TRIGGER booking_items_follow AFTER UPDATE OF status ON bookings
    FOR EACH ROW WHEN (NEW.typed AND (OLD.status = 'CANCELLED') <> (NEW.status = 'CANCELLED'))
    EXECUTE FUNCTION booking_items_follow();
