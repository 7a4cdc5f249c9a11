//! A booking's entry for its owner's calendar.

use super::calendar::{CalendarEvent, calendar};
use domain::bookings::Details;

/// The event as an `.ics` file that points to the booking.
pub fn ics(booking: &Details, base_url: &str) -> String {
    calendar(&[entry(booking, base_url)])
}

/// The event as an entry that points to the booking.
pub fn entry(booking: &Details, base_url: &str) -> CalendarEvent {
    let url = format!("{base_url}/bookings/{}", booking.id);
    let place = match (&booking.online_meeting_url, &booking.venue) {
        (Some(online), _) => online.clone(),
        (None, Some(venue)) => format!("{venue}, {}", booking.location),
        (None, None) => booking.location.clone(),
    };
    CalendarEvent {
        id: booking.event,
        title: booking.title.clone(),
        description: format!("{}\n\n{url}", booking.reference),
        location: place,
        start: booking.starts,
        end: booking.ends,
        url,
        cancelled: booking.event_cancelled,
        updated_at: booking.event_updated_at,
    }
}
