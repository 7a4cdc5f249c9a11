//! What is in the databases: the demo data, and as many events as a page must cope with.

use anyhow::Context;

use super::{database::Database, server};

/// A few events and many, otherwise alike.
pub(super) const SMALL: &str = "bench";
pub(super) const LARGE: &str = "bench_large";
/// One organizer's many bookings.
pub(super) const BOOKED: &str = "bench_booked";
pub(super) const FEW: i64 = 200;
pub(super) const MANY: i64 = 200_000;

/// The events whose seats are sold under load.
pub(super) const ON_SALE: u32 = 50;

/// Makes both databases; the large one only if it is wanted.
pub(super) fn prepare(database: &Database, large: bool) -> anyhow::Result<()> {
    let cluster = database.cluster()?;
    cluster.ensure_database(SMALL)?;
    server::prepare(&cluster.url(SMALL), database.dir())?;
    fill(database, SMALL, FEW)?;
    if large {
        database.query("postgres", &format!("CREATE DATABASE {LARGE} TEMPLATE {SMALL}"))?;
        database.query("postgres", &format!("CREATE DATABASE {BOOKED} TEMPLATE {SMALL}"))?;
        fill(database, LARGE, MANY)?;
    }
    Ok(())
}

/// Adds published events of the next year until there are so many.
fn fill(database: &Database, name: &str, wanted: i64) -> anyhow::Result<()> {
    let there = database
        .number(name, "SELECT count(*) FROM events WHERE status = 'PUBLISHED'")
        .context("there is no demo data")?;
    without_indexes(database, name, "events", || {
        database.query(name, &events(there, wanted)).map(drop)
    })
}

/// Fills a table whose indexes are made in one go at the end, which takes a fraction of the time.
pub(super) fn without_indexes(
    database: &Database,
    name: &str,
    table: &str,
    fill: impl FnOnce() -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let rows = database.query(
        name,
        &format!(
            "SELECT indexname, indexdef FROM pg_indexes i WHERE tablename = '{table}'
             AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conname = i.indexname)"
        ),
    )?;
    let indexes: Vec<(String, String)> = rows
        .into_iter()
        .filter_map(|row| match <[_; 2]>::try_from(row) {
            Ok([Some(name), Some(definition)]) => Some((name, definition)),
            _ => None,
        })
        .collect();
    for (index, _) in &indexes {
        database.query(name, &format!("DROP INDEX \"{index}\""))?;
    }
    fill()?;
    for (_, definition) in &indexes {
        database.query(name, &format!("SET maintenance_work_mem = '512MB'; {definition}"))?;
    }
    Ok(())
}

fn events(there: i64, wanted: i64) -> String {
    format!(
        "WITH words AS (
            SELECT ARRAY['Rust','Design','Chess','Jazz','Data','Poetry','Robotics','Cycling',
                         'Cinema','Gardening','Physics','Marketing','Cooking','Yoga'] AS topic,
                   ARRAY['evening','workshop','meetup','conference','lab','festival','course',
                         'open day','round table','lecture'] AS kind,
                   ARRAY['Berlin','Lisbon','Tbilisi','Moscow','Yerevan','Oslo','Madrid','Riga',
                         'Kazan','Online','Vienna','Prague'] AS city,
                   (SELECT array_agg(id ORDER BY slug) FROM categories) AS category,
                   (SELECT array_agg(id ORDER BY id) FROM users WHERE role = 'organizer') AS organizer
        ), numbered AS (
            SELECT n, topic[1 + n % 14] AS topic, kind[1 + (n / 14) % 10] AS kind,
                   city[1 + (n * 7) % 12] AS city,
                   category[1 + n % cardinality(category)] AS category,
                   organizer[1 + n % cardinality(organizer)] AS organizer,
                   date_trunc('hour', now()) + interval '1 day'
                       + (n * 7919 % 8760) * interval '1 hour' AS starts
            FROM words, generate_series({there} + 1, {wanted}) AS n
        )
        INSERT INTO events (id, slug, title, description, organizer_id, category_id, location,
            start_date, end_date, timezone, max_capacity, price, currency, status)
        SELECT gen_random_uuid(), 'bench-' || n, topic || ' ' || kind || ' ' || n || ', ' || city,
            topic || ' for everyone who wants to learn more: talks, practice and time to meet.'
                || E'\\n\\nBring questions. The ' || kind || ' in ' || city || ' ends with a walk.',
            organizer, category, city, starts, starts + interval '3 hours', 'Europe/Berlin',
            20 + n % 400, (n % 9) * 5, 'EUR', 'PUBLISHED'
        FROM numbered"
    )
}

/// Adds a paid event with so many seats, which a few accounts may hold all of.
pub(super) fn event_on_sale(database: &Database, slug: &str, seats: u32) -> anyhow::Result<String> {
    database.text(
        SMALL,
        &format!(
            "INSERT INTO events (id, slug, title, organizer_id, category_id, location, start_date,
                end_date, timezone, max_capacity, max_unpaid_per_person, price, currency, status)
             SELECT gen_random_uuid(), '{slug}', 'On sale: {slug}',
                (SELECT id FROM users WHERE role = 'organizer' ORDER BY id LIMIT 1),
                (SELECT id FROM categories ORDER BY slug LIMIT 1), 'Berlin',
                now() + interval '400 days', now() + interval '401 days', 'Europe/Berlin',
                {seats}, NULL, 25, 'EUR', 'PUBLISHED'
             RETURNING id"
        ),
    )
}

/// Which kinds of ticket an event has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kinds {
    /// One, which is the event itself.
    Plain,
    /// One type without a limit of its own.
    One,
    /// Three with a quota each.
    Three,
    /// Two that share a pool.
    Pool,
}

impl Kinds {
    pub(super) const ALL: [Self; 4] = [Self::Plain, Self::One, Self::Three, Self::Pool];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::One => "one-type",
            Self::Three => "three-types",
            Self::Pool => "pool",
        }
    }

    pub(super) const fn title(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::One => Some("one type"),
            Self::Three => Some("three limited types"),
            Self::Pool => Some("two types of a pool"),
        }
    }

    /// What its rate is held against, and the least part of it.
    pub(super) const fn beside(self) -> Option<(Self, f64)> {
        match self {
            Self::Plain => None,
            Self::One => Some((Self::Plain, 0.95)),
            Self::Three | Self::Pool => Some((Self::One, 0.8)),
        }
    }
}

/// Adds the ticket types of an event, and answers their ids.
pub(super) fn types_on_sale(
    database: &Database,
    event: &str,
    kinds: Kinds,
) -> anyhow::Result<Vec<String>> {
    let (types, quota, pooled) = match kinds {
        Kinds::Plain => return Ok(Vec::new()),
        Kinds::One => (1, "NULL", false),
        Kinds::Three => (3, "1000000", false),
        Kinds::Pool => (2, "NULL", true),
    };
    let rows = database.query(
        SMALL,
        &format!(
            "WITH typed AS (
                UPDATE events SET typed = true, price_max = price WHERE id = '{event}'
             ), pool AS (
                INSERT INTO ticket_pools (id, event_id, name, quota)
                SELECT gen_random_uuid(), '{event}', 'Pool', 1000000 WHERE {pooled} RETURNING id
             )
             INSERT INTO ticket_types (id, event_id, pool_id, name, price, quota, counted, position)
             SELECT gen_random_uuid(), '{event}', (SELECT id FROM pool), 'Type ' || n, 25, {quota},
                 {pooled} OR {quota} IS NOT NULL, n
             FROM generate_series(1, {types}) AS n RETURNING id"
        ),
    )?;
    rows.into_iter()
        .map(|row| row.into_iter().next().flatten().context("a type without an id"))
        .collect()
}

/// An organizer whose address is proved, and whom an admin trusts.
pub(super) fn trust(database: &Database, email: &str) -> anyhow::Result<()> {
    let sql = format!(
        "UPDATE users SET email_verified_at = now(), trusted_at = now() WHERE email = '{email}'"
    );
    database.query(SMALL, &sql).map(drop)
}

/// Adds an event that ended an hour ago, to which so many people came, each with a booking of their own.
pub(super) fn event_that_is_over(
    database: &Database,
    organizer: &str,
    slug: &str,
    guests: u32,
) -> anyhow::Result<String> {
    let event = database.text(
        SMALL,
        &format!(
            "INSERT INTO events (id, slug, title, organizer_id, category_id, location, start_date,
                 end_date, timezone, max_capacity, max_unpaid_per_person, price, currency, status,
                 seats_confirmed)
             SELECT gen_random_uuid(), '{slug}', 'Over: {slug}',
                 (SELECT id FROM users WHERE email = '{organizer}'),
                 (SELECT id FROM categories ORDER BY slug LIMIT 1), 'Berlin',
                 now() - interval '3 hours', now() - interval '1 hour', 'Europe/Berlin', {guests},
                 NULL, 0, 'EUR', 'PUBLISHED', {guests}
             RETURNING id"
        ),
    )?;
    let statements = [
        format!(
            "INSERT INTO users (id, email, email_verified_at, password_hash, display_name, role)
             SELECT gen_random_uuid(), 'came-' || n || '@eventhub.test', now(), '!', 'Guest ' || n,
                 'attendee'
             FROM generate_series(1, {guests}) AS n ON CONFLICT DO NOTHING"
        ),
        format!(
            "INSERT INTO bookings (id, reference, event_id, user_id, quantity, unit_price, discount,
                 total_price, currency, status, hold_expires_at, booked_at, confirmed_at,
                 first_for_person)
             SELECT gen_random_uuid(), 'C' || upper(substr(md5('{event}' || u.id), 1, 9)), '{event}', u.id,
                 1, 0, 0, 0, 'EUR', 'CONFIRMED', now() - interval '1 day', now() - interval '1 day',
                 now() - interval '1 day', NULL
             FROM users u WHERE u.email LIKE 'came-%' ORDER BY u.id LIMIT {guests}"
        ),
        format!(
            "INSERT INTO tickets (id, booking_id, event_id, seat, code, attendee_name)
             SELECT gen_random_uuid(), id, event_id, 1, md5(id::text), 'Guest'
             FROM bookings WHERE event_id = '{event}'"
        ),
    ];
    fill_tables(database, SMALL, &statements)?;
    Ok(event)
}

fn fill_tables(database: &Database, name: &str, statements: &[String]) -> anyhow::Result<()> {
    without_triggers(database, name, &FILLED, || {
        statements.iter().try_for_each(|statement| database.query(name, statement).map(drop))
    })
}

pub(super) fn without_triggers(
    database: &Database,
    name: &str,
    tables: &[&str],
    fill: impl FnOnce() -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    for table in tables {
        database.query(name, &format!("ALTER TABLE {table} DISABLE TRIGGER ALL"))?;
    }
    fill()?;
    for table in tables {
        database.query(name, &format!("ALTER TABLE {table} ENABLE TRIGGER ALL"))?;
    }
    Ok(())
}

/// Tables that are filled without looking for what each row refers to, since all of it is there.
pub(super) const FILLED: [&str; 5] =
    ["bookings", "tickets", "payments", "transactions", "book_lines"];

/// Gives an organizer so many events, and those so many bookings of the last 90 days in equal parts:
/// of ten, eight are confirmed, one was paid and cancelled, and one lapsed; one of ten had a discount.
pub(super) fn many_bookings(
    database: &Database,
    organizer: &str,
    events: u32,
    bookings: u32,
) -> anyhow::Result<()> {
    let each = bookings / events;
    let statements = [
        "INSERT INTO users (id, email, password_hash, display_name, role)
         SELECT gen_random_uuid(), 'guest-' || n || '@eventhub.test', '!', 'Guest ' || n, 'attendee'
         FROM generate_series(1, 10000) AS n"
            .to_owned(),
        format!(
            "INSERT INTO events (id, slug, title, organizer_id, category_id, location, start_date,
                 end_date, timezone, max_capacity, max_unpaid_per_person, price, currency, status,
                 seats_confirmed, surveyed_at)
             SELECT gen_random_uuid(), 'booked-' || n, 'Booked ' || n,
                 (SELECT id FROM users WHERE email = '{organizer}'),
                 (SELECT id FROM categories ORDER BY slug LIMIT 1), 'Berlin',
                 now() + (n % 400 - 100) * interval '1 day',
                 now() + (n % 400 - 99) * interval '1 day', 'Europe/Berlin', {each} * 2, NULL, 25,
                 'EUR', 'PUBLISHED', {each} * 8 / 10, now()
             FROM generate_series(1, {events}) AS n"
        ),
        format!(
            "WITH event AS (
                 SELECT id, row_number() OVER () - 1 AS n FROM events WHERE slug LIKE 'booked-%'
             ), guest AS (
                 SELECT id, row_number() OVER () - 1 AS n FROM users WHERE email LIKE 'guest-%'
             )
             INSERT INTO bookings (id, reference, event_id, user_id, quantity, unit_price, discount,
                 total_price, currency, status, cancel_reason, hold_expires_at, booked_at,
                 confirmed_at, cancelled_at, first_for_person, via)
             SELECT gen_random_uuid(), 'B' || lpad(booked.n::text, 9, '0'), event.id, guest.id, 1, 25,
                 discount, 25 - discount, 'EUR',
                 CASE WHEN fate < 8 THEN 'CONFIRMED' ELSE 'CANCELLED' END,
                 CASE fate WHEN 8 THEN 'by_attendee' WHEN 9 THEN 'expired' END, at, at,
                 CASE WHEN fate < 9 THEN at END, CASE WHEN fate >= 8 THEN at END, NULL,
                 CASE booked.n % 7 WHEN 1 THEN 'newsletter' WHEN 2 THEN 'poster' WHEN 3 THEN 'friends' END
             FROM (
                 SELECT n, n / {events} % 10 AS fate, CASE n % 11 WHEN 0 THEN 5 ELSE 0 END AS discount,
                     now() - (1 + n::bigint * 7919 % 129600) * interval '1 minute' AS at
                 FROM generate_series(0, {bookings} - 1) AS n
             ) AS booked
             JOIN event ON event.n = booked.n % {events}
             JOIN guest ON guest.n = booked.n % 10000"
        ),
        // Nobody is reminded or asked while it is measured.
        "INSERT INTO event_reminders (event_id, start_date)
         SELECT id, start_date FROM events WHERE slug LIKE 'booked-%'"
            .to_owned(),
        "INSERT INTO tickets (id, booking_id, event_id, seat, code, attendee_name)
         SELECT gen_random_uuid(), id, event_id, 1, md5(id::text), 'Guest'
         FROM bookings WHERE reference LIKE 'B0%' AND status = 'CONFIRMED'"
            .to_owned(),
        "INSERT INTO payments (id, booking_id, provider, payment_method, reference_id, amount,
             currency, status, captured, refunded, created_at, processed_at)
         SELECT gen_random_uuid(), id, 'mock', 'MOCK_PAYPAL', id::text, total_price, 'EUR',
             CASE status WHEN 'CONFIRMED' THEN 'COMPLETED' ELSE 'REFUNDED' END, total_price,
             CASE status WHEN 'CONFIRMED' THEN 0 ELSE total_price END, booked_at, booked_at
         FROM bookings WHERE reference LIKE 'B0%' AND confirmed_at IS NOT NULL"
            .to_owned(),
        "INSERT INTO transactions (id, payment_id, kind, amount, reason, created_at)
         SELECT gen_random_uuid(), id, kind, CASE kind WHEN 'CHARGE' THEN captured ELSE refunded END,
             'bench', created_at
         FROM payments CROSS JOIN (VALUES ('CHARGE'), ('REFUND')) AS line (kind)
         WHERE reference_id = booking_id::text AND (kind = 'CHARGE' OR refunded > 0)"
            .to_owned(),
        "INSERT INTO book_lines (id, kind, event_id, event_title, timezone, booking_id, payment_id,
             transaction_id, reason, currency, charged, discount, refunded, at)
         SELECT t.id, t.kind, e.id, e.title, e.timezone, b.id, p.id, t.id, t.reason, p.currency,
             CASE t.kind WHEN 'CHARGE' THEN t.amount ELSE 0 END,
             CASE t.kind WHEN 'CHARGE' THEN b.discount ELSE 0 END,
             CASE t.kind WHEN 'REFUND' THEN t.amount ELSE 0 END, t.created_at
         FROM transactions t JOIN payments p ON p.id = t.payment_id
             JOIN bookings b ON b.id = p.booking_id JOIN events e ON e.id = b.event_id
         WHERE t.reason = 'bench' ON CONFLICT DO NOTHING"
            .to_owned(),
        // What was summed up before is not all any more.
        "WITH anew AS (DELETE FROM event_sales) UPDATE sales_counted SET until = '-infinity'"
            .to_owned(),
    ];
    fill_tables(database, BOOKED, &statements)
}
