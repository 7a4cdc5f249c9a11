//! Files that were uploaded, kept while somebody looks at what importing one would do.

use super::import::{ScheduleRun, carry_out, parsed};
use super::read::Unreadable;
use crate::events::{EventRight, owned};
use crate::ids::new_id;
use crate::retention::forget_oldest;
use crate::{Actor, Error, Hub, accounts};
use types::ids::ScheduleFileId;
use types::schedule::{FILE_MAX, ScheduleReport};
use types::{ErrorCode, Failure, FieldProblem};

/// Files of one person; the oldest give way.
const KEPT: i64 = 5;
const NAME_MAX: usize = 200;

/// A file as it came.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ScheduleFile {
    /// Empty for what was pasted.
    pub name: String,
    pub content: String,
}

/// A file, and what importing it would do.
#[derive(Debug)]
pub struct Looked {
    pub file: ScheduleFile,
    pub outcome: Result<ScheduleReport, Unreadable>,
}

/// Keeps what was sent for a day, readable or not: who pasted it gets it back to mend it.
///
/// # Errors
/// The event refuses; `schedule` by field where it is empty; `payload_too_large`.
pub async fn keep(
    hub: &Hub,
    actor: Actor,
    event: &str,
    name: &str,
    content: &str,
) -> Result<ScheduleFileId, Error> {
    // PostgreSQL takes no NUL.
    let content = content.replace('\0', "\u{fffd}");
    if content.trim().is_empty() {
        return Err(Failure::field("schedule", FieldProblem::Required).into());
    }
    if content.len() > FILE_MAX {
        return Err(ErrorCode::PayloadTooLarge.into());
    }
    let event = event.to_owned();
    let name: String = name.chars().filter(|c| !c.is_control()).take(NAME_MAX).collect();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let owner = actor.require_user()?;
                let event = owned(tx, actor, &event, EventRight::Edit).await?;
                let id: ScheduleFileId = new_id().into();
                sqlx::query(
                    "INSERT INTO schedule_files (id, event_id, owner_id, name, content)
                     VALUES ($1, $2, $3, $4, $5)",
                )
                .bind(id)
                .bind(event.id)
                .bind(owner)
                .bind(name)
                .bind(content)
                .execute(&mut *tx)
                .await?;
                forget_oldest(tx, "schedule_files", owner, KEPT).await?;
                Ok::<_, Error>(id)
            })
        })
        .await
}

/// The caller's own file, and what importing it would do at this moment.
///
/// # Errors
/// The event refuses; `capacity` by field; `NotFound`, also for a file that was forgotten.
pub async fn look(
    hub: &Hub,
    actor: Actor,
    event: &str,
    file: ScheduleFileId,
    capacity: Option<i64>,
) -> Result<Looked, Error> {
    let file = content_of(hub, actor, event, file).await?;
    let outcome = match parsed(hub, actor, event, &file.content).await? {
        Ok(schedule) => {
            let run = ScheduleRun::Rehearsal;
            Ok(carry_out(hub, actor, event, schedule, capacity, run).await?)
        }
        Err(unreadable) => Err(unreadable),
    };
    Ok(Looked { file, outcome })
}

pub(super) async fn content_of(
    hub: &Hub,
    actor: Actor,
    event: &str,
    file: ScheduleFileId,
) -> Result<ScheduleFile, Error> {
    let owner = actor.require_user()?;
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::Edit).await?;
    let found = sqlx::query_as(
        "SELECT name, content FROM schedule_files
         WHERE id = $1 AND event_id = $2 AND owner_id = $3",
    )
    .bind(file)
    .bind(event.id)
    .bind(owner)
    .fetch_optional(&mut *connection)
    .await?;
    found.ok_or_else(|| ErrorCode::NotFound.into())
}
