//! The SQL of the demo data: a few statements of many rows.

use super::people::{ACCOUNTS, ATTENDEES, ORGANIZERS};
use super::plan::{BookingPlan, Cast, EventPlan, Person, Plan};
use chrono::TimeDelta;
use domain::events::DEFAULT_CATEGORIES;
use domain::ids::{booking_reference, certificate_number, new_id, ticket_code};
use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use sqlx::{Postgres, QueryBuilder};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Rows of one statement: PostgreSQL takes 65,535 values.
const CHUNK: usize = 1000;

pub(super) async fn lock(tx: &mut PgConnection) -> Result<(), sqlx::Error> {
    // An arbitrary key that no other lock of ours uses.
    const LOCK: i64 = 0x4556_4e54_4855_4203;
    sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(LOCK).execute(tx).await?;
    Ok(())
}

pub(super) async fn people(tx: &mut PgConnection) -> Result<Cast, sqlx::Error> {
    let mut organizers = vec![account(tx, ACCOUNTS[1].0).await?];
    for (number, (name, bio)) in ORGANIZERS.iter().enumerate() {
        let email = format!("organizer-{}@people.eventhub.test", number + 1);
        organizers.push(person(tx, &email, name, bio, "organizer").await?);
    }
    let mut attendees = vec![account(tx, ACCOUNTS[2].0).await?];
    for (number, name) in ATTENDEES.iter().enumerate() {
        let email = format!("attendee-{}@people.eventhub.test", number + 1);
        attendees.push(person(tx, &email, name, "", "attendee").await?);
    }
    Ok(Cast { organizers, attendees })
}

async fn account(tx: &mut PgConnection, email: &str) -> Result<Person, sqlx::Error> {
    let (id, name) = sqlx::query_as("SELECT id, display_name FROM users WHERE email = $1")
        .bind(email)
        .fetch_one(tx)
        .await?;
    Ok(Person { id, name })
}

/// Somebody who exists but cannot log in: "!" is the hash of no password.
async fn person(
    tx: &mut PgConnection,
    email: &str,
    name: &str,
    bio: &str,
    role: &str,
) -> Result<Person, sqlx::Error> {
    let id = sqlx::query_scalar(
        "INSERT INTO users (id, email, password_hash, display_name, bio, role, email_verified_at) \
         VALUES ($1, $2, '!', $3, $4, $5, clock_timestamp()) \
         ON CONFLICT (email) DO UPDATE SET email = excluded.email RETURNING id",
    )
    .bind(new_id())
    .bind(email)
    .bind(name)
    .bind(bio)
    .bind(role)
    .fetch_one(tx)
    .await?;
    Ok(Person { id, name: name.to_owned() })
}

pub(super) async fn categories(
    tx: &mut PgConnection,
) -> Result<HashMap<String, Uuid>, sqlx::Error> {
    for (slug, name, name_ru) in DEFAULT_CATEGORIES {
        sqlx::query(
            "INSERT INTO categories (id, slug, name, name_ru) VALUES ($1, $2, $3, $4) \
             ON CONFLICT DO NOTHING",
        )
        .bind(new_id())
        .bind(slug)
        .bind(name)
        .bind(name_ru)
        .execute(&mut *tx)
        .await?;
    }
    let rows: Vec<(String, String, Uuid)> =
        sqlx::query_as("SELECT slug, lower(name), id FROM categories").fetch_all(tx).await?;
    let find = |slug: &str, name: &str| {
        rows.iter()
            .find(|row| row.0 == slug)
            .or_else(|| rows.iter().find(|row| row.1 == name.to_lowercase()))
            .map(|row| row.2)
    };
    Ok(DEFAULT_CATEGORIES
        .iter()
        .filter_map(|(slug, name, _)| Some(((*slug).to_owned(), find(slug, name)?)))
        .collect())
}

pub(super) async fn known_keys(tx: &mut PgConnection) -> Result<HashSet<String>, sqlx::Error> {
    let keys: Vec<String> =
        sqlx::query_scalar("SELECT import_key FROM events WHERE import_key LIKE 'demo:%'")
            .fetch_all(tx)
            .await?;
    Ok(keys.into_iter().collect())
}

pub(super) async fn insert(tx: &mut PgConnection, plan: &Plan) -> Result<(), sqlx::Error> {
    for event in &plan.events {
        insert_event(tx, event).await?;
    }
    insert_sessions(tx, plan).await?;
    for bookings in plan.bookings.chunks(CHUNK) {
        insert_bookings(tx, bookings).await?;
        insert_tickets(tx, bookings).await?;
        let paid: Vec<&BookingPlan> =
            bookings.iter().filter(|booking| !booking.price.is_zero()).collect();
        if !paid.is_empty() {
            insert_payments(tx, &paid).await?;
        }
        super::history::insert(tx, bookings).await?;
    }
    insert_reviews(tx, plan).await?;
    insert_certificates(tx, plan).await
}

async fn insert_event(tx: &mut PgConnection, event: &EventPlan) -> Result<(), sqlx::Error> {
    let demo = &event.demo;
    let venue: Option<Uuid> = match demo.venue {
        None => None,
        Some(name) => {
            let id = sqlx::query_scalar(
                "INSERT INTO venues (id, organizer_id, name) VALUES ($1, $2, $3) \
                 ON CONFLICT (organizer_id, name) DO UPDATE SET name = excluded.name \
                 RETURNING id",
            )
            .bind(new_id())
            .bind(event.organizer)
            .bind(name)
            .fetch_one(&mut *tx)
            .await?;
            Some(id)
        }
    };
    let cancelled = demo.status == "CANCELLED";
    sqlx::query(
        "INSERT INTO events (id, slug, title, description, language, organizer_id, category_id, \
         venue_id, location, online_meeting_url, start_date, end_date, timezone, max_capacity, \
         seats_confirmed, price, currency, status, cancelled_at, cancel_reason, \
         surveyed_at, import_key, created_at, updated_at) \
         VALUES ($1, (SELECT CASE WHEN EXISTS (SELECT FROM events WHERE slug = $2) \
                             THEN $2 || '-' || right($1::text, 12) ELSE $2 END), \
         $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, \
         $22, $23, $23)",
    )
    .bind(event.id)
    .bind(&event.slug)
    .bind(demo.title)
    .bind(demo.text)
    .bind(event.language.as_str())
    .bind(event.organizer)
    .bind(event.category)
    .bind(venue)
    .bind(demo.location)
    .bind(demo.online.then(|| format!("https://meet.eventhub.test/{}", event.slug)))
    .bind(event.start)
    .bind(event.end)
    .bind(demo.zone)
    .bind(demo.seats)
    .bind(event.taken)
    .bind(Decimal::new(demo.price, 2))
    .bind(demo.currency)
    .bind(demo.status)
    .bind(cancelled.then_some(event.created + TimeDelta::days(30)))
    .bind(cancelled.then_some("The guide broke an arm; the water will wait until summer."))
    // Nobody of the demo is asked how it was.
    .bind(event.over.then_some(event.end))
    .bind(&event.key)
    .bind(event.created)
    .execute(tx)
    .await?;
    Ok(())
}

async fn insert_sessions(tx: &mut PgConnection, plan: &Plan) -> Result<(), sqlx::Error> {
    if plan.sessions.is_empty() {
        return Ok(());
    }
    let mut sql = QueryBuilder::<Postgres>::new(
        "INSERT INTO sessions (id, event_id, title, description, speaker_name, room, track, \
         start_time, end_time, capacity) ",
    );
    sql.push_values(&plan.sessions, |mut row, session| {
        row.push_bind(new_id())
            .push_bind(session.event)
            .push_bind(session.title)
            .push_bind(session.description)
            .push_bind(session.speaker)
            .push_bind(session.room)
            .push_bind(session.track)
            .push_bind(session.start)
            .push_bind(session.end)
            .push("140");
    });
    sql.build().persistent(false).execute(tx).await?;
    Ok(())
}

async fn insert_bookings(
    tx: &mut PgConnection,
    bookings: &[BookingPlan],
) -> Result<(), sqlx::Error> {
    let mut sql = QueryBuilder::<Postgres>::new(
        "INSERT INTO bookings (id, reference, event_id, user_id, quantity, unit_price, \
         total_price, currency, status, booked_at, confirmed_at) ",
    );
    sql.push_values(bookings, |mut row, booking| {
        row.push_bind(booking.id)
            .push_bind(booking_reference())
            .push_bind(booking.event)
            .push_bind(booking.user)
            .push_bind(booking.quantity)
            .push_bind(booking.price)
            .push_bind(total(booking))
            .push_bind(booking.currency)
            .push("'CONFIRMED'")
            .push_bind(booking.booked)
            .push_bind(booking.booked + TimeDelta::minutes(2));
    });
    sql.build().persistent(false).execute(&mut *tx).await?;
    sqlx::query(
        "UPDATE bookings SET event_start_at_booking = events.start_date FROM events \
         WHERE events.id = bookings.event_id AND event_start_at_booking IS NULL",
    )
    .execute(tx)
    .await?;
    Ok(())
}

fn total(booking: &BookingPlan) -> Decimal {
    booking.price * Decimal::from(booking.quantity)
}

async fn insert_tickets(
    tx: &mut PgConnection,
    bookings: &[BookingPlan],
) -> Result<(), sqlx::Error> {
    let mut sql = QueryBuilder::<Postgres>::new(
        "INSERT INTO tickets (id, booking_id, event_id, seat, code, attendee_name, checked_in_at, \
         checked_in_by) ",
    );
    let seats =
        bookings.iter().flat_map(|booking| (1..=booking.quantity).map(move |n| (booking, n)));
    sql.push_values(seats, |mut row, (booking, seat)| {
        row.push_bind(new_id())
            .push_bind(booking.id)
            .push_bind(booking.event)
            .push_bind(seat)
            .push_bind(ticket_code())
            .push_bind(booking.name.clone())
            .push_bind(booking.checked_in.map(|(at, _)| at))
            .push_bind(booking.checked_in.map(|(_, by)| by));
    });
    sql.build().persistent(false).execute(tx).await?;
    Ok(())
}

async fn insert_payments(
    tx: &mut PgConnection,
    bookings: &[&BookingPlan],
) -> Result<(), sqlx::Error> {
    let ids: Vec<Uuid> = bookings.iter().map(|_| new_id()).collect();
    let mut sql = QueryBuilder::<Postgres>::new(
        "INSERT INTO payments (id, booking_id, provider, payment_method, reference_id, amount, \
         currency, card_last4, status, captured, created_at, processed_at) ",
    );
    sql.push_values(bookings.iter().zip(&ids), |mut row, (booking, id)| {
        row.push_bind(*id)
            .push_bind(booking.id)
            .push("'mock'")
            .push("'MOCK_CARD'")
            .push_bind(format!("mock_{}", id.simple()))
            .push_bind(total(booking))
            .push_bind(booking.currency)
            .push("'1111'")
            .push("'COMPLETED'")
            .push_bind(total(booking))
            .push_bind(booking.booked + TimeDelta::minutes(1))
            .push_bind(booking.booked + TimeDelta::minutes(2));
    });
    sql.build().persistent(false).execute(&mut *tx).await?;
    let mut sql = QueryBuilder::<Postgres>::new(
        "INSERT INTO transactions (id, payment_id, kind, amount, reason, created_at) ",
    );
    sql.push_values(bookings.iter().zip(&ids), |mut row, (booking, id)| {
        row.push_bind(new_id())
            .push_bind(*id)
            .push("'CHARGE'")
            .push_bind(total(booking))
            .push("'booking'")
            .push_bind(booking.booked + TimeDelta::minutes(2));
    });
    sql.build().persistent(false).execute(tx).await?;
    Ok(())
}

async fn insert_reviews(tx: &mut PgConnection, plan: &Plan) -> Result<(), sqlx::Error> {
    if plan.reviews.is_empty() {
        return Ok(());
    }
    let mut sql = QueryBuilder::<Postgres>::new(
        "INSERT INTO reviews (id, event_id, user_id, rating, comment, created_at, updated_at) ",
    );
    sql.push_values(&plan.reviews, |mut row, review| {
        row.push_bind(new_id())
            .push_bind(review.event)
            .push_bind(review.user)
            .push_bind(review.rating)
            .push_bind(review.comment)
            .push_bind(review.at)
            .push_bind(review.at);
    });
    sql.build().persistent(false).execute(tx).await?;
    Ok(())
}

async fn insert_certificates(tx: &mut PgConnection, plan: &Plan) -> Result<(), sqlx::Error> {
    for certificates in plan.certificates.chunks(CHUNK) {
        let mut sql = QueryBuilder::<Postgres>::new(
            "INSERT INTO certificates (id, number, event_id, user_id, attendee_name, issued_at) ",
        );
        sql.push_values(certificates, |mut row, certificate| {
            row.push_bind(new_id())
                .push_bind(certificate_number())
                .push_bind(certificate.event)
                .push_bind(certificate.user)
                .push_bind(certificate.name.clone())
                .push_bind(certificate.at);
        });
        sql.build().persistent(false).execute(&mut *tx).await?;
    }
    Ok(())
}
