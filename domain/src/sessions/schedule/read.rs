//! Reading a `schedule.json`, whichever program wrote it: what is known is taken in every form that it
//! comes in, what is not is passed over, and each session that cannot be read says why.

mod words;

use super::time;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use serde::Deserialize;
use types::agenda::SESSIONS_MAX;
use types::schedule::{FILE_MAX, RefusalReason};
use types::sessions::joined_speakers;
use words::{Items, People, Rooms, Word};

/// Objects and lists within one file. Each becomes more in memory than it is in the file.
const PARTS_MAX: usize = 60_000;
/// Sessions that are looked at; more than are read are named as left out.
const ITEMS_MAX: usize = 3 * SESSIONS_MAX as usize;
const KEY_MAX: usize = 200;
/// Characters of a title that is named among what is left out.
const NAMED_MAX: usize = 200;

/// A file that is no schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is no JSON, or not all of it: where it breaks, counted from 1.
    Malformed {
        line: usize,
        column: usize,
    },
    /// JSON of something else.
    NoSchedule,
    /// A schedule without a session: it would remove everything.
    Empty,
    TooLarge,
}

/// A schedule: its sessions, in the order of the file.
#[derive(Debug)]
pub(super) struct Schedule {
    pub(super) items: Vec<Item>,
}

/// A session of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// By what it is known again.
    pub(super) key: Option<String>,
    /// For naming it.
    pub(super) title: String,
    pub(super) content: Result<Content, RefusalReason>,
}

/// What it says, not yet held against the rules of sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) title: String,
    pub(super) description: String,
    pub(super) start: DateTime<Utc>,
    pub(super) end: DateTime<Utc>,
    pub(super) room: String,
    pub(super) track: Option<String>,
    pub(super) speakers: Option<String>,
}

#[derive(Deserialize)]
struct Document {
    schedule: Option<Inner>,
    // Where the outer object is left out.
    conference: Option<Conference>,
}

#[derive(Deserialize)]
struct Inner {
    conference: Option<Conference>,
}

#[derive(Deserialize)]
struct Conference {
    #[serde(default)]
    time_zone_name: Word,
    #[serde(default)]
    days: Vec<Day>,
}

#[derive(Deserialize)]
struct Day {
    #[serde(default)]
    date: Word,
    #[serde(default, rename = "day_start")]
    starts: Word,
    #[serde(default)]
    rooms: Rooms,
}

#[derive(Default, Deserialize)]
struct Event {
    #[serde(default)]
    guid: Word,
    #[serde(default)]
    id: Word,
    #[serde(default)]
    code: Word,
    #[serde(default)]
    slug: Word,
    #[serde(default)]
    date: Word,
    #[serde(default)]
    start: Word,
    #[serde(default)]
    duration: Word,
    #[serde(default)]
    room: Word,
    #[serde(default)]
    title: Word,
    #[serde(default)]
    subtitle: Word,
    #[serde(default, rename = "abstract")]
    summary: Word,
    #[serde(default)]
    description: Word,
    #[serde(default)]
    track: Word,
    #[serde(default)]
    persons: People,
}

/// # Errors
/// The file is none.
pub(super) fn read(text: &str, zone: Tz) -> Result<Schedule, Unreadable> {
    let parts = text.bytes().filter(|byte| matches!(byte, b'{' | b'[')).count();
    if text.len() > FILE_MAX || parts > PARTS_MAX {
        return Err(Unreadable::TooLarge);
    }
    let text = text.trim_start_matches('\u{feff}');
    let document: Document = serde_json::from_str(text).map_err(|error| unreadable(&error))?;
    let inner = document.schedule.and_then(|schedule| schedule.conference);
    let conference = inner.or(document.conference).ok_or(Unreadable::NoSchedule)?;
    let zone = conference.time_zone_name.0.and_then(|name| name.parse().ok()).unwrap_or(zone);
    let mut items = Vec::new();
    for day in conference.days {
        let opening = Opening {
            date: day.date.0.as_deref().and_then(time::date),
            starts: day.starts.0.as_deref().and_then(|text| time::moment(text, zone)),
            zone,
        };
        for (room, Items(events)) in day.rooms.0 {
            items.extend(events.into_iter().map(|event| item(event, &room, &opening)));
        }
    }
    match items.len() {
        0 => Err(Unreadable::Empty),
        n if n > ITEMS_MAX => Err(Unreadable::TooLarge),
        _ => Ok(Schedule { items }),
    }
}

fn unreadable(error: &serde_json::Error) -> Unreadable {
    if error.is_data() {
        return Unreadable::NoSchedule;
    }
    Unreadable::Malformed { line: error.line(), column: error.column() }
}

/// A day of the file, as far as a session's time leans on it.
struct Opening {
    date: Option<NaiveDate>,
    starts: Option<DateTime<Utc>>,
    zone: Tz,
}

impl Opening {
    /// A session that says a time only: of this day, or of the night that belongs to it.
    fn at(&self, clock: &str) -> Option<DateTime<Utc>> {
        let (date, clock) = (self.date?, time::clock(clock)?);
        let same_day = time::local(date.and_time(clock), self.zone)?;
        match self.starts {
            Some(starts) if same_day < starts => {
                time::local(date.succ_opt()?.and_time(clock), self.zone)
            }
            _ => Some(same_day),
        }
    }

    fn start(&self, date: Option<&str>, start: Option<&str>) -> Option<DateTime<Utc>> {
        let written = date.into_iter().chain(start);
        let mut moments = written.filter_map(|text| time::moment(text, self.zone));
        moments.next().or_else(|| self.at(start?))
    }
}

fn item(event: Event, room: &str, day: &Opening) -> Item {
    let title = event.title.0.clone().unwrap_or_default();
    Item {
        key: key(&event),
        title: types::text::needle(&title).chars().take(NAMED_MAX).collect(),
        content: content(event, room, day),
    }
}

fn content(event: Event, room: &str, day: &Opening) -> Result<Content, RefusalReason> {
    let start = day.start(event.date.0.as_deref(), event.start.0.as_deref());
    let start = start.ok_or(RefusalReason::NoTime)?;
    let long = event.duration.0.as_deref().and_then(time::duration);
    let long = long.filter(|long| *long > TimeDelta::zero()).ok_or(RefusalReason::NoDuration)?;
    let mut told: Vec<String> = Vec::new();
    for part in [event.subtitle, event.summary, event.description] {
        let part = part.0.unwrap_or_default();
        if !part.trim().is_empty() && !told.contains(&part) {
            told.push(part);
        }
    }
    Ok(Content {
        title: event.title.0.unwrap_or_default(),
        description: told.join("\n\n"),
        start,
        end: start.checked_add_signed(long).ok_or(RefusalReason::NoDuration)?,
        room: event.room.0.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| room.into()),
        track: event.track.0.filter(|track| !track.trim().is_empty()),
        speakers: joined_speakers(event.persons.0.iter().map(|name| name.trim())),
    })
}

/// Its guid; only where there is none its number, which is one program's own, or what comes next.
fn key(event: &Event) -> Option<String> {
    let named = |kind: &str, word: &Word| {
        let text = word.0.as_deref()?.trim();
        let is_one = !text.is_empty() && types::text::is_plain(text);
        is_one.then(|| format!("{kind}{text}").chars().take(KEY_MAX).collect::<String>())
    };
    named("", &event.guid)
        .map(|guid| guid.to_lowercase())
        .or_else(|| named("id:", &event.id))
        .or_else(|| named("code:", &event.code))
        .or_else(|| named("slug:", &event.slug))
        .or_else(|| named("title:", &event.title))
}

#[cfg(test)]
mod tests;
