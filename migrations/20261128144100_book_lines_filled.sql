-- The lines of what was charged and given back before there were books: at the event where the booking
-- is now, with the discount that it has now. The trigger sees to what comes meanwhile.
INSERT INTO book_lines (id, kind, event_id, event_title, timezone, booking_id, payment_id,
    transaction_id, reason, currency, charged, discount, refunded, at)
SELECT t.id, t.kind, e.id, e.title, book_zone(e.id, e.timezone), b.id, p.id, t.id, t.reason,
    p.currency, CASE t.kind WHEN 'CHARGE' THEN t.amount ELSE 0 END,
    CASE t.kind WHEN 'CHARGE' THEN b.discount ELSE 0 END,
    CASE t.kind WHEN 'REFUND' THEN t.amount ELSE 0 END, t.created_at
FROM transactions t JOIN payments p ON p.id = t.payment_id JOIN bookings b ON b.id = p.booking_id
    JOIN events e ON e.id = b.event_id
ON CONFLICT DO NOTHING;
