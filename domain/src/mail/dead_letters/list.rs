//! The list of messages: read in the order of an index, and no further than it is counted, however many
//! there are.

use super::MailFilter;
use sqlx::postgres::PgConnection;
use sqlx::{Postgres, QueryBuilder};
use types::PageRequest;
use types::mail::{AdminMail, MailState};
use types::page::LIST_MAX;
use uuid::Uuid;

/// How many of the people that a search fits it looks at, the newest first: whoever means somebody else
/// writes more of the name.
const PEOPLE_MAX: i64 = 1_000;

/// One page, and how many there are.
pub(super) async fn list(
    connection: &mut PgConnection,
    filter: &MailFilter,
    page: PageRequest,
) -> Result<(i64, Vec<AdminMail>), sqlx::Error> {
    let mut sql = QueryBuilder::new("");
    push_count(&mut sql, filter);
    let count = sql.build_query_scalar().persistent(false).fetch_one(&mut *connection).await?;
    let mut sql = QueryBuilder::new("");
    push_page(&mut sql, filter, page);
    let messages = sql.build_query_as().persistent(false).fetch_all(connection).await?;
    Ok((count, messages))
}

pub(super) fn push_count(sql: &mut QueryBuilder<Postgres>, filter: &MailFilter) {
    sql.push("SELECT count(*) FROM (");
    if filter.search.is_some() {
        push_found(sql, filter, LIST_MAX);
    } else {
        // In no order, so that an index alone answers.
        push_all(sql, "SELECT FROM mail_messages", filter.state);
    }
    sql.push(format_args!(" LIMIT {LIST_MAX}) AS counted"));
}

pub(super) fn push_page(sql: &mut QueryBuilder<Postgres>, filter: &MailFilter, page: PageRequest) {
    let (limit, offset) = page.counted_rows();
    sql.push(
        "SELECT m.id, m.kind, m.status AS state, m.recipient, m.user_id AS user, u.display_name,
             m.booking_id AS booking, m.subject, m.attempts, m.last_error, m.created_at, m.sent_at
         FROM (SELECT * FROM (",
    );
    if filter.search.is_some() {
        push_found(sql, filter, limit + offset);
    } else {
        push_all(sql, "SELECT id, created_at FROM mail_messages", filter.state);
        sql.push(format_args!(" ORDER BY created_at DESC, id DESC LIMIT {}", limit + offset));
    }
    sql.push(format_args!(
        ") AS wanted ORDER BY created_at DESC, id DESC LIMIT {limit} OFFSET {offset}) AS page
         JOIN mail_messages m ON m.id = page.id LEFT JOIN users u ON u.id = m.user_id
         ORDER BY m.created_at DESC, m.id DESC"
    ));
}

fn push_all(sql: &mut QueryBuilder<Postgres>, select: &str, state: Option<MailState>) {
    sql.push(select);
    if let Some(state) = state {
        sql.push(" WHERE status = ").push_bind(state);
    }
}

/// What a search finds, of each person and state the newest up to `most`.
fn push_found(sql: &mut QueryBuilder<Postgres>, filter: &MailFilter, most: i64) {
    let search = filter.search.as_deref().unwrap_or_default();
    let states = filter.state.map_or(MailState::ALL.to_vec(), |state| vec![state]);
    sql.push("WITH people AS MATERIALIZED (");
    push_people(sql, search);
    sql.push(format_args!(
        ")
         SELECT found.id, found.created_at FROM people CROSS JOIN unnest("
    ));
    sql.push_bind(states.clone()).push(format_args!(
        ") AS asked (status) CROSS JOIN LATERAL (
             SELECT m.id, m.created_at FROM mail_messages m
             WHERE m.user_id = people.id AND m.status = asked.status
             ORDER BY m.created_at DESC, m.id DESC LIMIT {most}) AS found
         UNION ALL SELECT m.id, m.created_at FROM mail_messages m WHERE m.recipient = lower("
    ));
    // Whom no account is known of, or had this address before.
    sql.push_bind(search.trim().to_owned()).push(") AND m.status = ANY(").push_bind(states);
    sql.push(") AND NOT EXISTS (SELECT FROM people WHERE people.id = m.user_id)");
}

/// The next messages that failed and that a search finds, locked, in the order of their ids.
pub(super) async fn failed_after(
    connection: &mut PgConnection,
    after: Uuid,
    search: Option<&str>,
    limit: i64,
) -> Result<Vec<Uuid>, sqlx::Error> {
    let mut sql = QueryBuilder::<Postgres>::new(
        "SELECT m.id FROM mail_messages m
         WHERE m.status = 'FAILED' AND m.recipient NOT LIKE '%@deleted.invalid' AND m.id > ",
    );
    sql.push_bind(after);
    if let Some(search) = search {
        sql.push(" AND (m.user_id IN (");
        push_people(&mut sql, search);
        sql.push(") OR m.recipient = lower(").push_bind(search.trim().to_owned()).push("))");
    }
    sql.push(" ORDER BY m.id LIMIT ").push_bind(limit).push(" FOR UPDATE OF m");
    sql.build_query_scalar().persistent(false).fetch_all(connection).await
}

/// The people that a search fits.
fn push_people(sql: &mut QueryBuilder<Postgres>, search: &str) {
    let pattern = format!("%{}%", types::text::like(search));
    sql.push("SELECT id FROM users WHERE email ILIKE ").push_bind(pattern.clone());
    sql.push(" OR display_name ILIKE ").push_bind(pattern);
    sql.push(format_args!(" ORDER BY id DESC LIMIT {PEOPLE_MAX}"));
}

#[cfg(test)]
mod tests;
