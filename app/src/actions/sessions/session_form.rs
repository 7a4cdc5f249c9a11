//! The form of a session, new or there already.

use super::editor::AgendaView;
use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::ids::SessionId;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionView {
    pub agenda: AgendaView,
    /// None for a new one.
    pub id: Option<SessionId>,
    pub version: i32,
    pub title: String,
    pub room: String,
    /// By the event's clock, as a field takes it.
    pub start: String,
    pub end: String,
    pub track: String,
    pub speaker: String,
    pub capacity: String,
    pub description: String,
    /// How many people have it on their own agenda.
    pub picks: i64,
    /// Of what is made with it.
    pub key: String,
}

/// Of a new session where `session` is `new`.
#[server(prefix = "/fn", endpoint = "organize-session", protocol = Get)]
pub async fn load_session(
    #[server(default)] slug: String,
    #[server(default)] session: String,
) -> AppResult<SessionView> {
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        if session == "new" {
            let agenda = domain::sessions::editor(&hub, actor, &slug).await?;
            return Ok(view::new(agenda));
        }
        let id = session.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        let found = domain::sessions::session_editor(&hub, actor, &slug, id).await?;
        Ok::<_, Failure>(view::of(found))
    }
    .await;
    crate::forms::answer(result)
}

#[cfg(feature = "ssr")]
mod view {
    use super::SessionView;
    use crate::actions::idempotency_key;
    use crate::actions::sessions::days;
    use chrono::TimeDelta;
    use domain::events::shown;
    use domain::sessions::{AgendaEditor, SessionEditor};

    /// How long a talk mostly is, in minutes.
    const LENGTH: i64 = 45;

    /// After what is there, in the same room.
    pub(super) fn new(agenda: AgendaEditor) -> SessionView {
        let last = agenda.sessions.iter().max_by_key(|session| session.place.end);
        let after = last.map(|session| session.place.end).filter(|end| *end < agenda.end);
        let start = after.unwrap_or(agenda.start);
        let end = (start + TimeDelta::minutes(LENGTH)).min(agenda.end);
        let room = last.map(|session| session.place.room.clone()).unwrap_or_default();
        SessionView {
            id: None,
            version: 0,
            title: String::new(),
            room,
            start: shown(start, &agenda.timezone).0,
            end: shown(end, &agenda.timezone).0,
            track: String::new(),
            speaker: String::new(),
            capacity: agenda.max_capacity.to_string(),
            description: String::new(),
            picks: 0,
            key: idempotency_key::new(),
            agenda: days::view(agenda),
        }
    }

    pub(super) fn of((agenda, one): (AgendaEditor, SessionEditor)) -> SessionView {
        let SessionEditor { session, version, picks } = one;
        SessionView {
            id: Some(session.id),
            version,
            title: session.title,
            room: session.room,
            start: shown(session.start_time, &agenda.timezone).0,
            end: shown(session.end_time, &agenda.timezone).0,
            track: session.track.unwrap_or_default(),
            speaker: session.speaker_name.unwrap_or_default(),
            capacity: session.capacity.to_string(),
            description: session.description,
            picks,
            key: String::new(),
            agenda: days::view(agenda),
        }
    }
}
