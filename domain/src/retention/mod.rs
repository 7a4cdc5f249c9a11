//! How long rows are kept: every table has a decision, and a test finds the one that has none.

mod oldest;
mod sweep;
mod tables;
#[cfg(test)]
mod tests;

pub(crate) use oldest::forget_oldest;
pub use sweep::{Swept, forget, sweep};
pub use tables::{Decision, TABLES};

use crate::Hub;

/// About how many rows a table has that grows by what people do, as the database last counted.
///
/// # Errors
/// What the database says.
pub async fn sizes(hub: &Hub) -> Result<Vec<(String, i64)>, sqlx::Error> {
    let growing: Vec<&str> = TABLES
        .iter()
        .filter(|(_, decision)| matches!(decision, Decision::Swept(_)))
        .map(|(table, _)| *table)
        .collect();
    sqlx::query_as(
        "SELECT name, greatest(c.reltuples, 0)::bigint
         FROM unnest($1::text[]) WITH ORDINALITY AS growing (name, place)
         JOIN pg_class c ON c.oid = to_regclass(growing.name) ORDER BY place",
    )
    .bind(growing)
    .fetch_all(&mut *hub.db.read().await?)
    .await
}
