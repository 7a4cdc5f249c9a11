//! Many sessions at once: lines that somebody pastes, kept until they are looked at and added.

use super::editor::{AgendaEditor, of_event};
use super::lines::{Line, read};
use super::service::{add, full};
use crate::accounts;
use crate::events::{EventRight, own_locked, owned};
use crate::idempotency::{Answer, IdempotencyKey, Refusal, Request, once};
use crate::{Actor, Error, Hub};
use sqlx::postgres::PgConnection;
use types::agenda::{PASTE_LINES_MAX, PASTE_MAX, SESSIONS_MAX};
use types::ids::{EventId, UserId};
use types::validation::Checks;
use types::{Failure, FieldProblem};

/// Keeps what somebody pasted in the place of what they pasted before, for a day. It adds nothing.
///
/// # Errors
/// The event refuses; too long, or nothing.
pub async fn keep_paste(hub: &Hub, actor: Actor, event: &str, text: String) -> Result<(), Error> {
    let event = event.to_owned();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let owner = actor.require_user()?;
                let event = owned(tx, actor, &event, EventRight::Edit).await?;
                check(&text)?;
                sqlx::query(
                    "INSERT INTO agenda_pastes (event_id, owner_id, text) VALUES ($1, $2, $3)
                     ON CONFLICT (event_id, owner_id)
                     DO UPDATE SET text = excluded.text, created_at = now()",
                )
                .bind(event.id)
                .bind(owner)
                .bind(&text)
                .execute(tx)
                .await?;
                Ok::<_, Error>(())
            })
        })
        .await
}

fn check(text: &str) -> Result<(), Failure> {
    let mut checks = Checks::new();
    let limit = |n: usize| i64::try_from(n).ok();
    if text.trim().is_empty() {
        checks.add("lines", FieldProblem::Required);
    } else if text.len() > PASTE_MAX {
        checks.add_with("lines", FieldProblem::TooLong, limit(PASTE_MAX));
    } else if text.lines().count() > PASTE_LINES_MAX {
        checks.add_with("lines", FieldProblem::TooLarge, limit(PASTE_LINES_MAX));
    } else if text.contains('\0') {
        checks.add("lines", FieldProblem::InvalidCharacter);
    }
    checks.finish()
}

/// What the caller pasted, beside the agenda, and what becomes of each line.
///
/// # Errors
/// The event refuses.
pub async fn pasted(
    hub: &Hub,
    actor: Actor,
    event: &str,
) -> Result<(AgendaEditor, String, Vec<Line>), Error> {
    let owner = actor.require_user()?;
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::Edit).await?;
    let text = kept(&mut connection, event.id, owner).await?.unwrap_or_default();
    let agenda = of_event(&mut connection, event).await?;
    let lines = read(&text, &agenda);
    Ok((agenda, text, lines))
}

/// Adds what the caller pasted, once for the key: every line, or those that are good. Says how many.
///
/// # Errors
/// The event refuses; nothing was pasted; a line is no good and all were wanted; the agenda is full.
pub async fn add_pasted(
    hub: &Hub,
    actor: Actor,
    event: &str,
    only_good: bool,
    key: Option<IdempotencyKey>,
) -> Result<Answer<i64>, Refusal> {
    let owner = actor.require_user()?;
    let body = (event, only_good);
    let request =
        key.map(|key| Request::new(hub, owner, key, "add_pasted", &body).waiting().until_done());
    let event = event.to_owned();
    once(hub, request, move |tx| {
        Box::pin(async move {
            accounts::acting(tx, actor).await?;
            let event = own_locked(tx, actor, &event, EventRight::Edit).await?;
            let text = kept(tx, event.id, owner).await?.unwrap_or_default();
            check(&text)?;
            let agenda = of_event(tx, event.clone()).await?;
            let known = i64::try_from(agenda.sessions.len()).unwrap_or(i64::MAX);
            let lines = read(&text, &agenda);
            let bad = lines.iter().any(|line| !line.is_good());
            let good: Vec<_> = lines.into_iter().filter(Line::is_good).collect();
            if good.is_empty() || bad && !only_good {
                return Err(Failure::field("lines", FieldProblem::Invalid).into());
            }
            let count = i64::try_from(good.len()).unwrap_or(i64::MAX);
            if known.saturating_add(count) > i64::from(SESSIONS_MAX) {
                return Err(full().into());
            }
            for line in good {
                add(tx, actor, &event, line.input).await?;
            }
            forget(tx, event.id, owner).await?;
            Ok::<_, Error>(count)
        })
    })
    .await
}

async fn kept(
    connection: &mut PgConnection,
    event: EventId,
    owner: UserId,
) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar("SELECT text FROM agenda_pastes WHERE event_id = $1 AND owner_id = $2")
        .bind(event)
        .bind(owner)
        .fetch_optional(connection)
        .await
}

async fn forget(tx: &mut PgConnection, event: EventId, owner: UserId) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM agenda_pastes WHERE event_id = $1 AND owner_id = $2")
        .bind(event)
        .bind(owner)
        .execute(tx)
        .await?;
    Ok(())
}
