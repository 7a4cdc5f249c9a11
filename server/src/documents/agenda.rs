//! Agenda: an event's sessions as calendar entries.

use super::calendar::{CalendarEvent, CalendarFile, calendar};
use domain::sessions::AgendaEntry;
use types::events::{EventStatus, EventView};
use types::paths;

/// One entry a session, each with its room, its speaker and a link to the event.
pub fn ics(view: &EventView, agenda: Vec<AgendaEntry>, base_url: &str) -> CalendarFile {
    let event = &view.event;
    let url = base_url.to_owned() + &paths::event(&event.slug);
    let place = event.venue.as_ref().unwrap_or(&event.location);
    let entry = |AgendaEntry { session, revision, revised_at }: AgendaEntry| {
        let (speakers, track) = (session.speaker_name, session.track);
        let (speakers, track) = (speakers.unwrap_or_default(), track.unwrap_or_default());
        let parts = [speakers, track, session.description, event.title.clone()];
        let said: Vec<_> = parts.into_iter().filter(|part| !part.trim().is_empty()).collect();
        CalendarEvent {
            id: session.id.0,
            title: session.title,
            description: said.join("\n\n"),
            location: format!("{}, {place}", session.room),
            meeting_url: event.online_meeting_url.clone(),
            start: session.start_time,
            end: session.end_time,
            url: url.clone(),
            cancelled: event.status == EventStatus::Cancelled,
            revision,
            revised_at,
        }
    };
    let entries: Vec<_> = agenda.into_iter().map(entry).collect();
    calendar(&entries)
}
