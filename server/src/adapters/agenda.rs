//! An event's sessions as calendar entries.

use super::calendar::{CalendarEvent, calendar};
use types::events::{Event, EventStatus};
use types::ids::EventId;
use types::sessions::Session;

/// One entry a session, each with its room, its speaker and a link to the event.
pub fn ics(event: &Event, sessions: Vec<Session>, base_url: &str) -> String {
    let url = format!("{base_url}/events/{}", event.slug);
    let entry = |session: Session| {
        let place = event.venue.as_ref().unwrap_or(&event.location);
        let parts = [
            session.speaker_name.unwrap_or_default(),
            session.description,
            format!("{}\n{url}", event.title),
        ];
        let said: Vec<_> = parts.into_iter().filter(|part| !part.trim().is_empty()).collect();
        CalendarEvent {
            // Names the entry; ids of sessions and events never meet.
            id: EventId(session.id.0),
            title: session.title,
            description: said.join("\n\n"),
            location: format!("{}, {place}", session.room),
            start: session.start_time,
            end: session.end_time,
            url: url.clone(),
            cancelled: event.status == EventStatus::Cancelled,
            updated_at: event.updated_at,
        }
    };
    let entries: Vec<_> = sessions.into_iter().map(entry).collect();
    calendar(&entries)
}
