//! iCalendar (RFC 5545): events for people's own calendars.

use chrono::{DateTime, Utc};
use icalendar::{
    Calendar, Component as _, Event as Entry, EventLike as _, EventStatus as State, Property,
};
use types::events::{Event, EventStatus};

/// What a calendar shows of an event.
#[derive(Clone, Debug)]
pub struct CalendarEvent {
    pub id: types::ids::EventId,
    pub title: String,
    /// Plain text.
    pub description: String,
    pub location: String,
    pub start: DateTime<Utc>,
    pub end: DateTime<Utc>,
    /// The event's page.
    pub url: String,
    pub cancelled: bool,
    pub updated_at: DateTime<Utc>,
}

impl CalendarEvent {
    pub fn new(event: &Event, base_url: &str) -> Self {
        let place = match &event.venue {
            Some(venue) => format!("{venue}, {}", event.location),
            None => event.location.clone(),
        };
        let text: String = event.description.chars().take(1000).collect();
        let url = format!("{base_url}/events/{}", event.slug);
        let description = [text.trim(), &url].iter().filter(|part| !part.is_empty()).fold(
            String::new(),
            |all, part| {
                if all.is_empty() { (*part).to_owned() } else { format!("{all}\n\n{part}") }
            },
        );
        Self {
            id: event.id,
            title: event.title.clone(),
            description,
            location: place,
            start: event.start_date,
            end: event.end_date,
            url,
            cancelled: event.status == EventStatus::Cancelled,
            updated_at: event.updated_at,
        }
    }
}

/// One calendar file. An event keeps its UID, so that opening the file again updates it.
pub fn calendar(events: &[CalendarEvent]) -> String {
    let mut calendar = Calendar::empty();
    for (key, value) in
        [("VERSION", "2.0"), ("PRODID", "-//Event Hub//EN"), ("CALSCALE", "GREGORIAN")]
    {
        calendar.append_property(Property::new(key, value));
    }
    calendar.name("Event Hub");
    for event in events {
        let state = if event.cancelled { State::Cancelled } else { State::Confirmed };
        let mut entry = Entry::new();
        entry
            .uid(&format!("{}@event-hub", event.id))
            .timestamp(event.updated_at)
            .last_modified(event.updated_at)
            .summary(&plain(&event.title))
            .description(&plain(&event.description))
            .location(&plain(&event.location))
            .url(&event.url)
            .starts(event.start)
            .ends(event.end)
            .status(state)
            // A later file of the same event wins over an earlier one.
            .sequence(sequence(event));
        calendar.push(entry.done());
    }
    calendar.done().to_string()
}

/// Seconds since 2026, which the format's numbers hold until 2094; a change of an event is at
/// least a second later than the one before.
fn sequence(event: &CalendarEvent) -> u32 {
    const EPOCH: i64 = 1_767_225_600;
    u32::try_from(event.updated_at.timestamp() - EPOCH).unwrap_or_default()
}

/// Line breaks as the format knows them, and nothing that ends a line by itself.
fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn party() -> CalendarEvent {
        CalendarEvent {
            id: types::ids::EventId(uuid::Uuid::nil()),
            title: "Party; bring cake, \\o/".into(),
            description: "One\r\nEND:VCALENDAR\rTwo 🎉 ".repeat(20),
            location: "Köln".into(),
            start: "2026-12-01T18:00:00Z".parse().unwrap(),
            end: "2026-12-01T21:00:00Z".parse().unwrap(),
            url: "https://hub.test/events/party".into(),
            cancelled: false,
            updated_at: "2026-11-22T12:00:00Z".parse().unwrap(),
        }
    }

    #[test]
    fn a_calendar_reads_back_as_it_was_written() {
        let text = calendar(&[party()]);
        let read: Calendar = text.parse().unwrap();
        let event = read.events().next().unwrap();
        assert_eq!(event.get_uid(), Some("00000000-0000-0000-0000-000000000000@event-hub"));
        assert_eq!(event.property_value("DTSTART"), Some("20261201T180000Z"));
        assert_eq!(event.property_value("DTEND"), Some("20261201T210000Z"));
        assert_eq!(event.get_summary(), Some("Party; bring cake, \\o/"));
        assert_eq!(event.get_url(), Some("https://hub.test/events/party"));
    }

    #[test]
    fn every_line_is_short_and_no_text_ends_the_calendar() {
        let text = calendar(&[party()]);
        assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Event Hub//EN\r\n"));
        assert_eq!(text.matches("\r\nEND:VCALENDAR").count(), 1);
        for line in text.split("\r\n") {
            assert!(line.len() <= 75, "{line}");
            assert!(!line.contains(['\r', '\n']), "{line}");
        }
    }

    #[test]
    fn a_cancelled_event_says_so() {
        assert!(
            calendar(&[CalendarEvent { cancelled: true, ..party() }]).contains("STATUS:CANCELLED")
        );
    }
}
