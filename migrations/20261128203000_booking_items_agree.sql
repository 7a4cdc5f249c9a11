-- Items and booking agree whatever is written: items that are taken away, a booking without types that has
-- some, and a booking whose seats or price change without them are looked at as well.

CREATE OR REPLACE FUNCTION booking_items_agree(bookings uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM bookings b CROSS JOIN LATERAL (
            SELECT sum(i.quantity) AS seats, sum(i.quantity * i.unit_price) AS price,
                bool_and(t.event_id = b.event_id) AS of_event
            FROM booking_items i JOIN ticket_types t ON t.id = i.ticket_type_id
            WHERE i.booking_id = b.id
        ) AS items
        WHERE b.id = ANY (booking_items_agree.bookings)
          AND CASE WHEN b.typed
              THEN (items.seats = b.quantity AND items.price = b.subtotal AND items.of_event) IS NOT TRUE
              ELSE items.seats IS NOT NULL END
    ) THEN
        RAISE EXCEPTION 'the items of a booking are not what the booking is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'booking_items_agree';
    END IF;
END;
$$;

-- A booking that moves to another event leaves its types; one that is gone has none.
CREATE OR REPLACE FUNCTION booking_items_left() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM take_ticket_types(array_agg(i.ticket_type_id), array_agg(-i.quantity))
    FROM old_items i JOIN bookings b ON b.id = i.booking_id AND b.status <> 'CANCELLED';
    PERFORM booking_items_agree(array_agg(DISTINCT booking_id)) FROM old_items;
    RETURN NULL;
END;
$$;

-- One that becomes one of types has its items from a statement of their own, which asks.
CREATE FUNCTION booking_agrees() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM booking_items_agree(ARRAY[NEW.id]);
    RETURN NULL;
END;
$$;
CREATE TRIGGER booking_agrees AFTER UPDATE OF quantity, subtotal, event_id, typed ON bookings
    FOR EACH ROW WHEN (OLD.typed AND (OLD.quantity, OLD.subtotal, OLD.event_id, OLD.typed)
        IS DISTINCT FROM (NEW.quantity, NEW.subtotal, NEW.event_id, NEW.typed))
    EXECUTE FUNCTION booking_agrees();
