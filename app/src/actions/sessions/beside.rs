//! What stands in the way of a session that was refused, by the rules that the browser has too.

use super::editor::Beside;
use domain::{Actor, Hub};
use types::agenda::{AgendaSession, clashes};
use types::{ErrorCode, Failure, FieldProblem};

/// What the session was refused for; a failure that has nothing to do with the others stays one.
pub(super) async fn of(
    hub: &Hub,
    actor: Actor,
    slug: &str,
    session: &AgendaSession,
    failure: Failure,
) -> Result<Beside, Failure> {
    let of_time = |problem: FieldProblem| {
        matches!(problem, FieldProblem::OutsideEvent | FieldProblem::EndBeforeStart)
    };
    let told = match failure.code {
        ErrorCode::RoomConflict | ErrorCode::SpeakerConflict | ErrorCode::ChangedMeanwhile => true,
        ErrorCode::ValidationFailed => failure.fields.iter().all(|it| of_time(it.problem)),
        _ => false,
    };
    if !told {
        return Err(failure);
    }
    let agenda = domain::sessions::editor(hub, actor, slug).await?;
    if failure.code == ErrorCode::ChangedMeanwhile {
        let changed = agenda.sessions.into_iter().find(|other| other.id == session.id);
        let by = domain::sessions::changed_by(hub, actor, slug, session.id).await?;
        return Ok(Beside { changed, by, ..Beside::default() });
    }
    let clashes = clashes(session, &agenda.sessions, (agenda.start, agenda.end));
    // Its speaker may be at another event.
    if clashes.is_empty() {
        return Err(failure);
    }
    let mut others = agenda.sessions;
    others.retain(|other| clashes.iter().any(|clash| clash.other() == Some(other.id)));
    Ok(Beside { clashes, others, ..Beside::default() })
}
