//! Sessions in their event's zone.

use super::views::AgendaItem;
use chrono_tz::Tz;
use types::sessions::Session;

pub(super) fn in_zone(sessions: Vec<Session>, zone: &str) -> Vec<AgendaItem> {
    let zone: Tz = zone.parse().unwrap_or(Tz::UTC);
    let mut items: Vec<_> = sessions
        .into_iter()
        .map(|session| AgendaItem {
            local_start: session.start_time.with_timezone(&zone).naive_local(),
            local_end: session.end_time.with_timezone(&zone).naive_local(),
            id: session.id,
            start_time: session.start_time,
            end_time: session.end_time,
            track: session.track,
            title: session.title,
            description: session.description,
            room: session.room,
            speaker: session.speaker_name,
        })
        .collect();
    items.sort_by(|a, b| (a.start_time, &a.room).cmp(&(b.start_time, &b.room)));
    items
}
