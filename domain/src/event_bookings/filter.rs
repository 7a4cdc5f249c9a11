//! The filter as SQL that the indexes serve, however many bookings there are.

use crate::events::{EventRow, day_begins, parse_zone};
use chrono::{DateTime, Days, Utc};
use chrono_tz::Tz;
use sqlx::{Postgres, QueryBuilder};
use types::TimeBound;
use types::bookings::BookingStatus;
use types::event_bookings::{BookingFilter, ChannelFilter, NO_ORIGIN, PaymentFilter, StatusFilter};
use types::ids::EventId;
use types::text::needle;

/// Whose rows are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    Bookings,
    /// A row a ticket, `t` beside `b`.
    Tickets,
}

/// A filter over one event's bookings.
#[derive(Clone, Debug)]
pub(super) struct Matching<'a> {
    event: EventId,
    zone: Tz,
    filter: &'a BookingFilter,
}

impl<'a> Matching<'a> {
    pub(super) fn new(event: &EventRow, filter: &'a BookingFilter) -> Self {
        let zone = parse_zone(&event.timezone).unwrap_or(Tz::UTC);
        Self { event: event.id, zone, filter }
    }

    pub(super) fn searches(&self) -> bool {
        self.filter.search.is_some()
    }

    /// The states that are let through.
    pub(super) fn statuses(&self) -> &'static [BookingStatus] {
        match self.filter.status {
            None => &BookingStatus::ALL,
            Some(StatusFilter::Confirmed) => &[BookingStatus::Confirmed],
            Some(StatusFilter::Cancelled) => &[BookingStatus::Cancelled],
            Some(StatusFilter::Pending | StatusFilter::Held | StatusFilter::Offered) => {
                &[BookingStatus::Pending]
            }
        }
    }

    /// `WITH found …`: the bookings and tickets that a search finds, each by an index of its own. One
    /// condition over all tables would look at every booking of the event.
    pub(super) fn push_found(&self, sql: &mut QueryBuilder<Postgres>) {
        let Some(search) = &self.filter.search else { return };
        let (text, pattern) = (needle(search), contains(&needle(search)));
        let event = self.event;
        sql.push("WITH found AS (SELECT f.id AS booking, NULL::uuid AS ticket ");
        sql.push("FROM users u JOIN bookings f ON f.user_id = u.id AND f.event_id = ");
        sql.push_bind(event).push(" WHERE u.display_name ILIKE ").push_bind(pattern.clone());
        sql.push(" OR u.email ILIKE ").push_bind(pattern.clone());
        sql.push(" UNION ALL SELECT f.booking_id, f.id FROM tickets f WHERE f.event_id = ");
        sql.push_bind(event).push(" AND f.attendee_name ILIKE ").push_bind(pattern);
        sql.push(" UNION ALL SELECT f.booking_id, f.id FROM tickets f WHERE f.code = ");
        sql.push_bind(text.clone()).push(" AND f.event_id = ").push_bind(event);
        sql.push(" UNION ALL SELECT f.id, NULL FROM bookings f WHERE f.reference = ANY(");
        sql.push_bind(references(&text)).push(") AND f.event_id = ").push_bind(event);
        sql.push(") ");
    }

    /// Everything but the status: `b.event_id = … AND …`.
    pub(super) fn push_conditions(&self, sql: &mut QueryBuilder<Postgres>, of: Of) {
        let filter = self.filter;
        sql.push("b.event_id = ").push_bind(self.event);
        match (&filter.search, of) {
            (None, _) => {}
            (Some(_), Of::Bookings) => {
                sql.push(" AND b.id IN (SELECT booking FROM found)");
            }
            (Some(_), Of::Tickets) => {
                sql.push(" AND (t.id IN (SELECT ticket FROM found WHERE ticket IS NOT NULL)");
                sql.push(" OR b.id IN (SELECT booking FROM found WHERE ticket IS NULL))");
            }
        }
        if let Some(payment) = filter.payment_status {
            sql.push(" AND ").push(paid(payment));
        }
        if let Some(code) = &filter.promo_code {
            sql.push(" AND b.promo_code = ").push_bind(code.clone());
        }
        match filter.origin.as_deref() {
            None => {}
            Some(NO_ORIGIN) => {
                sql.push(" AND b.via IS NULL");
            }
            Some(via) => {
                sql.push(" AND b.via = ").push_bind(via.to_owned());
            }
        }
        if let Some(channel) = filter.channel {
            match channel {
                ChannelFilter::AskedFor => sql.push(" AND b.origin <> 'complimentary'"),
                one => sql.push(format_args!(" AND b.origin = '{one}'")),
            };
        }
        if !filter.ticket_types.is_empty() {
            let kinds = filter.ticket_types.clone();
            match of {
                Of::Tickets => sql.push(" AND t.ticket_type_id = ANY(").push_bind(kinds).push(")"),
                Of::Bookings => sql
                    .push(
                        " AND EXISTS (SELECT FROM booking_items i WHERE i.booking_id = b.id \
                         AND i.quantity > 0 AND i.ticket_type_id = ANY(",
                    )
                    .push_bind(kinds)
                    .push("))"),
            };
        }
        if let Some(confirmed) = filter.ever_confirmed {
            sql.push(" AND b.confirmed_at IS ").push(if confirmed { "NOT NULL" } else { "NULL" });
        }
        if let Some(seen) = filter.checked_in {
            sql.push(match (seen, of) {
                (true, Of::Tickets) => " AND t.checked_in_at IS NOT NULL",
                (false, Of::Tickets) => " AND t.checked_in_at IS NULL",
                (true, Of::Bookings) => {
                    " AND EXISTS (SELECT FROM tickets s WHERE s.booking_id = b.id \
                     AND s.cancelled_at IS NULL AND s.checked_in_at IS NOT NULL)"
                }
                (false, Of::Bookings) => {
                    " AND NOT EXISTS (SELECT FROM tickets s WHERE s.booking_id = b.id \
                     AND s.cancelled_at IS NULL AND s.checked_in_at IS NOT NULL)"
                }
            });
        }
        if let Some(after) = filter.booked_after {
            sql.push(" AND b.booked_at >= ").push_bind(self.from(after));
        }
        if let Some(before) = filter.booked_before {
            let (time, sign) = self.until(before);
            sql.push(format_args!(" AND b.booked_at {sign} ")).push_bind(time);
        }
    }

    /// `AND b.status = …`: one state, as the indexes have it, and which of the pending ones.
    pub(super) fn push_status(&self, sql: &mut QueryBuilder<Postgres>, status: BookingStatus) {
        sql.push(format_args!(" AND b.status = '{status}'"));
        sql.push(match self.filter.status {
            Some(StatusFilter::Held) => " AND b.origin <> 'waitlist'",
            Some(StatusFilter::Offered) => " AND b.origin = 'waitlist'",
            _ => "",
        });
    }

    fn from(&self, bound: TimeBound) -> DateTime<Utc> {
        bounds(bound, self.zone).0
    }

    fn until(&self, bound: TimeBound) -> (DateTime<Utc>, &'static str) {
        match bound {
            TimeBound::At(time) => (time, "<="),
            TimeBound::Day(_) => (bounds(bound, self.zone).1, "<"),
        }
    }
}

/// The first moment of a bound, and of a day the first moment after it.
pub(super) fn bounds(bound: TimeBound, zone: Tz) -> (DateTime<Utc>, DateTime<Utc>) {
    match bound {
        TimeBound::At(time) => (time, time),
        TimeBound::Day(day) => {
            let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
            (day_begins(day, zone), day_begins(next, zone))
        }
    }
}

const fn paid(payment: PaymentFilter) -> &'static str {
    // A payment of the booking itself that is open or done is the newest of these: no other can be
    // started beside it. Of one for an exchange it counts that it was paid.
    match payment {
        PaymentFilter::None => {
            "NOT EXISTS (SELECT FROM payments p WHERE p.booking_id = b.id \
                 AND (p.exchange_id IS NULL OR p.captured > 0))"
        }
        PaymentFilter::Pending => {
            "EXISTS (SELECT FROM payments p WHERE p.booking_id = b.id AND p.status = 'PENDING' \
                 AND p.exchange_id IS NULL)"
        }
        PaymentFilter::Completed => {
            "EXISTS (SELECT FROM payments p WHERE p.booking_id = b.id AND p.status = 'COMPLETED')"
        }
        PaymentFilter::Failed => {
            "EXISTS (SELECT FROM payments p WHERE p.booking_id = b.id AND p.status = 'FAILED' \
                 AND p.exchange_id IS NULL) \
             AND NOT EXISTS (SELECT FROM payments p WHERE p.booking_id = b.id \
                 AND (p.status = 'COMPLETED' OR p.exchange_id IS NULL AND p.status <> 'FAILED'))"
        }
        PaymentFilter::Charged => {
            "EXISTS (SELECT FROM payments p WHERE p.booking_id = b.id AND p.captured > 0)"
        }
        PaymentFilter::Refunded => {
            "EXISTS (SELECT FROM payments p WHERE p.booking_id = b.id AND p.refunded > 0)"
        }
    }
}

/// The references that may be meant: as typed, and without the letters before the hyphen.
fn references(text: &str) -> Vec<String> {
    let typed = text.to_uppercase();
    vec![format!("EH-{typed}"), typed]
}

/// A pattern for "contains this text", whatever the text is.
fn contains(text: &str) -> String {
    format!("%{}%", types::text::like(text))
}
