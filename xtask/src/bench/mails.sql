INSERT INTO mail_messages (id, unique_key, kind, user_id, recipient, locale, subject, body_text,
    body_html, status, attempts, last_error, created_at, sent_at)
SELECT id, kind || ':' || id, kind, md5('person-' || person)::uuid,
    'person-' || person || '@eventhub.test', 'en',
    CASE WHEN at < now() - interval '80 days' THEN '' ELSE 'About Booked ' || n % 1000 END,
    CASE WHEN at < now() - interval '80 days' THEN '' ELSE repeat('See you there. ', 10) END, '',
    status, 1, CASE status WHEN 'SENT' THEN NULL ELSE '451 try again later' END, at,
    CASE status WHEN 'SENT' THEN at + interval '2 seconds' END
FROM (
    SELECT n, at, kind, (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7'
            || substr(hash, 1, 3) || '8' || substr(hash, 4, 15))::uuid AS id,
        CASE WHEN n % 10 = 0 THEN 1 + n / 10 % 1000 ELSE 1 + n * 7919 % 200000 END AS person,
        CASE WHEN n > {mails} - 5000 THEN 'QUEUED' WHEN n % 250 = 1 THEN 'FAILED'
            WHEN n % 500 = 2 THEN 'WITHHELD' ELSE 'SENT' END AS status
    FROM (
        SELECT n, md5(n::text) AS hash,
            CASE WHEN n % 20 = 0 THEN 'certificate_issued' WHEN n % 20 < 13 THEN 'booking_confirmed'
                WHEN n % 20 < 17 THEN 'event_reminder' ELSE 'event_survey' END AS kind,
            now() - ({mails} - n + 60) * CASE WHEN n % 20 = 0 THEN 1080.0 ELSE 360.0 END / {mails}
                * interval '1 day' AS at
        FROM generate_series(1, {mails}::bigint) AS n
    ) AS numbered
) AS made;
