INSERT INTO users (id, email, email_verified_at, password_hash, display_name, role, created_at)
SELECT md5('person-' || n)::uuid, 'person-' || n || '@eventhub.test', now(), '!', 'Person ' || n,
    CASE WHEN n % 200 = 0 THEN 'organizer' ELSE 'attendee' END,
    now() - n % 1095 * interval '1 day'
FROM generate_series(1, 200000) AS n;

WITH past AS (
    SELECT id, start_date, row_number() OVER (ORDER BY id) AS n FROM events
    WHERE slug LIKE 'booked-%' AND end_date < now()
)
INSERT INTO reviews (id, event_id, user_id, rating, comment, hidden_at, hide_reason, created_at)
SELECT gen_random_uuid(), past.id, md5('person-' || person)::uuid, 1 + person % 5,
    'A good evening, well prepared. ' || person,
    CASE WHEN person % 200 = 1 THEN now() END, CASE WHEN person % 200 = 1 THEN 'Not about it' END,
    past.start_date + (person % 500) * interval '1 minute'
FROM past, generate_series(1, 800) AS person;

UPDATE events e SET rating_sum = r.stars, reviews_count = r.count, stars_1 = r.one, stars_2 = r.two,
    stars_3 = r.three, stars_4 = r.four, stars_5 = r.five
FROM (
    SELECT event_id, sum(rating) AS stars, count(*) AS count, count(*) FILTER (WHERE rating = 1) AS one,
        count(*) FILTER (WHERE rating = 2) AS two, count(*) FILTER (WHERE rating = 3) AS three,
        count(*) FILTER (WHERE rating = 4) AS four, count(*) FILTER (WHERE rating = 5) AS five
    FROM reviews WHERE hidden_at IS NULL GROUP BY event_id
) AS r
WHERE r.event_id = e.id AND e.slug LIKE 'booked-%';

INSERT INTO review_reports (review_id, reporter_id, reason, created_at, handled_at)
SELECT id, md5('person-' || (1000 + abs(hashtext(id::text)) % 1000))::uuid, 'Spam', created_at,
    CASE WHEN abs(hashtext(id::text)) % 10 > 0 THEN now() END
FROM reviews WHERE abs(hashtext(id::text)) % 20 = 3 OR abs(hashtext(id::text)) % 100 = 10;

INSERT INTO graphile_worker._private_tasks (identifier) VALUES ('bench');

INSERT INTO graphile_worker._private_jobs (task_id, run_at, key, attempts, max_attempts, last_error,
    locked_at, locked_by)
SELECT t.id, now() + CASE WHEN n > 110000 THEN interval '-10 minutes' ELSE n * interval '1 minute' END,
    'bench:' || n, CASE WHEN n <= 5000 THEN 5 ELSE 0 END, 5,
    CASE WHEN n <= 5000 THEN 'the other side does not answer' END,
    CASE WHEN n > 110490 THEN now() END, CASE WHEN n > 110490 THEN 'bench' END
FROM generate_series(1, 110500) AS n, graphile_worker._private_tasks t WHERE t.identifier = 'bench';

WITH stuck AS (
    INSERT INTO payments (id, booking_id, provider, payment_method, reference_id, amount, currency,
        status, created_at)
    SELECT gen_random_uuid(), id, 'mock', 'MOCK_CARD', 'stuck-' || id, 25, 'EUR', 'PENDING',
        now() - interval '2 hours'
    FROM bookings WHERE reference LIKE 'B0%' AND cancel_reason = 'expired' ORDER BY id LIMIT 200
    RETURNING id
)
INSERT INTO graphile_worker._private_jobs (task_id, run_at, key, attempts, max_attempts, last_error)
SELECT t.id, now() + interval '1 day', 'settle_mock_payment:' || stuck.id, 3, 25, 'no answer'
FROM stuck, graphile_worker._private_tasks t WHERE t.identifier = 'settle_mock_payment';

INSERT INTO cancellation_failures (booking_id, event_id, reason, attempts)
SELECT id, event_id, 'busy', 3 FROM bookings
WHERE reference LIKE 'B0%' AND status = 'CONFIRMED' ORDER BY id LIMIT 100;
