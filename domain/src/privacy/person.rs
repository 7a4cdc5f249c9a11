//! One person's account, for an admin who is asked "who is this?": of each kind the newest, read from
//! an index. What others wrote to them in confidence and what their mails say is not shown.

use crate::{Actor, Error, Hub, accounts, audit};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::accounts::{AdminUser, Role};
use types::ids::UserId;
use types::people::{
    HISTORY, NEWEST, Person, PersonBooking, PersonEvent, PersonMail, PersonReview,
};
use types::{ErrorCode, Locale};

#[derive(sqlx::FromRow)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "columns that have nothing to do with each other"
)]
struct Row {
    email: String,
    display_name: String,
    role: Role,
    disabled: bool,
    trusted: bool,
    created_at: DateTime<Utc>,
    email_verified: bool,
    is_guest: bool,
    locale: Locale,
    timezone: String,
}

/// # Errors
/// Denied to everyone but admins; not found.
pub async fn person(hub: &Hub, actor: Actor, user: UserId) -> Result<Person, Error> {
    actor.require_admin()?;
    let mut connection = hub.db.read().await?;
    let row = account(&mut connection, user).await?.ok_or(ErrorCode::NotFound)?;
    let ways = (user, &*row.email);
    let (sessions, sign_in_problems) = accounts::ways_in(&mut connection, ways, hub).await?;
    Ok(Person {
        sessions,
        sign_in_problems,
        bookings: bookings(&mut connection, user).await?,
        events: events(&mut connection, user).await?,
        reviews: reviews(&mut connection, user).await?,
        mail: mail(&mut connection, &row.email).await?,
        history: audit::of_person(&mut connection, user, HISTORY).await?,
        user: AdminUser {
            id: user,
            email: row.email,
            display_name: row.display_name,
            role: row.role,
            disabled: row.disabled,
            trusted: row.trusted,
            created_at: row.created_at,
        },
        email_verified: row.email_verified,
        is_guest: row.is_guest,
        locale: row.locale,
        timezone: row.timezone,
    })
}

async fn account(connection: &mut PgConnection, user: UserId) -> Result<Option<Row>, sqlx::Error> {
    sqlx::query_as(
        "SELECT email, display_name, role, disabled_at IS NOT NULL AS disabled,
             trusted_at IS NOT NULL AS trusted, created_at,
             email_verified_at IS NOT NULL AS email_verified, is_guest, locale, timezone
         FROM users WHERE id = $1 AND deleted_at IS NULL",
    )
    .bind(user)
    .fetch_optional(connection)
    .await
}

async fn bookings(
    connection: &mut PgConnection,
    user: UserId,
) -> Result<Vec<PersonBooking>, sqlx::Error> {
    sqlx::query_as(
        "SELECT b.id, b.reference, e.slug AS event_slug, e.title AS event_title, b.quantity,
             b.total_price, b.currency, b.status, b.booked_at
         FROM bookings b JOIN events e ON e.id = b.event_id
         WHERE b.user_id = $1 ORDER BY b.booked_at DESC, b.id DESC LIMIT $2",
    )
    .bind(user)
    .bind(NEWEST)
    .fetch_all(connection)
    .await
}

async fn events(
    connection: &mut PgConnection,
    user: UserId,
) -> Result<Vec<PersonEvent>, sqlx::Error> {
    sqlx::query_as(
        "SELECT id, slug, title, status, start_date FROM events
         WHERE organizer_id = $1 ORDER BY start_date DESC, id DESC LIMIT $2",
    )
    .bind(user)
    .bind(NEWEST)
    .fetch_all(connection)
    .await
}

async fn reviews(
    connection: &mut PgConnection,
    user: UserId,
) -> Result<Vec<PersonReview>, sqlx::Error> {
    sqlx::query_as(
        "SELECT r.id, e.slug AS event_slug, e.title AS event_title, r.rating, r.comment,
             r.hidden_at IS NOT NULL AS hidden, r.created_at
         FROM reviews r JOIN events e ON e.id = r.event_id
         WHERE r.user_id = $1 ORDER BY r.created_at DESC, r.id DESC LIMIT $2",
    )
    .bind(user)
    .bind(NEWEST)
    .fetch_all(connection)
    .await
}

/// By the address as it is now.
async fn mail(connection: &mut PgConnection, email: &str) -> Result<Vec<PersonMail>, sqlx::Error> {
    sqlx::query_as(
        "SELECT id, kind, status AS state, last_error, created_at FROM mail_messages
         WHERE recipient = $1 ORDER BY created_at DESC, id DESC LIMIT $2",
    )
    .bind(email)
    .bind(NEWEST)
    .fetch_all(connection)
    .await
}

#[cfg(test)]
mod tests;
