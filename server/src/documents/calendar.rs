//! iCalendar (RFC 5545): events for people's own calendars.

use chrono::{DateTime, Utc};
use domain::events::to_text;
use icalendar::{
    Calendar, Component as _, Event as Entry, EventLike as _, EventStatus as State, Property,
};
use types::events::{EventStatus, EventView};
use types::i18n::place_line;
use types::paths;

/// What a calendar program is asked to do with a message (RFC 5546).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Add the entry, or replace an earlier revision of it.
    Publish,
    /// Take the entry away.
    Cancel,
}

/// A calendar as text, and the media type that goes with it: where the text names a method, the
/// type names the same one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarFile {
    pub content_type: &'static str,
    pub text: String,
}

/// What a calendar shows of an event.
#[derive(Clone, Debug)]
pub struct CalendarEvent {
    /// The event's or the session's own; the two never meet.
    pub id: uuid::Uuid,
    pub title: String,
    /// Plain text.
    pub description: String,
    /// Where people meet in person, or a word such as "Online".
    pub location: String,
    /// Where people meet online, for who may know.
    pub meeting_url: Option<String>,
    pub start: DateTime<Utc>,
    pub end: DateTime<Utc>,
    /// The event's page, or that of one's booking.
    pub url: String,
    pub cancelled: bool,
    /// How often what is shown has changed, and when it last did.
    pub revision: i32,
    pub revised_at: DateTime<Utc>,
}

impl CalendarEvent {
    pub fn new(view: &EventView, base_url: &str) -> Self {
        let event = &view.event;
        Self {
            id: event.id.0,
            title: event.title.clone(),
            description: to_text(&event.description).chars().take(1000).collect(),
            location: place_line(event.venue.as_deref(), &event.location),
            meeting_url: event.online_meeting_url.clone(),
            start: event.start_date,
            end: event.end_date,
            url: base_url.to_owned() + &paths::event(&event.slug),
            cancelled: event.status == EventStatus::Cancelled,
            revision: view.revision,
            revised_at: view.revised_at,
        }
    }

    fn entry(&self) -> Entry {
        let state = if self.cancelled { State::Cancelled } else { State::Confirmed };
        let said = [&self.description, self.meeting_url.as_ref().unwrap_or(&self.url), &self.url];
        let mut said: Vec<&str> = said.iter().map(|part| part.trim()).collect();
        said.retain(|part| !part.is_empty());
        said.dedup();
        let mut entry = Entry::new();
        entry
            .uid(&format!("{}@event-hub", self.id))
            .timestamp(self.revised_at)
            .last_modified(self.revised_at)
            .summary(&plain(&self.title))
            .description(&plain(&said.join("\n\n")))
            .location(&plain(&self.location))
            .url(&self.url)
            .starts(self.start)
            .ends(self.end)
            .status(state)
            // The entry with the higher number wins, whichever file it came in.
            .sequence(u32::try_from(self.revision).unwrap_or_default());
        if let Some(url) = &self.meeting_url {
            // RFC 7986.
            let mut conference = Property::new("CONFERENCE", address(url));
            conference.add_parameter("VALUE", "URI").add_parameter("FEATURE", "AUDIO,VIDEO");
            entry.append_property(conference.done());
        }
        entry.done()
    }
}

/// A file to open or to subscribe to. An entry keeps its UID, so that opening the file again updates
/// it.
pub fn calendar(events: &[CalendarEvent]) -> CalendarFile {
    let mut calendar = empty();
    calendar.name("Event Hub");
    for event in events {
        calendar.push(event.entry());
    }
    CalendarFile { content_type: "text/calendar; charset=utf-8", text: calendar.done().to_string() }
}

/// An entry that comes by mail from `host`, and what is to be done with it.
pub fn message(event: &CalendarEvent, method: Method, host: &str) -> CalendarFile {
    let (name, content_type, cancelled) = match method {
        Method::Publish => {
            ("PUBLISH", "text/calendar; charset=utf-8; method=PUBLISH", event.cancelled)
        }
        Method::Cancel => ("CANCEL", "text/calendar; charset=utf-8; method=CANCEL", true),
    };
    let mut calendar = empty();
    calendar.append_property(Property::new("METHOD", name));
    let mut entry = CalendarEvent { cancelled, ..event.clone() }.entry();
    let mut organizer = Property::new("ORGANIZER", format!("mailto:no-reply@{host}"));
    entry.append_property(organizer.add_parameter("CN", "Event Hub").done());
    calendar.push(entry);
    CalendarFile { content_type, text: calendar.done().to_string() }
}

fn empty() -> Calendar {
    let mut calendar = Calendar::empty();
    for (key, value) in
        [("VERSION", "2.0"), ("PRODID", "-//Event Hub//EN"), ("CALSCALE", "GREGORIAN")]
    {
        calendar.append_property(Property::new(key, value));
    }
    calendar
}

/// Line breaks as the format knows them, and nothing that a reader might take for another.
fn plain(text: &str) -> String {
    let breaks = ['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
    let text = text.replace("\r\n", "\n").replace(breaks, "\n");
    text.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

/// A value of the type URI, which is not escaped and has no room for spaces and line breaks.
fn address(url: &str) -> String {
    url.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

#[cfg(test)]
mod tests;
