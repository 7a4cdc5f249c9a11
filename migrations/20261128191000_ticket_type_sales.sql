-- What the sale of ticket types asks at the moment of the lock, and the waitlist by types.

ALTER TABLE waitlist_entries
    -- The types the party would take; empty: any.
    ADD COLUMN ticket_types uuid[] NOT NULL DEFAULT '{}';

-- The prices of a type that hold for a while and are not over, in their order. VOLATILE: read anew by each
-- call, and so, under the event's lock, as they are and not as they were when the statement began.
CREATE FUNCTION price_steps_of(type uuid) RETURNS ticket_price_steps[] LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    RETURN ARRAY(
        SELECT s FROM ticket_price_steps s
        WHERE s.ticket_type_id = type AND (s.until IS NULL OR s.until > clock_timestamp())
        ORDER BY s.position
    );
END;
$$;

-- Whether somebody who waits would fit into the free seats of a type. Asked under the event's lock, which
-- every change of a type, a pool and a party has: VOLATILE, for the same reason. `opened` says whether a
-- sale that opens by itself counts: its seats come free without a transaction that could promise them.
CREATE FUNCTION waiting_party_fits(event uuid, opened boolean) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM events e JOIN ticket_types t ON t.event_id = e.id
            LEFT JOIN ticket_pools p ON p.id = t.pool_id
            JOIN waitlist_entries w ON w.event_id = e.id AND w.status = 'WAITING'
                AND w.quantity <= least(
                    e.max_capacity - e.seats_confirmed - e.seats_held - e.seats_offered,
                    t.quota - t.taken, p.quota - p.taken)
                AND w.quantity BETWEEN t.min_per_booking AND t.max_per_booking
                AND (w.ticket_types = '{}' OR t.id = ANY (w.ticket_types))
        WHERE e.id = event AND t.offering = 'FOR_SALE' AND NOT t.hidden
          AND (t.sale_from IS NULL OR opened AND t.sale_from <= clock_timestamp())
          AND (t.sale_until IS NULL OR t.sale_until > clock_timestamp())
    );
END;
$$;

CREATE OR REPLACE FUNCTION waitlist_comes_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM events
        WHERE id = NEW.id AND status = 'PUBLISHED' AND hidden_at IS NULL
          AND start_date > clock_timestamp()
          AND max_capacity - seats_confirmed - seats_held - seats_offered >= waitlist_smallest
          AND (NOT typed OR waiting_party_fits(id, false))
    ) THEN
        RAISE EXCEPTION 'event % has free seats that a waiting party fits into', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'events_waitlist_first';
    END IF;
    RETURN NULL;
END;
$$;
