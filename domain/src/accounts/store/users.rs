use crate::accounts::access::Identity;
use crate::ids::new_id;
use crate::{Actor, Hub};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::Locale;
use types::accounts::{PublicUser, Role, UpdateUser, User};
use types::ids::UserId;
use uuid::Uuid;

#[derive(Clone, Debug, sqlx::FromRow)]
pub(in crate::accounts) struct UserRow {
    pub id: UserId,
    pub email: String,
    pub display_name: String,
    pub bio: String,
    pub avatar: Option<String>,
    pub role: Role,
    pub locale: Locale,
    pub timezone: String,
    pub token_version: i32,
    pub email_verified_at: Option<DateTime<Utc>>,
    pub in_team: bool,
    pub created_at: DateTime<Utc>,
}

/// The columns of a [`UserRow`].
macro_rules! columns {
    () => {
        "id, email, display_name, bio, avatar, role, locale, timezone, token_version, \
         email_verified_at, created_at, \
         EXISTS (SELECT FROM team_members m JOIN users o ON o.id = m.organizer_id \
             WHERE m.user_id = users.id AND o.role <> 'attendee' AND o.disabled_at IS NULL \
               AND o.deleted_at IS NULL) AS in_team"
    };
}

impl From<UserRow> for User {
    fn from(row: UserRow) -> Self {
        Self {
            id: row.id,
            email: row.email,
            email_verified: row.email_verified_at.is_some(),
            display_name: row.display_name,
            bio: row.bio,
            avatar: row.avatar,
            role: row.role,
            in_team: row.in_team,
            locale: row.locale,
            timezone: row.timezone,
            created_at: row.created_at,
        }
    }
}

/// What every request needs to know of its account.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(in crate::accounts) struct Account {
    pub id: UserId,
    pub role: Role,
    pub locale: Locale,
    pub token_version: i32,
    /// Has a second factor, if it is an admin's.
    pub proven: bool,
}

/// Asked of admins only: everybody else is spared the look. `u` is the account.
macro_rules! proven {
    () => {
        "CASE WHEN u.role = 'admin' THEN EXISTS (SELECT FROM second_factors f \
             WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL) ELSE true END AS proven"
    };
}

impl Account {
    /// The one place where an admin without a second factor is told from others.
    pub(in crate::accounts) fn identity(&self, hub: &Hub, session: Uuid) -> Identity {
        let actor = if hub.settings.admin_second_factor && !self.proven {
            Actor::Unproven { id: self.id }
        } else {
            Actor::User { id: self.id, role: self.role }
        };
        Identity { actor, locale: self.locale, session: session.into() }
    }
}

/// An account by one of its sessions.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(in crate::accounts) struct LoggedIn {
    pub session: Uuid,
    #[sqlx(flatten)]
    pub account: Account,
}

/// Those of the sessions that have not ended, of accounts that are neither disabled nor deleted.
pub(in crate::accounts) async fn logged_in(
    connection: &mut PgConnection,
    sessions: &[Uuid],
    now: DateTime<Utc>,
) -> Result<Vec<LoggedIn>, sqlx::Error> {
    sqlx::query_as(concat!(
        "SELECT s.id AS session, u.id, u.role, u.locale, u.token_version, ",
        proven!(),
        " FROM login_sessions s JOIN users u ON u.id = s.user_id \
         WHERE s.id = ANY($1) AND s.ended_at IS NULL AND s.ends_at > $2 \
           AND u.disabled_at IS NULL AND u.deleted_at IS NULL"
    ))
    .bind(sessions)
    .bind(now)
    .fetch_all(connection)
    .await
}

/// Whether the address of the account is verified, if it is neither disabled nor deleted; that
/// holds until the transaction ends.
pub(in crate::accounts) async fn hold_live(
    connection: &mut PgConnection,
    id: UserId,
) -> Result<Option<bool>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT email_verified_at IS NOT NULL FROM users \
         WHERE id = $1 AND disabled_at IS NULL AND deleted_at IS NULL FOR SHARE",
    )
    .bind(id)
    .fetch_optional(connection)
    .await
}

/// Whether the account's address was proved to be its owner's.
pub(in crate::accounts) async fn email_verified(
    connection: &mut PgConnection,
    id: UserId,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT FROM users WHERE id = $1 AND email_verified_at IS NOT NULL)",
    )
    .bind(id)
    .fetch_one(connection)
    .await
}

/// The account's address is proved to be its owner's from now on.
pub(in crate::accounts) async fn set_email_verified(
    connection: &mut PgConnection,
    id: UserId,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE users SET email_verified_at = coalesce(email_verified_at, $2) WHERE id = $1",
    )
    .bind(id)
    .bind(now)
    .execute(connection)
    .await?;
    Ok(())
}

/// Sets the account's verified address. Violates `users_email_key` where another account has it.
pub(in crate::accounts) async fn set_email(
    connection: &mut PgConnection,
    id: UserId,
    email: &str,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE users SET email = $2, email_verified_at = $3, updated_at = $3 WHERE id = $1",
    )
    .bind(id)
    .bind(email)
    .bind(now)
    .execute(connection)
    .await?;
    Ok(())
}

pub(in crate::accounts) async fn email_exists(
    connection: &mut PgConnection,
    email: &str,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar("SELECT EXISTS (SELECT FROM users WHERE email = $1)")
        .bind(email)
        .fetch_one(connection)
        .await
}

/// Locks the account, unless it is disabled or deleted: its sessions cannot change until the
/// transaction ends.
pub(in crate::accounts) async fn lock_account(
    connection: &mut PgConnection,
    id: UserId,
) -> Result<Option<Account>, sqlx::Error> {
    sqlx::query_as(concat!(
        "SELECT u.id, u.role, u.locale, u.token_version, ",
        proven!(),
        " FROM users u \
         WHERE u.id = $1 AND u.disabled_at IS NULL AND u.deleted_at IS NULL FOR NO KEY UPDATE"
    ))
    .bind(id)
    .fetch_optional(connection)
    .await
}

pub(in crate::accounts) async fn user(
    connection: &mut PgConnection,
    id: UserId,
) -> Result<Option<UserRow>, sqlx::Error> {
    sqlx::query_as(concat!(
        "SELECT ",
        columns!(),
        " FROM users WHERE id = $1 AND disabled_at IS NULL AND deleted_at IS NULL"
    ))
    .bind(id)
    .fetch_optional(connection)
    .await
}

#[derive(Clone, Debug, sqlx::FromRow)]
pub(in crate::accounts) struct Credentials {
    #[sqlx(flatten)]
    pub user: UserRow,
    pub password_hash: String,
}

pub(in crate::accounts) async fn credentials(
    connection: &mut PgConnection,
    email: &str,
) -> Result<Option<Credentials>, sqlx::Error> {
    sqlx::query_as(concat!(
        "SELECT ",
        columns!(),
        ", password_hash FROM users \
         WHERE email = $1 AND disabled_at IS NULL AND deleted_at IS NULL"
    ))
    .bind(email)
    .fetch_optional(connection)
    .await
}

/// The same of an account that is known already.
pub(in crate::accounts) async fn credentials_of(
    connection: &mut PgConnection,
    id: UserId,
) -> Result<Option<Credentials>, sqlx::Error> {
    sqlx::query_as(concat!(
        "SELECT ",
        columns!(),
        ", password_hash FROM users \
         WHERE id = $1 AND disabled_at IS NULL AND deleted_at IS NULL"
    ))
    .bind(id)
    .fetch_optional(connection)
    .await
}

#[derive(Clone, Debug)]
pub(in crate::accounts) struct NewUser {
    pub id: UserId,
    pub email: String,
    pub password_hash: String,
    pub display_name: String,
    pub role: Role,
    pub locale: Locale,
    /// On the operator's word.
    pub email_verified: bool,
    pub now: DateTime<Utc>,
}

/// Violates `users_email_key` where the e-mail is taken.
pub(in crate::accounts) async fn insert_user(
    connection: &mut PgConnection,
    user: &NewUser,
) -> Result<UserRow, sqlx::Error> {
    sqlx::query_as(concat!(
        "INSERT INTO users \
         (id, email, password_hash, display_name, role, locale, created_at, updated_at, \
         email_verified_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7, CASE WHEN $8 THEN $7 END) RETURNING ",
        columns!()
    ))
    .bind(user.id)
    .bind(&user.email)
    .bind(&user.password_hash)
    .bind(&user.display_name)
    .bind(user.role)
    .bind(user.locale)
    .bind(user.now)
    .bind(user.email_verified)
    .fetch_one(connection)
    .await
}

/// An account that nobody can log in to, made where there is none of that address.
pub(in crate::accounts) async fn ensure_nobodys(
    connection: &mut PgConnection,
    email: &str,
    display_name: &str,
) -> Result<UserId, sqlx::Error> {
    // "!" is the hash of no password.
    sqlx::query_scalar(
        "INSERT INTO users (id, email, password_hash, display_name, role) \
         VALUES ($1, $2, '!', $3, 'organizer') \
         ON CONFLICT (email) DO UPDATE SET email = excluded.email RETURNING id",
    )
    .bind(new_id())
    .bind(email)
    .bind(display_name)
    .fetch_one(connection)
    .await
}

/// Changes what a profile says in words; the picture is changed by `accounts::avatar`.
pub(in crate::accounts) async fn update_user(
    connection: &mut PgConnection,
    id: UserId,
    change: &UpdateUser,
    now: DateTime<Utc>,
) -> Result<Option<UserRow>, sqlx::Error> {
    sqlx::query_as(concat!(
        "UPDATE users SET display_name = coalesce($2, display_name), bio = coalesce($3, bio), \
         locale = coalesce($4, locale), timezone = coalesce($5, timezone), updated_at = $6 \
         WHERE id = $1 AND disabled_at IS NULL AND deleted_at IS NULL RETURNING ",
        columns!()
    ))
    .bind(id)
    .bind(change.display_name.as_deref().map(str::trim))
    .bind(change.bio.as_deref())
    .bind(change.locale)
    .bind(change.timezone.as_deref())
    .bind(now)
    .fetch_optional(connection)
    .await
}

pub(in crate::accounts) async fn public_user(
    connection: &mut PgConnection,
    id: UserId,
) -> Result<Option<PublicUser>, sqlx::Error> {
    sqlx::query_as(
        "SELECT u.id, u.display_name, u.bio, u.avatar, u.role, \
         count(e.id) AS events_count, \
         round(sum(e.rating_sum)::numeric / nullif(sum(e.reviews_count), 0), 2)::float8 \
             AS average_rating \
         FROM users u LEFT JOIN events e ON e.organizer_id = u.id \
             AND e.status = 'PUBLISHED' AND e.hidden_at IS NULL \
         WHERE u.id = $1 AND u.disabled_at IS NULL AND u.deleted_at IS NULL AND NOT u.is_guest \
         GROUP BY u.id",
    )
    .bind(id)
    .fetch_optional(connection)
    .await
}
