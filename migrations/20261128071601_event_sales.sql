-- What was charged and went back, by event: the sum of the ledger's lines up to `sales_counted.until`.
-- The ledger only grows, so what is summed up stays true, and whoever asks adds the lines since. A
-- job moves `until`.
CREATE TABLE event_sales (
    event_id uuid NOT NULL REFERENCES events ON DELETE CASCADE,
    currency currency_code NOT NULL,
    charged  numeric(16, 2) NOT NULL,
    refunded numeric(16, 2) NOT NULL,
    PRIMARY KEY (event_id, currency)
);

-- One row.
CREATE TABLE sales_counted (
    one   boolean PRIMARY KEY DEFAULT true CHECK (one),
    until timestamptz NOT NULL
);
INSERT INTO sales_counted (until) VALUES ('-infinity');

-- A line that is written for a time that was summed up already (imports, demo data): everything is
-- summed up anew.
CREATE FUNCTION sales_count_anew() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE sales_counted SET until = '-infinity' WHERE until > NEW.created_at;
    IF FOUND THEN
        DELETE FROM event_sales;
    END IF;
    RETURN NULL;
END;
$$;
CREATE TRIGGER transactions_late AFTER INSERT ON transactions
    FOR EACH ROW WHEN (NEW.created_at < clock_timestamp() - interval '1 minute')
    EXECUTE FUNCTION sales_count_anew();

-- A booking that moves to another event takes its money along. The job waits for it, and it for the
-- job.
CREATE FUNCTION sales_move() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    counted timestamptz;
BEGIN
    SELECT until INTO counted FROM sales_counted FOR SHARE;
    INSERT INTO event_sales AS s (event_id, currency, charged, refunded)
    SELECT side.event, p.currency,
        side.sign * coalesce(sum(t.amount) FILTER (WHERE t.kind = 'CHARGE'), 0),
        side.sign * coalesce(sum(t.amount) FILTER (WHERE t.kind = 'REFUND'), 0)
    FROM payments p JOIN transactions t ON t.payment_id = p.id AND t.created_at < counted
    CROSS JOIN (VALUES (OLD.event_id, -1), (NEW.event_id, 1)) AS side (event, sign)
    WHERE p.booking_id = NEW.id
    GROUP BY side.event, side.sign, p.currency ORDER BY side.event, p.currency
    ON CONFLICT (event_id, currency) DO UPDATE
        SET charged = s.charged + excluded.charged, refunded = s.refunded + excluded.refunded;
    RETURN NULL;
END;
$$;
CREATE TRIGGER bookings_sales_move AFTER UPDATE OF event_id ON bookings
    FOR EACH ROW WHEN (OLD.event_id <> NEW.event_id) EXECUTE FUNCTION sales_move();
