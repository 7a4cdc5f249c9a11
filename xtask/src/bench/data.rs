//! What is in the databases: the demo data, and as many events as a page must cope with.

use anyhow::Context;

use super::{database::Database, server};

/// A few events and many, otherwise alike.
pub(super) const SMALL: &str = "bench";
pub(super) const LARGE: &str = "bench_large";
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
        fill(database, LARGE, MANY)?;
    }
    Ok(())
}

/// Adds published events of the next year until there are so many.
fn fill(database: &Database, name: &str, wanted: i64) -> anyhow::Result<()> {
    let there = database
        .number(name, "SELECT count(*) FROM events WHERE status = 'PUBLISHED'")
        .context("there is no demo data")?;
    // Indexes are made in one go at the end, which takes a fraction of the time.
    let rows = database.query(
        name,
        "SELECT indexname, indexdef FROM pg_indexes i WHERE tablename = 'events'
         AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conname = i.indexname)",
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
    database.query(name, &events(there, wanted))?;
    for (_, definition) in &indexes {
        database.query(name, definition)?;
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
