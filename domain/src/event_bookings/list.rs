//! The list of an event's bookings, page by page, with a count for each state.

use super::filter::{Matching, Of};
use super::page::{Ordering, event_of, ids, push_limit};
use super::rows;
use super::totals::totals;
use crate::{Actor, Error, Hub};
use sqlx::postgres::PgConnection;
use sqlx::{Postgres, QueryBuilder};
use types::bookings::BookingStatus;
use types::event_bookings::{
    BookingOrdering, BookingQuery, BookingTotals, ListedBooking, StateCounts,
};
use types::{Page, PageRequest};

/// One page, how many bookings the filter finds in each state, and what those of the page's state come
/// to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedBookings {
    pub page: Page<ListedBooking>,
    pub counts: StateCounts,
    /// None where there are more than [`types::event_bookings::SUMMED_MAX`].
    pub totals: Option<BookingTotals>,
}

/// # Errors
/// Not found or denied.
pub async fn list(
    hub: &Hub,
    actor: Actor,
    event: &str,
    query: &BookingQuery,
) -> Result<ListedBookings, Error> {
    let mut connection = hub.db.read().await?;
    let event = event_of(&mut connection, actor, event).await?;
    let matching = Matching::new(&event, &query.filter);
    let counts = counts(&mut connection, &matching).await?;
    let count = counts.of(query.filter.status);
    let totals = totals(&mut connection, &matching, count).await?;
    let ids = ids(&mut connection, push_page, &matching, query.ordering, Some(query.page)).await?;
    let found = rows::listed(&mut connection, event.id, &ids).await?;
    Ok(ListedBookings { page: Page::new(query.page, count, found), counts, totals })
}

async fn counts(
    connection: &mut PgConnection,
    matching: &Matching<'_>,
) -> Result<StateCounts, sqlx::Error> {
    let mut sql = QueryBuilder::new("");
    push_counts(&mut sql, matching);
    let rows: Vec<(BookingStatus, bool, i64)> =
        sql.build_query_as().persistent(false).fetch_all(connection).await?;
    let mut counts = StateCounts::default();
    for (status, offered, count) in rows {
        match (status, offered) {
            (BookingStatus::Confirmed, _) => counts.confirmed += count,
            (BookingStatus::Pending, false) => counts.held += count,
            (BookingStatus::Pending, true) => counts.offered += count,
            (BookingStatus::Cancelled, _) => counts.cancelled += count,
        }
    }
    Ok(counts)
}

/// Only of pending bookings it is looked up how they were made: the other two are counted in their
/// index.
pub(super) fn push_counts(sql: &mut QueryBuilder<Postgres>, matching: &Matching<'_>) {
    matching.push_found(sql);
    sql.push("SELECT b.status, false, count(*) FROM bookings b WHERE ");
    matching.push_conditions(sql, Of::Bookings);
    sql.push(" AND b.status IN ('CONFIRMED', 'CANCELLED') GROUP BY b.status ");
    sql.push("UNION ALL SELECT b.status, b.origin = 'waitlist', count(*) FROM bookings b WHERE ");
    matching.push_conditions(sql, Of::Bookings);
    sql.push(" AND b.status = 'PENDING' GROUP BY 1, 2");
}

pub(super) fn push_page(
    sql: &mut QueryBuilder<Postgres>,
    matching: &Matching<'_>,
    ordering: Ordering,
    page: Option<PageRequest>,
) {
    let (ordering, descending) = ordering.unwrap_or((BookingOrdering::BookedAt, true));
    let direction = if descending { "DESC" } else { "ASC" };
    let by_time = format!(" ORDER BY b.booked_at {direction}, b.id {direction}");
    matching.push_found(sql);
    match ordering {
        // Each state is read in the order of its index and no further than the page goes: PostgreSQL
        // hands no order down to the branches of a union.
        BookingOrdering::BookedAt if !matching.searches() => {
            sql.push("SELECT b.id FROM (");
            for (position, status) in matching.statuses().iter().enumerate() {
                sql.push(if position == 0 { "(" } else { " UNION ALL (" });
                sql.push("SELECT b.id, b.booked_at FROM bookings b WHERE ");
                matching.push_conditions(sql, Of::Bookings);
                matching.push_status(sql, *status);
                sql.push(&by_time);
                if let Some(page) = page {
                    sql.push(format_args!(" LIMIT {}", page.limit() + page.offset()));
                }
                sql.push(")");
            }
            sql.push(") b").push(by_time);
        }
        ordering => {
            sql.push("SELECT b.id FROM bookings b JOIN users u ON u.id = b.user_id WHERE ");
            matching.push_conditions(sql, Of::Bookings);
            push_statuses(sql, matching);
            match ordering {
                BookingOrdering::BookedAt => sql.push(by_time),
                BookingOrdering::TotalPrice => sql.push(format_args!(
                    " ORDER BY b.total_price {direction}, b.booked_at {direction}, b.id {direction}"
                )),
                BookingOrdering::Name => sql.push(format_args!(
                    " ORDER BY lower(u.display_name) {direction}, b.booked_at, b.id"
                )),
            };
        }
    }
    push_limit(sql, page);
}

pub(super) fn push_statuses(sql: &mut QueryBuilder<Postgres>, matching: &Matching<'_>) {
    if let [status] = matching.statuses() {
        matching.push_status(sql, *status);
    }
}
