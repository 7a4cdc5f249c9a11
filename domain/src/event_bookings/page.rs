//! A page of a list, as the ids of its rows.

use super::filter::Matching;
use crate::events::{EventRight, EventRow, owned};
use crate::{Actor, Error};
use sqlx::postgres::{PgConnection, PgRow};
use sqlx::{Decode, Postgres, QueryBuilder, Type};
use types::PageRequest;
use types::event_bookings::BookingOrdering;

/// By what a list is ordered, and whether it descends.
pub(super) type Ordering = Option<(BookingOrdering, bool)>;

/// Writes what selects the ids of one page in order, or of all.
pub(super) type Push =
    fn(&mut QueryBuilder<Postgres>, &Matching<'_>, Ordering, Option<PageRequest>);

/// The ids of one page in order, or of all.
pub(super) async fn ids<I>(
    connection: &mut PgConnection,
    push: Push,
    matching: &Matching<'_>,
    ordering: Ordering,
    page: Option<PageRequest>,
) -> Result<Vec<I>, sqlx::Error>
where
    I: for<'r> Decode<'r, Postgres> + Type<Postgres> + Send + Unpin,
    (I,): for<'r> sqlx::FromRow<'r, PgRow>,
{
    let mut sql = QueryBuilder::new("");
    push(&mut sql, matching, ordering, page);
    // Planned each time: what a filter finds is known only with its values.
    sql.build_query_scalar().persistent(false).fetch_all(connection).await
}

/// Rows of a file: what a spreadsheet holds.
const EXPORTED_MAX: i64 = 1_000_000;

pub(super) fn push_limit(sql: &mut QueryBuilder<Postgres>, page: Option<PageRequest>) {
    match page {
        Some(page) => {
            sql.push(format_args!(" LIMIT {} OFFSET {}", page.limit(), page.offset()));
        }
        None => {
            sql.push(format_args!(" LIMIT {EXPORTED_MAX}"));
        }
    }
}

/// The event, if the caller may see its bookings.
pub(super) async fn event_of(
    connection: &mut PgConnection,
    actor: Actor,
    event: &str,
) -> Result<EventRow, Error> {
    owned(connection, actor, event, EventRight::Bookings).await
}
