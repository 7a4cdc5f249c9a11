//! Make a session, or change one; leads back to the agenda.

#![allow(clippy::too_many_arguments, reason = "each is a field of the form")]

use super::editor::Beside;
use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::Failure;

pub const ENDPOINT: &str = "organize-save-session";
/// What a plain form was refused for comes back among what was typed.
pub const BESIDE: &str = "beside";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SessionSaved {
    Done,
    Refused { failure: Failure, beside: Box<Beside> },
}

/// `id` is empty for a new one; times are by the event's clock; `over` is the version of somebody else
/// that is to be replaced.
#[server(prefix = "/fn", endpoint = "organize-save-session", protocol = Post)]
pub async fn save_session(
    #[server(default)] slug: String,
    #[server(default)] id: String,
    #[server(default)] version: i32,
    #[server(default)] over: Option<i32>,
    #[server(default)] key: String,
    #[server(default)] title: String,
    #[server(default)] room: String,
    #[server(default)] start_time: String,
    #[server(default)] end_time: String,
    #[server(default)] track: String,
    #[server(default)] speaker_name: String,
    #[server(default)] capacity: String,
    #[server(default)] description: String,
) -> AppResult<SessionSaved> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let mut typed = vec![
        ("title", &*title),
        ("room", &*room),
        ("start_time", &*start_time),
        ("end_time", &*end_time),
        ("track", &*track),
        ("speaker_name", &*speaker_name),
        ("capacity", &*capacity),
        ("description", &*description),
    ];
    let form = write::Form { id: &id, version: over.unwrap_or(version), key: &key, typed: &typed };
    let refused = match write::save(&hub, actor, &slug, &form).await {
        Ok(()) => None,
        Err((failure, Some(beside))) if !crate::http::is_plain_navigation() => {
            return Ok(SessionSaved::Refused { failure, beside: Box::new(beside) });
        }
        Err(refused) => Some(refused),
    };
    let told = refused.as_ref().and_then(|(_, beside)| serde_json::to_string(beside).ok());
    typed.extend(told.as_deref().map(|told| (BESIDE, told)));
    let result = refused.map_or(Ok(()), |(failure, _)| Err(failure));
    crate::forms::form_answer(ENDPOINT, &typed, result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    crate::forms::go(&crate::paths::organize_agenda(&slug));
    Ok(SessionSaved::Done)
}

#[cfg(feature = "ssr")]
mod write {
    use super::Beside;
    use crate::actions::idempotency_key;
    use chrono::{DateTime, Utc};
    use domain::events::{moment, parse_zone, shown};
    use domain::sessions::{AgendaEditor, create_once, editor, session_editor, update_version};
    use domain::{Actor, Hub};
    use types::agenda::{AgendaSession, Place};
    use types::ids::SessionId;
    use types::sessions::{Session, SessionInput};
    use types::{ErrorCode, Failure, FieldError, FieldProblem};

    pub(super) struct Form<'a> {
        pub id: &'a str,
        pub version: i32,
        pub key: &'a str,
        pub typed: &'a [(&'static str, &'a str)],
    }

    type Refused = (Failure, Option<Beside>);

    fn alone(failure: impl Into<Failure>) -> Refused {
        (failure.into(), None)
    }

    pub(super) async fn save(
        hub: &Hub,
        actor: Actor,
        slug: &str,
        form: &Form<'_>,
    ) -> Result<(), Refused> {
        let id: Option<SessionId> = match form.id {
            "" => None,
            id => Some(id.parse().map_err(|_| alone(ErrorCode::NotFound))?),
        };
        // Who may not edit the agenda is told that, whatever the form says.
        let (agenda, now) = match id {
            Some(id) => {
                let found = session_editor(hub, actor, slug, id).await.map_err(alone)?;
                (found.0, Some(found.1.session))
            }
            None => (editor(hub, actor, slug).await.map_err(alone)?, None),
        };
        let input = input(form.typed, &agenda, now.as_ref()).map_err(alone)?;
        let wanted = session(id, &input);
        let done = if let Some(id) = id {
            let wish = move |_: &Session| input;
            let done = update_version(hub, actor, (slug, id), form.version, wish).await;
            done.map(drop).map_err(Failure::from)
        } else {
            let key = idempotency_key::parse(form.key).map_err(alone)?;
            let done = create_once(hub, actor, slug, input, key).await;
            done.map(drop).map_err(|refusal| refusal.failure)
        };
        let Err(failure) = done else { return Ok(()) };
        match crate::actions::sessions::beside::of(hub, actor, slug, &wanted, failure.clone()).await
        {
            Ok(beside) => Err((failure, Some(beside))),
            Err(failure) => Err(alone(failure)),
        }
    }

    fn session(id: Option<SessionId>, input: &SessionInput) -> AgendaSession {
        let (start, end) = (input.start_time, input.end_time);
        AgendaSession {
            id: id.unwrap_or(SessionId(uuid::Uuid::nil())),
            version: 0,
            title: input.title.clone(),
            track: input.track.clone(),
            speaker: input.speaker_name.clone(),
            account: input.speaker,
            place: Place { room: input.room.trim().to_owned(), start, end },
        }
    }

    /// What was typed, or everything about it that cannot be read.
    fn input(
        typed: &[(&str, &str)],
        agenda: &AgendaEditor,
        now: Option<&Session>,
    ) -> Result<SessionInput, Failure> {
        let mut problems = Vec::new();
        let text = |name: &str| {
            let found = typed.iter().find(|(field, _)| *field == name);
            found.map_or("", |(_, text)| text.trim())
        };
        let some = |name: &str| Some(text(name).to_owned()).filter(|text| !text.is_empty());
        let zone = parse_zone(&agenda.timezone).unwrap_or(chrono_tz::Tz::UTC);
        let mut problem = |field: &str, problem| {
            problems.push(FieldError { field: field.to_owned(), problem, limit: None });
        };
        let mut at = |field: &str, before: Option<DateTime<Utc>>| -> DateTime<Utc> {
            let said = text(field);
            // What nobody touched stays the moment it was, also in an hour that comes twice.
            let kept = before.filter(|before| shown(*before, &agenda.timezone).0 == said);
            let time = kept.map_or_else(|| moment(said, "first", zone), Ok);
            time.unwrap_or_else(|wrong| {
                problem(field, if said.is_empty() { FieldProblem::Required } else { wrong });
                DateTime::UNIX_EPOCH
            })
        };
        let start_time = at("start_time", now.map(|now| now.start_time));
        let end_time = at("end_time", now.map(|now| now.end_time));
        let number: String = text("capacity").chars().filter(|c| !c.is_whitespace()).collect();
        let capacity = number.parse().unwrap_or_else(|_| {
            let empty = number.is_empty();
            problem("capacity", if empty { FieldProblem::Required } else { FieldProblem::Invalid });
            1
        });
        let speaker_name = some("speaker_name");
        // An account stays the speaker's as long as the name does.
        let speaker = now.filter(|now| now.speaker_name == speaker_name);
        let mut input = SessionInput {
            title: text("title").to_owned(),
            description: text("description").to_owned(),
            start_time,
            end_time,
            room: text("room").to_owned(),
            track: some("track"),
            speaker: speaker.and_then(|now| now.speaker),
            speaker_name,
            capacity,
        };
        if problems.is_empty() {
            return Ok(input);
        }
        // What else is wrong is said at once, but for what could not be read.
        if let Err(refused) = input.check() {
            let read: Vec<String> = problems.iter().map(|it| it.field.clone()).collect();
            let unread = |field: &String| field.ends_with("_time") || read.contains(field);
            problems.extend(refused.fields.into_iter().filter(|it| !unread(&it.field)));
        }
        Err(Failure::fields(problems))
    }
}
