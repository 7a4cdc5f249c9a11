-- A discount is a booking's: it is counted at the charge of the booking itself. What is charged for an
-- exchange is a difference, of which nothing was given off. Servers of the version before charge no
-- exchanges, and write the lines that they wrote.
CREATE OR REPLACE FUNCTION book_transactions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO book_lines (id, kind, event_id, event_title, timezone, booking_id, payment_id,
        transaction_id, reason, currency, charged, discount, refunded, at)
    SELECT t.id, t.kind, e.id, e.title, book_zone(e.id, e.timezone), b.id, p.id, t.id, t.reason,
        p.currency, CASE t.kind WHEN 'CHARGE' THEN t.amount ELSE 0 END,
        CASE WHEN t.kind = 'CHARGE' AND p.exchange_id IS NULL THEN b.discount ELSE 0 END,
        CASE t.kind WHEN 'REFUND' THEN t.amount ELSE 0 END, t.created_at
    FROM added t JOIN payments p ON p.id = t.payment_id JOIN bookings b ON b.id = p.booking_id
        JOIN events e ON e.id = b.event_id;
    RETURN NULL;
END;
$$;
