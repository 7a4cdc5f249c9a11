//! Who comes: the tickets of the bookings that a filter finds. Without a state in it they are the
//! valid ones, since only a confirmed booking has any.

use super::filter::{Matching, Of};
use super::page::{Ordering, event_of, ids, push_limit};
use super::rows;
use crate::events::EventRow;
use crate::{Actor, Error, Hub};
use sqlx::postgres::PgConnection;
use sqlx::{Postgres, QueryBuilder};
use types::attendance::Attendee;
use types::bookings::BookingStatus;
use types::event_bookings::{BookingFilter, BookingOrdering, BookingQuery, StatusFilter};
use types::{Page, PageRequest};

/// One page, the first to be booked first.
///
/// # Errors
/// Not found or denied.
pub async fn attendees(
    hub: &Hub,
    actor: Actor,
    event: &str,
    query: &BookingQuery,
) -> Result<Page<Attendee>, Error> {
    let mut connection = hub.db.read().await?;
    let event = event_of(&mut connection, actor, event).await?;
    let count = count(&mut connection, &event, &query.filter).await?;
    let matching = Matching::new(&event, &query.filter);
    let ids = ids(&mut connection, push_page, &matching, query.ordering, Some(query.page)).await?;
    let found = rows::attendees(&mut connection, event.id, &ids).await?;
    Ok(Page::new(query.page, count, found))
}

async fn count(
    connection: &mut PgConnection,
    event: &EventRow,
    filter: &BookingFilter,
) -> Result<i64, sqlx::Error> {
    let any_state = BookingFilter { status: None, ..filter.clone() };
    if any_state.is_empty() && matches!(filter.status, None | Some(StatusFilter::Confirmed)) {
        // The counter is the truth of the rows (INV-2).
        return Ok(event.seats_confirmed.into());
    }
    let matching = Matching::new(event, filter);
    let mut sql = QueryBuilder::new("");
    matching.push_found(&mut sql);
    sql.push("SELECT count(*) ");
    push_from(&mut sql, &matching);
    sql.build_query_scalar().persistent(false).fetch_one(connection).await
}

pub(super) fn push_page(
    sql: &mut QueryBuilder<Postgres>,
    matching: &Matching<'_>,
    ordering: Ordering,
    page: Option<PageRequest>,
) {
    let (ordering, descending) = ordering.unwrap_or((BookingOrdering::BookedAt, false));
    let direction = if descending { "DESC" } else { "ASC" };
    matching.push_found(sql);
    sql.push("SELECT t.id ");
    push_from(sql, matching);
    sql.push(match ordering {
        BookingOrdering::BookedAt => format!(" ORDER BY b.booked_at {direction}, b.id {direction}"),
        BookingOrdering::TotalPrice => {
            format!(
                " ORDER BY b.total_price {direction}, b.booked_at {direction}, b.id {direction}"
            )
        }
        BookingOrdering::Name => {
            format!(" ORDER BY lower(t.attendee_name) {direction}, b.booked_at, b.id")
        }
    });
    sql.push(", t.seat");
    push_limit(sql, page);
}

fn push_from(sql: &mut QueryBuilder<Postgres>, matching: &Matching<'_>) {
    let status = match matching.statuses() {
        [status] => *status,
        _ => BookingStatus::Confirmed,
    };
    sql.push("FROM bookings b JOIN tickets t ON t.booking_id = b.id WHERE ");
    matching.push_conditions(sql, Of::Tickets);
    matching.push_status(sql, status);
    // The tickets of a booking that was cancelled are void, all of them that were not used.
    sql.push(" AND (t.cancelled_at IS NULL OR b.status = 'CANCELLED')");
}
