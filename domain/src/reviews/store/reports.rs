//! The SQL of reports.

use super::ReviewRow;
use chrono::{DateTime, Utc};
use sqlx::AssertSqlSafe;
use sqlx::postgres::PgConnection;
use types::PageRequest;
use types::ids::{ReviewId, UserId};
use types::page::LIST_MAX;
use types::reviews::{ModeratedReview, ModerationState, ReviewAuthor, ReviewReport};

/// False where the person has reported it before.
pub(in crate::reviews) async fn insert(
    connection: &mut PgConnection,
    review: ReviewId,
    reporter: UserId,
    reason: &str,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "INSERT INTO review_reports (review_id, reporter_id, reason) VALUES ($1, $2, $3)
         ON CONFLICT (review_id, reporter_id) DO NOTHING",
    )
    .bind(review)
    .bind(reporter)
    .bind(reason)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(in crate::reviews) async fn is_by(
    connection: &mut PgConnection,
    review: ReviewId,
    reporter: UserId,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT FROM review_reports WHERE review_id = $1 AND reporter_id = $2)",
    )
    .bind(review)
    .bind(reporter)
    .fetch_one(connection)
    .await
}

/// How many reviews a person has reported within a day.
pub(in crate::reviews) async fn of_today(
    connection: &mut PgConnection,
    reporter: UserId,
) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT count(*) FROM review_reports
         WHERE reporter_id = $1 AND created_at > clock_timestamp() - interval '1 day'",
    )
    .bind(reporter)
    .fetch_one(connection)
    .await
}

/// Ends what is open, once an admin has decided.
pub(in crate::reviews) async fn handle(
    connection: &mut PgConnection,
    review: ReviewId,
) -> Result<u64, sqlx::Error> {
    let done = sqlx::query(
        "UPDATE review_reports SET handled_at = clock_timestamp()
         WHERE review_id = $1 AND handled_at IS NULL",
    )
    .bind(review)
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}

#[derive(sqlx::FromRow)]
struct Found {
    #[sqlx(flatten)]
    review: ReviewRow,
    event_title: String,
}

#[derive(sqlx::FromRow)]
struct ReportRow {
    review_id: ReviewId,
    reporter_id: UserId,
    reporter_name: String,
    reason: String,
    created_at: DateTime<Utc>,
    handled_at: Option<DateTime<Utc>>,
}

/// Reviews with open reports, and since when they wait: few among all, each looked up by its id.
const REPORTED: &str = "SELECT r.id, open.since, r.created_at
     FROM (SELECT review_id, min(created_at) AS since FROM review_reports
           WHERE handled_at IS NULL GROUP BY review_id) AS open
     CROSS JOIN LATERAL (SELECT r.id, r.created_at FROM reviews r
         WHERE r.id = open.review_id AND r.hidden_at IS NULL LIMIT 1) AS r";

const OPEN: &str =
    "EXISTS (SELECT FROM review_reports p WHERE p.review_id = r.id AND p.handled_at IS NULL)";

/// Up to `$1` of others, read in the order of an index.
fn newest(condition: &str) -> String {
    format!(
        "(SELECT r.id, NULL::timestamptz AS since, r.created_at FROM reviews r
          WHERE {condition} ORDER BY r.created_at DESC, r.id DESC LIMIT $1)"
    )
}

/// Those of a state in their order, at least up to `$1`.
fn wanted(state: Option<ModerationState>) -> String {
    let rest = match state {
        Some(ModerationState::Reported) => {
            return format!("{REPORTED} ORDER BY since, created_at DESC, id DESC LIMIT $1");
        }
        Some(ModerationState::Hidden) => return newest("r.hidden_at IS NOT NULL"),
        Some(ModerationState::Visible) => newest(&format!("r.hidden_at IS NULL AND NOT {OPEN}")),
        None => newest(&format!("(r.hidden_at IS NOT NULL OR NOT {OPEN})")),
    };
    format!("{REPORTED} UNION ALL {rest}")
}

/// How many there are of a state, up to `$1`, in no order.
fn counted(state: Option<ModerationState>) -> &'static str {
    match state {
        Some(ModerationState::Reported) => REPORTED,
        Some(ModerationState::Hidden) => "SELECT FROM reviews WHERE hidden_at IS NOT NULL",
        Some(ModerationState::Visible) => "SELECT FROM reviews WHERE hidden_at IS NULL",
        None => "SELECT FROM reviews",
    }
}

pub(in crate::reviews) async fn page(
    connection: &mut PgConnection,
    state: Option<ModerationState>,
    page: PageRequest,
) -> Result<(i64, Vec<ModeratedReview>), sqlx::Error> {
    let (limit, offset) = page.counted_rows();
    let count = format!("SELECT count(*) FROM ({} LIMIT $1) AS counted", counted(state));
    let count = sqlx::query_scalar(AssertSqlSafe(count))
        .bind(LIST_MAX)
        .persistent(false)
        .fetch_one(&mut *connection)
        .await?;
    let wanted = wanted(state);
    let found = format!(
        "SELECT r.*, u.display_name AS author_name, e.title AS event_title
         FROM (SELECT * FROM ({wanted}) AS wanted
             ORDER BY since, created_at DESC, id DESC LIMIT $2 OFFSET $3) AS asked
         JOIN reviews r ON r.id = asked.id
         JOIN users u ON u.id = r.user_id JOIN events e ON e.id = r.event_id
         ORDER BY asked.since, r.created_at DESC, r.id DESC"
    );
    let found: Vec<Found> = sqlx::query_as(AssertSqlSafe(found))
        .bind(limit + offset)
        .bind(limit)
        .bind(offset)
        .persistent(false)
        .fetch_all(&mut *connection)
        .await?;
    let ids: Vec<ReviewId> = found.iter().map(|found| found.review.id).collect();
    let reports: Vec<ReportRow> = sqlx::query_as(
        "SELECT p.review_id, p.reporter_id, u.display_name AS reporter_name, p.reason,
             p.created_at, p.handled_at
         FROM unnest($1::uuid[]) AS wanted (id) CROSS JOIN LATERAL (
             SELECT * FROM review_reports WHERE review_id = wanted.id
             ORDER BY created_at, reporter_id LIMIT 100
         ) AS p JOIN users u ON u.id = p.reporter_id
         ORDER BY p.created_at, p.reporter_id",
    )
    .bind(&ids)
    .fetch_all(connection)
    .await?;
    let of = |review: ReviewId| {
        let own = reports.iter().filter(|report| report.review_id == review);
        own.map(|report| ReviewReport {
            reporter: ReviewAuthor {
                id: report.reporter_id,
                display_name: report.reporter_name.clone(),
            },
            reason: report.reason.clone(),
            created_at: report.created_at,
            handled_at: report.handled_at,
        })
        .collect()
    };
    let moderated = found.into_iter().map(|Found { review, event_title }| ModeratedReview {
        reports: of(review.id),
        review: review.into(),
        event_title,
    });
    Ok((count, moderated.collect()))
}
