//! The curve of an event's sales.

use super::days::between;
use super::event_ref;
use super::sold::Group;
use crate::events::{self, EventRow};
use chrono::{DateTime, Utc};
use types::bookings::BookingStatus;
use types::organizer::{SalesCurve, SalesDay};

pub(super) fn curve(event: &EventRow, sold: &[Group], now: DateTime<Utc>) -> SalesCurve {
    let starts_on = events::wall(event.start_date, &event.timezone).time.date();
    let mut days: Vec<SalesDay> = Vec::new();
    // By their days already.
    for group in sold.iter().filter(|group| group.was_confirmed) {
        if days.last().is_none_or(|day| day.date != group.day) {
            let total = days.last().map_or(0, |day| day.total);
            let days_to_start = between(starts_on, group.day);
            days.push(SalesDay {
                date: group.day,
                days_to_start,
                bookings: 0,
                seats: 0,
                cancelled: 0,
                total,
            });
        }
        let Some(day) = days.last_mut() else { continue };
        if group.status == BookingStatus::Confirmed {
            day.bookings += group.bookings;
            day.seats += group.seats;
            day.total += group.seats;
        } else {
            day.cancelled += group.seats;
        }
    }
    let today = today(event, &days, now);
    if days.last().is_some_and(|last| last.date != today.date) {
        days.push(today);
    }
    SalesCurve { event: event_ref(event), capacity: event.max_capacity, starts_on, days }
}

/// The day of the event's clock that it is now, which is the curve's last.
pub(super) fn today(event: &EventRow, days: &[SalesDay], now: DateTime<Utc>) -> SalesDay {
    let day = |at| events::wall(at, &event.timezone).time.date();
    match days.last() {
        Some(last) if last.date >= day(now) => *last,
        last => SalesDay {
            date: day(now),
            days_to_start: between(day(event.start_date), day(now)),
            bookings: 0,
            seats: 0,
            cancelled: 0,
            total: last.map_or(0, |last| last.total),
        },
    }
}
