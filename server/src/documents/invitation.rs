//! Invitation: a booking's entry for its owner's calendar.

use super::calendar::{self, CalendarEvent, CalendarFile, Method, calendar};
use domain::bookings::Details;
use types::i18n::place_line;
use types::paths;
use types::ticket_types::spelled_out;

/// The event as a file that points to the booking.
pub fn ics(booking: &Details, base_url: &str) -> CalendarFile {
    calendar(&[entry(booking, base_url)])
}

/// The same for a reader without an account, whose ticket has an address of its own.
pub fn ics_leading_to(booking: &Details, url: String, base_url: &str) -> CalendarFile {
    calendar(&[CalendarEvent { url, ..entry(booking, base_url) }])
}

/// An entry as it comes by mail from `host`.
pub fn message(entry: &CalendarEvent, method: Method, host: &str) -> CalendarFile {
    calendar::message(entry, method, host)
}

/// What a message does to the entry: all bookings of one person for one event share it, so it goes
/// only when the event is cancelled or none of them stands any more.
pub fn method(booking: &Details) -> Method {
    if booking.attends && !booking.event_cancelled { Method::Publish } else { Method::Cancel }
}

/// The booking's reference, and what was booked of each kind.
fn described(booking: &Details) -> String {
    let said = [Some(booking.reference.clone()), spelled_out(&booking.items)];
    said.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// The event as an entry that points to the booking.
pub fn entry(booking: &Details, base_url: &str) -> CalendarEvent {
    CalendarEvent {
        id: booking.event.0,
        title: booking.title.clone(),
        description: described(booking),
        location: place_line(booking.venue.as_deref(), &booking.location),
        meeting_url: booking.online_meeting_url.clone(),
        start: booking.starts,
        end: booking.ends,
        url: base_url.to_owned() + &paths::booking(&booking.id),
        cancelled: booking.event_cancelled,
        revision: booking.revision,
        revised_at: booking.revised_at,
    }
}
