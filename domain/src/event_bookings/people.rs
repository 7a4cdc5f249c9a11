//! People: whom a filter of bookings finds, each once however many bookings they have.

use super::filter::{Matching, Of};
use super::list::push_statuses;
use crate::events::EventRow;
use chrono::{DateTime, Utc};
use sqlx::{Postgres, QueryBuilder};
use types::event_bookings::BookingFilter;

/// Writes what selects `user_id` and `booking_id`: who booked, and whom tickets that the filter finds were
/// handed on to. Of several bookings the confirmed one, then one's own, then the first. With `until` only
/// who had booked, or had the ticket, by then.
///
/// A filter that asks how a booking was paid, or with which code, asks for its buyer: guests have no part in
/// that.
pub(crate) fn push_people(
    sql: &mut QueryBuilder<Postgres>,
    event: &EventRow,
    filter: &BookingFilter,
    until: Option<DateTime<Utc>>,
) {
    let matching = Matching::new(event, filter);
    matching.push_found(sql);
    sql.push("SELECT DISTINCT ON (p.user_id) p.user_id, p.booking_id FROM (");
    sql.push("SELECT b.user_id, b.id AS booking_id, b.status, true AS own, b.booked_at AS since");
    sql.push(" FROM bookings b WHERE ");
    matching.push_conditions(sql, Of::Bookings);
    push_statuses(sql, &matching);
    if let Some(until) = until {
        sql.push(" AND b.booked_at <= ").push_bind(until);
    }
    if filter.payment_status.is_none() && filter.promo_code.is_none() {
        sql.push(" UNION ALL SELECT g.user_id, b.id, b.status, false, g.handed_at");
        sql.push(" FROM bookings b JOIN tickets t ON t.booking_id = b.id");
        sql.push(" JOIN ticket_guests g ON g.ticket_id = t.id WHERE ");
        matching.push_conditions(sql, Of::Tickets);
        push_statuses(sql, &matching);
        // One that was given back is nobody's any more, unless all of its booking were.
        sql.push(" AND (t.cancelled_at IS NULL OR b.status = 'CANCELLED')");
        if matching.searches() {
            // Who looks for a buyer means nobody else.
            sql.push(" AND t.id IN (SELECT ticket FROM found WHERE ticket IS NOT NULL)");
        }
        if let Some(until) = until {
            sql.push(" AND g.handed_at <= ").push_bind(until);
        }
    }
    sql.push(") AS p ORDER BY p.user_id, (p.status = 'CONFIRMED') DESC, p.own DESC,");
    sql.push(" p.since, p.booking_id");
}
