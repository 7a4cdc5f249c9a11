//! An event's agenda to be edited, and what stands in the way of a change of it.

use crate::error::AppResult;
use crate::transport::Get;
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::agenda::{AgendaDay, AgendaSession, Clash, WallClock};
use types::text::lower;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaView {
    pub slug: String,
    /// Nothing of it can be changed any more.
    pub is_cancelled: bool,
    #[serde(with = "types::serde::instant")]
    pub start: DateTime<Utc>,
    #[serde(with = "types::serde::instant")]
    pub end: DateTime<Utc>,
    /// The event's.
    pub clock: WallClock,
    /// At least one.
    pub days: Vec<AgendaDay>,
    /// In order of time.
    pub sessions: Vec<AgendaSession>,
}

impl AgendaView {
    /// The names of its rooms, each as it was written first.
    pub fn rooms(&self) -> Vec<String> {
        let mut rooms: Vec<String> = Vec::new();
        for session in &self.sessions {
            add_room(&mut rooms, &session.place.room);
        }
        rooms.sort_unstable();
        rooms
    }
}

/// Adds a room that is not there yet, by whatever size of letters.
pub fn add_room(rooms: &mut Vec<String>, room: &str) {
    let name = lower(room);
    if !rooms.iter().any(|known| lower(known) == name) {
        rooms.push(room.to_owned());
    }
}

/// What a change of a session was refused for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    pub clashes: Vec<Clash>,
    /// The sessions that they name.
    pub others: Vec<AgendaSession>,
    /// The session as somebody else has changed it, and who.
    pub changed: Option<AgendaSession>,
    pub by: Option<String>,
}

#[server(prefix = "/fn", endpoint = "organize-agenda", protocol = Get)]
pub async fn load_agenda(#[server(default)] slug: String) -> AppResult<AgendaView> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let found = domain::sessions::editor(&hub, actor, &slug).await;
    Ok(super::days::view(crate::forms::answer(found)?))
}
