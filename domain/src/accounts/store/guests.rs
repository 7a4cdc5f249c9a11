//! The rows of people without an account.

use crate::accounts::GuestAccount;
use crate::ids::new_id;
use sqlx::postgres::PgConnection;
use std::collections::HashMap;
use types::Locale;

/// Makes a guest of each address that no account has. Lists that name the same people at once wait
/// for each other in the order of the addresses.
pub(in crate::accounts) async fn ensure_guests(
    connection: &mut PgConnection,
    people: &[(&str, &str)],
    locale: Locale,
) -> Result<(), sqlx::Error> {
    let (emails, names): (Vec<&str>, Vec<&str>) = people.iter().copied().unzip();
    // "!" is the hash of no password.
    sqlx::query(
        "INSERT INTO users (id, email, password_hash, display_name, role, locale, is_guest)
         SELECT id, email, '!', name, 'attendee', $4, true
         FROM unnest($1::uuid[], $2::text[], $3::text[]) AS guest (id, email, name)
         ORDER BY email ON CONFLICT (email) DO NOTHING",
    )
    .bind(people.iter().map(|_| new_id()).collect::<Vec<_>>())
    .bind(emails)
    .bind(names)
    .bind(locale)
    .execute(connection)
    .await?;
    Ok(())
}

pub(in crate::accounts) async fn accounts_of(
    connection: &mut PgConnection,
    emails: &[&str],
) -> Result<HashMap<String, GuestAccount>, sqlx::Error> {
    #[derive(sqlx::FromRow)]
    struct Row {
        email: String,
        #[sqlx(flatten)]
        account: GuestAccount,
    }
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT email, id, disabled_at IS NULL AND deleted_at IS NULL AS reachable, is_guest
         FROM users WHERE email = ANY($1) ORDER BY id FOR SHARE",
    )
    .bind(emails)
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|row| (row.email, row.account)).collect())
}

/// Whether a guest, and no account, has this address.
pub(in crate::accounts) async fn is_guest(
    connection: &mut PgConnection,
    email: &str,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar("SELECT EXISTS (SELECT FROM users WHERE email = $1 AND is_guest)")
        .bind(email)
        .fetch_one(connection)
        .await
}
