//! People: whom a filter of bookings finds, each once however many bookings they have.

use super::filter::{Matching, Of};
use super::list::push_statuses;
use crate::events::EventRow;
use chrono::{DateTime, Utc};
use sqlx::{Postgres, QueryBuilder};
use types::event_bookings::BookingFilter;

/// Writes what selects `user_id` and `booking_id`: of several the confirmed one, then the first. With
/// `until` only who had booked by then.
pub(crate) fn push_people(
    sql: &mut QueryBuilder<Postgres>,
    event: &EventRow,
    filter: &BookingFilter,
    until: Option<DateTime<Utc>>,
) {
    let matching = Matching::new(event, filter);
    matching.push_found(sql);
    sql.push("SELECT DISTINCT ON (b.user_id) b.user_id, b.id AS booking_id FROM bookings b WHERE ");
    matching.push_conditions(sql, Of::Bookings);
    push_statuses(sql, &matching);
    if let Some(until) = until {
        sql.push(" AND b.booked_at <= ").push_bind(until);
    }
    sql.push(" ORDER BY b.user_id, (b.status = 'CONFIRMED') DESC, b.booked_at, b.id");
}
