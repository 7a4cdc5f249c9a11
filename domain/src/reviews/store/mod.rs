//! The SQL of reviews.

pub(super) mod reports;

use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::ids::{BookingId, EventId, ReviewId, UserId};
use types::reviews::{AnswerFilter, RatingSummary, Review, ReviewAuthor, ReviewReply, StarCounts};

#[derive(Debug, sqlx::FromRow)]
pub(super) struct ReviewRow {
    pub(super) id: ReviewId,
    pub(super) event_id: EventId,
    pub(super) user_id: UserId,
    author_name: String,
    pub(super) rating: i32,
    pub(super) comment: String,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    pub(super) hidden_at: Option<DateTime<Utc>>,
    pub(super) hide_reason: Option<String>,
    pub(super) reply: Option<String>,
    replied_at: Option<DateTime<Utc>>,
}

impl From<ReviewRow> for Review {
    fn from(row: ReviewRow) -> Self {
        Self {
            id: row.id,
            event: row.event_id,
            author: ReviewAuthor { id: row.user_id, display_name: row.author_name },
            rating: row.rating,
            comment: row.comment,
            created_at: row.created_at,
            updated_at: row.updated_at,
            hidden_at: row.hidden_at,
            hide_reason: row.hide_reason,
            reply: row
                .reply
                .zip(row.replied_at)
                .map(|(text, created_at)| ReviewReply { text, created_at }),
        }
    }
}

/// Locks an event; its end, or `None` where it is deleted.
pub(super) async fn lock_event(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    sqlx::query_scalar("SELECT end_date FROM events WHERE id = $1 FOR NO KEY UPDATE")
        .bind(event)
        .fetch_optional(connection)
        .await
}

/// The title and the address of an event.
pub(super) async fn event_named(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<(String, String), sqlx::Error> {
    sqlx::query_as("SELECT title, slug::text FROM events WHERE id = $1")
        .bind(event)
        .fetch_one(connection)
        .await
}

/// Whether the person has a confirmed booking for the event.
pub(super) async fn attended(
    connection: &mut PgConnection,
    event: EventId,
    user: UserId,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT FROM bookings
         WHERE event_id = $1 AND user_id = $2 AND status = 'CONFIRMED')",
    )
    .bind(event)
    .bind(user)
    .fetch_one(connection)
    .await
}

pub(super) async fn find(
    connection: &mut PgConnection,
    review: ReviewId,
) -> Result<Option<ReviewRow>, sqlx::Error> {
    sqlx::query_as(
        "SELECT r.*, u.display_name AS author_name
         FROM reviews r JOIN users u ON u.id = r.user_id WHERE r.id = $1",
    )
    .bind(review)
    .fetch_optional(connection)
    .await
}

pub(super) async fn of_person(
    connection: &mut PgConnection,
    event: EventId,
    user: UserId,
) -> Result<Option<ReviewRow>, sqlx::Error> {
    sqlx::query_as(
        "SELECT r.*, u.display_name AS author_name
         FROM reviews r JOIN users u ON u.id = r.user_id
         WHERE r.event_id = $1 AND r.user_id = $2",
    )
    .bind(event)
    .bind(user)
    .fetch_optional(connection)
    .await
}

/// A page of the visible ones, newest first.
pub(super) async fn page(
    connection: &mut PgConnection,
    event: EventId,
    answered: AnswerFilter,
    (limit, offset): (i64, i64),
) -> Result<Vec<ReviewRow>, sqlx::Error> {
    sqlx::query_as(
        "SELECT r.*, u.display_name AS author_name
         FROM reviews r JOIN users u ON u.id = r.user_id
         WHERE r.event_id = $1 AND r.hidden_at IS NULL
             AND ($4::boolean IS NULL OR (r.reply IS NOT NULL) = $4)
         ORDER BY r.created_at DESC, r.id DESC LIMIT $2 OFFSET $3",
    )
    .bind(event)
    .bind(limit)
    .bind(offset)
    .bind(match answered {
        AnswerFilter::All => None,
        AnswerFilter::Open => Some(false),
        AnswerFilter::Answered => Some(true),
    })
    .fetch_all(connection)
    .await
}

/// How many of the visible ones have no answer.
pub(super) async fn count_open(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT count(*) FROM reviews
         WHERE event_id = $1 AND hidden_at IS NULL AND reply IS NULL",
    )
    .bind(event)
    .fetch_one(connection)
    .await
}

/// The person's first confirmed booking for the event.
pub(super) async fn booking_of(
    connection: &mut PgConnection,
    event: EventId,
    user: UserId,
) -> Result<Option<BookingId>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT id FROM bookings WHERE event_id = $1 AND user_id = $2 AND status = 'CONFIRMED'
         ORDER BY booked_at, id LIMIT 1",
    )
    .bind(event)
    .bind(user)
    .fetch_optional(connection)
    .await
}

/// Answers it, or takes the answer away.
pub(super) async fn set_reply(
    connection: &mut PgConnection,
    review: ReviewId,
    reply: Option<&str>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE reviews SET reply = $2,
             replied_at = CASE WHEN $2::text IS NULL THEN NULL ELSE clock_timestamp() END
         WHERE id = $1",
    )
    .bind(review)
    .bind(reply)
    .execute(connection)
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct SummaryRow {
    average_rating: Option<f64>,
    reviews_count: i32,
    stars_1: i32,
    stars_2: i32,
    stars_3: i32,
    stars_4: i32,
    stars_5: i32,
}

pub(super) async fn summary(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<RatingSummary, sqlx::Error> {
    let row: SummaryRow = sqlx::query_as(
        "SELECT average_rating::float8 AS average_rating, reviews_count, stars_1, stars_2,
             stars_3, stars_4, stars_5
         FROM events WHERE id = $1",
    )
    .bind(event)
    .fetch_one(connection)
    .await?;
    Ok(RatingSummary {
        average_rating: row.average_rating,
        count: row.reviews_count,
        stars: StarCounts {
            one: row.stars_1,
            two: row.stars_2,
            three: row.stars_3,
            four: row.stars_4,
            five: row.stars_5,
        },
    })
}

pub(super) async fn insert(
    connection: &mut PgConnection,
    id: ReviewId,
    event: EventId,
    user: UserId,
    (rating, comment): &(i32, String),
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO reviews (id, event_id, user_id, rating, comment) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(id)
    .bind(event)
    .bind(user)
    .bind(rating)
    .bind(comment)
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn update(
    connection: &mut PgConnection,
    review: ReviewId,
    (rating, comment): &(i32, String),
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE reviews SET rating = $2, comment = $3, updated_at = clock_timestamp()
         WHERE id = $1",
    )
    .bind(review)
    .bind(rating)
    .bind(comment)
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn delete(
    connection: &mut PgConnection,
    review: ReviewId,
) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM reviews WHERE id = $1").bind(review).execute(connection).await?;
    Ok(())
}

/// Hides it with a reason, or shows it again without one.
pub(super) async fn set_hidden(
    connection: &mut PgConnection,
    review: ReviewId,
    reason: Option<&str>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE reviews SET hide_reason = $2, hidden_at =
             CASE WHEN $2::text IS NULL THEN NULL ELSE coalesce(hidden_at, clock_timestamp()) END
         WHERE id = $1",
    )
    .bind(review)
    .bind(reason)
    .execute(connection)
    .await?;
    Ok(())
}
