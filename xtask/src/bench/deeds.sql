INSERT INTO audit_log (id, actor_id, action, subject, event_id, booking_id, created_at)
SELECT md5(action || id)::uuid, CASE WHEN by_person THEN user_id END, action,
    CASE action WHEN 'mail.queued' THEN 'mail:' ELSE 'booking:' END || id, event_id,
    id, at
FROM bookings b CROSS JOIN LATERAL (VALUES
    ('booking.held', true, booked_at),
    ('booking.confirmed', false, confirmed_at),
    ('mail.queued', false, confirmed_at),
    ('booking.cancelled', true, CASE cancel_reason WHEN 'by_attendee' THEN cancelled_at END),
    ('booking.expired', false, CASE cancel_reason WHEN 'expired' THEN cancelled_at END)
) AS deed (action, by_person, at)
WHERE b.reference LIKE 'B0%' AND at IS NOT NULL;

INSERT INTO audit_log (id, actor_id, action, subject, created_at)
SELECT md5('deed-' || n)::uuid, md5('person-' || (1 + n % 2000))::uuid, action,
    split_part(action, '.', 1) || ':' || md5(n::text)::uuid, now() - n % 700 * interval '1 day'
FROM generate_series(1, 300000) AS n CROSS JOIN LATERAL (
    SELECT (ARRAY['venue.created', 'user.changed', 'category.updated', 'session.updated',
        'promotion.created', 'review.written'])[1 + least(n % 40, 5)] AS action
) AS deed;
