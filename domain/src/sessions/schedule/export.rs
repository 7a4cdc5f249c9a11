//! The agenda as a `schedule.json` that frab's, pretalx's and c3voc's readers take.

use super::time::written;
use crate::events::{EventRow, parse_zone, visible};
use crate::sessions::store::{self, SessionRow};
use crate::{Actor, Error, Hub};
use chrono::{DateTime, Days, NaiveDate, SecondsFormat, TimeDelta, Utc};
use chrono_tz::Tz;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use types::ids::EventId;
use types::sessions::speakers;
use types::{Locale, paths};
use uuid::Uuid;

/// Days that are all named; of a longer event those with sessions.
const DAYS_MAX: i64 = 60;

/// A schedule and the name of its event in addresses.
#[derive(Clone, Debug)]
pub struct Exported {
    pub slug: String,
    pub schedule: Value,
}

/// The agenda of an event that the caller may see.
///
/// # Errors
/// `NotFound`.
pub async fn export(hub: &Hub, actor: Actor, event: &str) -> Result<Exported, Error> {
    let mut connection = hub.db.read().await?;
    let event = visible(&mut connection, actor, event).await?;
    let rows = store::of_event(&mut connection, event.id).await?;
    let schedule = schedule(&Head::from(&event), &rows, &hub.settings.base_url);
    Ok(Exported { slug: event.slug, schedule })
}

/// What a schedule says of its event.
pub(super) struct Head<'a> {
    pub(super) id: EventId,
    pub(super) slug: &'a str,
    pub(super) title: &'a str,
    pub(super) language: Locale,
    pub(super) timezone: &'a str,
    pub(super) start: DateTime<Utc>,
    pub(super) end: DateTime<Utc>,
    pub(super) revised_at: DateTime<Utc>,
}

impl<'a> From<&'a EventRow> for Head<'a> {
    fn from(event: &'a EventRow) -> Self {
        Self {
            id: event.id,
            slug: &event.slug,
            title: &event.title,
            language: event.language,
            timezone: &event.timezone,
            start: event.start_date,
            end: event.end_date,
            revised_at: event.revised_at,
        }
    }
}

pub(super) fn schedule(event: &Head<'_>, rows: &[SessionRow], base_url: &str) -> Value {
    let zone = parse_zone(event.timezone).unwrap_or(Tz::UTC);
    let day = |at: DateTime<Utc>| at.with_timezone(&zone).date_naive();
    let url = base_url.to_owned() + &paths::event(event.slug);
    let (first, last) = (day(event.start), day(event.end));
    let days = days(first, last, rows.iter().map(|row| day(row.start_time)));
    let rooms: BTreeSet<&str> = rows.iter().map(|row| row.room.as_str()).collect();
    let tracks: BTreeSet<&str> = rows.iter().filter_map(|row| row.track.as_deref()).collect();
    let numbers = numbers(rows);
    let of_day = |date: NaiveDate| {
        let mut by_room: BTreeMap<&str, Vec<Value>> =
            rooms.iter().map(|room| (*room, Vec::new())).collect();
        for (row, number) in
            rows.iter().zip(&numbers).filter(|(row, _)| day(row.start_time) == date)
        {
            let session = session(row, *number, zone, event.language.as_str(), &url);
            by_room.entry(&row.room).or_default().push(session);
        }
        let by_room: Map<String, Value> =
            by_room.into_iter().map(|(room, all)| (room.to_owned(), all.into())).collect();
        by_room
    };
    let days_json: Vec<Value> = days
        .iter()
        .enumerate()
        .map(|(at, date)| {
            json!({
                "index": at + 1,
                "date": date.to_string(),
                "day_start": midnight(*date, zone),
                "day_end": midnight(*date + Days::new(1), zone),
                "rooms": of_day(*date),
            })
        })
        .collect();
    let revised = rows.iter().map(|row| row.revised_at).chain([event.revised_at]).max();
    json!({
        "$schema": "https://c3voc.de/schedule/schema.json",
        "generator": { "name": "event-hub", "version": env!("CARGO_PKG_VERSION") },
        "schedule": {
            "url": url,
            "version": revised.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true)),
            "base_url": format!("{base_url}/"),
            "conference": {
                "acronym": acronym(event.slug),
                "title": event.title,
                "start": first.to_string(),
                "end": last.to_string(),
                "daysCount": days.len(),
                "timeslot_duration": "00:05",
                "time_zone_name": zone.name(),
                "url": url,
                "rooms": rooms.iter().map(|room| json!({
                    "name": room,
                    "guid": guid_of(&format!("{}/{room}", event.id)),
                })).collect::<Vec<_>>(),
                "tracks": tracks.iter().map(|track| json!({ "name": track })).collect::<Vec<_>>(),
                "days": days_json,
            },
        },
    })
}

fn days(
    first: NaiveDate,
    last: NaiveDate,
    used: impl Iterator<Item = NaiveDate>,
) -> Vec<NaiveDate> {
    if (last - first).num_days() < DAYS_MAX {
        return first.iter_days().take_while(|date| *date <= last).collect();
    }
    let days: BTreeSet<NaiveDate> = used.collect();
    days.into_iter().collect()
}

fn midnight(date: NaiveDate, zone: Tz) -> Option<String> {
    let at = super::time::local(date.and_hms_opt(0, 0, 0)?, zone)?;
    Some(at.with_timezone(&zone).to_rfc3339_opts(SecondsFormat::Secs, false))
}

fn session(row: &SessionRow, number: u32, zone: Tz, language: &str, url: &str) -> Value {
    let start = row.start_time.with_timezone(&zone);
    let long: TimeDelta = row.end_time - row.start_time;
    let persons: Vec<Value> = row
        .speaker_name
        .iter()
        .flat_map(|names| speakers(names))
        // One reader wants the one name, another the other.
        .map(|name| json!({ "name": name, "public_name": name }))
        .collect();
    json!({
        "id": number,
        "guid": guid(row),
        "date": start.to_rfc3339_opts(SecondsFormat::AutoSi, false),
        "start": start.format("%H:%M").to_string(),
        "duration": written(long),
        "room": row.room,
        "slug": format!("session-{}", row.id),
        "url": url,
        "title": row.title,
        "subtitle": "",
        "track": row.track,
        "type": "talk",
        "language": language,
        "abstract": "",
        "description": row.description,
        "persons": persons,
        "links": [],
        "attachments": [],
    })
}

/// What the session was imported by where that is a guid, so that other programs know it again.
fn guid(row: &SessionRow) -> Uuid {
    row.import_key.as_deref().and_then(|key| key.parse().ok()).unwrap_or(row.id.0)
}

/// The number that each was imported by, or one made of its id: readers want numbers, each once.
fn numbers(rows: &[SessionRow]) -> Vec<u32> {
    let imported = |row: &SessionRow| {
        let number = row.import_key.as_deref()?.strip_prefix("id:")?.parse::<u32>().ok()?;
        (1..=i32::MAX as u32).contains(&number).then_some(number)
    };
    let mut taken: BTreeSet<u32> = rows.iter().filter_map(imported).collect();
    let of = |row: &SessionRow| {
        if let Some(number) = imported(row) {
            return number;
        }
        let [.., a, b, c, d] = *row.id.0.as_bytes();
        let mut number = u32::from_be_bytes([a & 0x7f, b, c, d]).max(1);
        while !taken.insert(number) {
            number = if number == i32::MAX as u32 { 1 } else { number + 1 };
        }
        number
    };
    rows.iter().map(of).collect()
}

/// The same for the same text.
fn guid_of(text: &str) -> Uuid {
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(crate::ids::token_hash(text)).for_each(|(to, from)| *to = from);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// Small letters, digits and underscores, at least four.
fn acronym(slug: &str) -> String {
    let plain = |c: char| if c.is_ascii_lowercase() || c.is_ascii_digit() { c } else { '_' };
    let acronym: String = slug.chars().map(plain).collect();
    format!("{acronym:_<4}")
}
