-- Exchanges for a type that costs more: a seat of the new type is held for its holder until the difference
-- is paid. The ticket stays what it is until then; the event's seat and the ticket's code stay for good.
CREATE TABLE ticket_exchanges (
    id              uuid PRIMARY KEY,
    booking_id      uuid NOT NULL REFERENCES bookings ON DELETE CASCADE,
    ticket_id       uuid NOT NULL REFERENCES tickets ON DELETE CASCADE,
    from_type       uuid NOT NULL REFERENCES ticket_types ON DELETE RESTRICT,
    to_type         uuid NOT NULL REFERENCES ticket_types ON DELETE RESTRICT,
    -- Of the new type, as it was when its seat was held.
    unit_price      amount NOT NULL,
    -- What is paid: the difference to what the ticket has cost.
    amount          amount NOT NULL CHECK (amount > 0),
    status          text NOT NULL DEFAULT 'OPEN' CHECK (status IN ('OPEN', 'DONE', 'EXPIRED', 'CANCELLED')),
    hold_expires_at timestamptz NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at        timestamptz,
    CONSTRAINT ticket_exchanges_ended CHECK ((status = 'OPEN') = (ended_at IS NULL)),
    CONSTRAINT ticket_exchanges_types CHECK (from_type <> to_type)
);
CREATE UNIQUE INDEX ticket_exchanges_one_open_key ON ticket_exchanges (booking_id) WHERE status = 'OPEN';
CREATE INDEX ticket_exchanges_booking_idx ON ticket_exchanges (booking_id);
CREATE INDEX ticket_exchanges_ticket_idx ON ticket_exchanges (ticket_id);
CREATE INDEX ticket_exchanges_from_idx ON ticket_exchanges (from_type);
CREATE INDEX ticket_exchanges_to_idx ON ticket_exchanges (to_type);
CREATE INDEX ticket_exchanges_due_idx ON ticket_exchanges (hold_expires_at, id) WHERE status = 'OPEN';

-- An open exchange holds a seat of its new type, and of the pool of that: where the ticket has a seat of the
-- same pool, none, since it needs one there whatever it becomes. Whoever writes here holds the event's row.
CREATE FUNCTION ticket_exchanges_taken() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    seats integer := CASE NEW.status WHEN 'OPEN' THEN 1 ELSE -1 END;
BEGIN
    IF EXISTS (
        SELECT FROM ticket_types f JOIN ticket_types t ON t.pool_id = f.pool_id
        WHERE f.id = NEW.from_type AND t.id = NEW.to_type
    ) THEN
        UPDATE ticket_types SET taken = taken + seats WHERE id = NEW.to_type AND counted;
    ELSE
        PERFORM take_ticket_types(ARRAY[NEW.to_type], ARRAY[seats]);
    END IF;
    RETURN NULL;
END;
$$;

-- Open exchanges whose ticket stays in its pool: the seats of its types are so many more than its own.
CREATE FUNCTION exchanged_within(pool uuid) RETURNS integer LANGUAGE sql STABLE AS $$
    SELECT count(*)::int FROM ticket_exchanges x
        JOIN ticket_types f ON f.id = x.from_type JOIN ticket_types t ON t.id = x.to_type
    WHERE x.status = 'OPEN' AND f.pool_id = exchanged_within.pool AND t.pool_id = exchanged_within.pool
$$;
CREATE TRIGGER ticket_exchanges_opened AFTER INSERT ON ticket_exchanges
    FOR EACH ROW WHEN (NEW.status = 'OPEN') EXECUTE FUNCTION ticket_exchanges_taken();
CREATE TRIGGER ticket_exchanges_ended AFTER UPDATE OF status ON ticket_exchanges
    FOR EACH ROW WHEN (OLD.status = 'OPEN' AND NEW.status <> 'OPEN')
    EXECUTE FUNCTION ticket_exchanges_taken();

-- An exchange ends with its ticket: one that is void or has become one of another type is not exchanged
-- any more, whoever did that. What was paid for it meanwhile goes back when the payment is settled.
CREATE FUNCTION ticket_exchanges_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE ticket_exchanges SET status = 'CANCELLED', ended_at = clock_timestamp()
    WHERE ticket_id = NEW.id AND status = 'OPEN';
    RETURN NULL;
END;
$$;
CREATE TRIGGER ticket_exchanges_follow AFTER UPDATE OF cancelled_at, ticket_type_id ON tickets
    FOR EACH ROW WHEN (OLD.ticket_type_id IS NOT NULL AND (NEW.cancelled_at IS NOT NULL
        OR NEW.ticket_type_id IS DISTINCT FROM OLD.ticket_type_id))
    EXECUTE FUNCTION ticket_exchanges_follow();

-- What a payment pays for: the booking, or an exchange of one of its tickets.
ALTER TABLE payments ADD COLUMN exchange_id uuid,
    ADD CONSTRAINT payments_exchange FOREIGN KEY (exchange_id) REFERENCES ticket_exchanges NOT VALID;
