//! Sessions in their event's zone.

use super::views::AgendaItem;
use types::sessions::Session;

pub(super) fn in_zone(sessions: Vec<Session>, zone: &str) -> Vec<AgendaItem> {
    let mut items: Vec<_> = sessions
        .into_iter()
        .map(|session| AgendaItem {
            span: domain::events::span(session.start_time, session.end_time, zone),
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
