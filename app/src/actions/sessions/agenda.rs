//! Agenda: an event's sessions in its time zone.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use types::Span;
use types::ids::SessionId;

/// One session of an agenda, in the event's zone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgendaItem {
    pub id: SessionId,
    pub title: String,
    pub description: String,
    pub start_time: DateTime<Utc>,
    pub end_time: DateTime<Utc>,
    pub span: Span,
    pub room: String,
    pub track: Option<String>,
    pub speaker: Option<String>,
}

#[cfg(feature = "ssr")]
pub(crate) fn in_zone(sessions: Vec<types::sessions::Session>, zone: &str) -> Vec<AgendaItem> {
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
