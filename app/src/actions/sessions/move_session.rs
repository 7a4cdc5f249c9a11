//! Move a session to another time or room, as somebody drags it.

use super::editor::Beside;
use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Moved {
    Done { version: i32 },
    Refused(Box<Beside>),
}

/// Times are seconds since 1970.
#[server(prefix = "/fn", endpoint = "organize-move-session", protocol = Post)]
pub async fn move_session(
    #[server(default)] slug: String,
    #[server(default)] session: String,
    #[server(default)] version: i32,
    #[server(default)] room: String,
    #[server(default)] start: i64,
    #[server(default)] end: i64,
) -> AppResult<Moved> {
    use chrono::DateTime;
    use types::agenda::{AgendaSession, Place};
    use types::sessions::{Session, SessionInput};
    use types::{ErrorCode, Failure, FieldProblem};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = session.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        let time = |seconds: i64, field: &str| {
            let at = DateTime::from_timestamp(seconds, 0);
            at.ok_or_else(|| Failure::field(field, FieldProblem::Invalid))
        };
        let place = Place { room, start: time(start, "start_time")?, end: time(end, "end_time")? };
        let to = place.clone();
        let wish = move |now: &Session| SessionInput {
            title: now.title.clone(),
            description: now.description.clone(),
            start_time: to.start,
            end_time: to.end,
            room: to.room,
            track: now.track.clone(),
            speaker: now.speaker,
            speaker_name: now.speaker_name.clone(),
            capacity: now.capacity.into(),
        };
        let done = domain::sessions::update_version(&hub, actor, (&slug, id), version, wish).await;
        let failure = match done {
            Ok(version) => return Ok(Moved::Done { version }),
            Err(error) => Failure::from(error),
        };
        let sessions = match failure.code {
            ErrorCode::NotFound | ErrorCode::Forbidden | ErrorCode::Unauthenticated => {
                return Err(failure);
            }
            _ => domain::sessions::editor(&hub, actor, &slug).await?.sessions,
        };
        let Some(now) = sessions.into_iter().find(|other| other.id == id) else {
            return Err(ErrorCode::NotFound.into());
        };
        let wanted = AgendaSession { place, ..now };
        let beside = super::beside::of(&hub, actor, &slug, &wanted, failure).await?;
        Ok(Moved::Refused(Box::new(beside)))
    }
    .await;
    crate::forms::answer(result)
}
