//! Importing a schedule: the plan, and one transaction under the event's lock.

use super::files::content_of;
use super::plan::{Added, Changed, Frame, Plan, plan};
use super::read::{Schedule, Unreadable, read};
use super::report::{changes, fingerprint, report};
use super::store;
use crate::accounts;
use crate::audit::{Entry, record_each};
use crate::events::{EventRight, EventRow, own_locked, owned, parse_zone};
use crate::notifications::SessionMoved;
use crate::sessions::service::refusal;
use crate::sessions::store as sessions;
use crate::sessions::told;
use crate::{Actor, Error, Hub};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::events::{CAPACITY_MAX, EventStatus};
use types::history::AuditAction;
use types::ids::{ScheduleFileId, SessionId};
use types::schedule::ScheduleReport;
use types::validation::Checks;
use types::{ErrorCode, Failure, FieldProblem};

/// Whether an import happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScheduleRun {
    Real,
    /// Only if it does what had this [`fingerprint`].
    AsSeen(String),
    /// It is done and taken back.
    Rehearsal,
}

/// Makes the agenda what a `schedule.json` says. Sessions that are new have this capacity, or the
/// event's.
///
/// # Errors
/// The event refuses; the file is none: `malformed_body`, `payload_too_large`, or `schedule` by field;
/// `capacity` by field; `changed_meanwhile` where it would do something else than was seen;
/// `speaker_conflict` where a speaker's account is at another event.
pub async fn import(
    hub: &Hub,
    actor: Actor,
    event: &str,
    text: &str,
    capacity: Option<i64>,
    run: ScheduleRun,
) -> Result<ScheduleReport, Error> {
    let schedule = parsed(hub, actor, event, text).await?.map_err(Failure::from)?;
    carry_out(hub, actor, event, schedule, capacity, run).await
}

/// [`import`] of a file that was kept.
///
/// # Errors
/// As [`import`]; `NotFound` where the caller has no such file.
pub async fn import_kept(
    hub: &Hub,
    actor: Actor,
    event: &str,
    file: ScheduleFileId,
    capacity: Option<i64>,
    run: ScheduleRun,
) -> Result<ScheduleReport, Error> {
    let file = content_of(hub, actor, event, file).await?;
    import(hub, actor, event, &file.content, capacity, run).await
}

/// Read by the event's zone where the file names none.
pub(super) async fn parsed(
    hub: &Hub,
    actor: Actor,
    event: &str,
    text: &str,
) -> Result<Result<Schedule, Unreadable>, Error> {
    let mut connection = hub.db.read().await?;
    let event = owned(&mut connection, actor, event, EventRight::Edit).await?;
    Ok(read(text, parse_zone(&event.timezone).unwrap_or(chrono_tz::Tz::UTC)))
}

pub(super) async fn carry_out(
    hub: &Hub,
    actor: Actor,
    event: &str,
    schedule: Schedule,
    capacity: Option<i64>,
    run: ScheduleRun,
) -> Result<ScheduleReport, Error> {
    if let Some(capacity) = capacity {
        let mut checks = Checks::new();
        checks.range("capacity", capacity, 1, CAPACITY_MAX);
        checks.finish()?;
    }
    let seen = match &run {
        ScheduleRun::AsSeen(seen) => Some(seen.clone()),
        ScheduleRun::Real | ScheduleRun::Rehearsal => None,
    };
    let work = Import { actor, event: event.to_owned(), schedule, capacity, seen };
    match run {
        ScheduleRun::Rehearsal => hub.db.rehearse(move |tx| Box::pin(work.done(tx))).await,
        ScheduleRun::Real | ScheduleRun::AsSeen(_) => {
            hub.db.write(move |tx| Box::pin(work.done(tx))).await
        }
    }
}

struct Import {
    actor: Actor,
    event: String,
    schedule: Schedule,
    capacity: Option<i64>,
    seen: Option<String>,
}

impl Import {
    async fn done(self, tx: &mut PgConnection) -> Result<ScheduleReport, Error> {
        accounts::acting(tx, self.actor).await?;
        let event = own_locked(tx, self.actor, &self.event, EventRight::Edit).await?;
        if event.status == EventStatus::Cancelled {
            return Err(ErrorCode::EventCancelled.into());
        }
        let frame = Frame {
            start: event.start_date,
            end: event.end_date,
            capacity: self.capacity.unwrap_or_else(|| event.max_capacity.into()),
        };
        let agenda = sessions::of_event(tx, event.id).await?;
        let picks = sessions::pick_counts(tx, event.id).await?.into_iter().collect();
        let plan = plan(frame, agenda, self.schedule);
        let report = report(&plan, &picks);
        if self.seen.is_some_and(|seen| seen != fingerprint(&report)) {
            return Err(ErrorCode::ChangedMeanwhile.into());
        }
        apply(tx, self.actor, &event, plan).await?;
        Ok(report)
    }
}

async fn apply(
    tx: &mut PgConnection,
    actor: Actor,
    event: &EventRow,
    plan: Plan,
) -> Result<(), Error> {
    let Plan { added, changed, removed, .. } = &plan;
    if added.is_empty() && changed.is_empty() && removed.is_empty() {
        return Ok(());
    }
    let moves = changed.iter().map(|Changed { before, input }| SessionMoved {
        session: before.id,
        before: before.into(),
        after: Some(input.into()),
    });
    let gone = removed.iter().map(|row| told::moved(row, None));
    told::tell(tx, event, moves.chain(gone).collect()).await?;
    let gone: Vec<SessionId> = removed.iter().map(|row| row.id).collect();
    if !gone.is_empty() {
        store::remove(tx, event.id, &gone).await?;
    }
    if !changed.is_empty() {
        store::change(tx, event.id, changed).await.map_err(refusal)?;
    }
    let made = if added.is_empty() {
        Vec::new()
    } else {
        store::add(tx, event.id, added).await.map_err(refusal)?
    };
    record_each(tx, entries(actor, event, &plan, &made)).await?;
    Ok(())
}

/// What the import did as a whole, and to each session.
fn entries(actor: Actor, event: &EventRow, plan: &Plan, made: &[SessionId]) -> Vec<Entry> {
    let count = |n: usize| i64::try_from(n).ok();
    let whole = Entry::new(actor, AuditAction::ScheduleImported, event.id)
        .change("sessions_added", None::<i64>, count(plan.added.len()))
        .change("sessions_changed", None::<i64>, count(plan.changed.len()))
        .change("sessions_removed", None::<i64>, count(plan.removed.len()));
    let of = |action, id: SessionId, title: &str| {
        Entry::new(actor, action, id).event(event.id).detail(json!({ "title": title }))
    };
    let added = plan
        .added
        .iter()
        .zip(made)
        .map(|(Added { input, .. }, id)| of(AuditAction::SessionCreated, *id, &input.title));
    let changed = plan.changed.iter().map(|change| {
        let entry = of(AuditAction::SessionUpdated, change.before.id, &change.input.title);
        changes(change)
            .into_iter()
            .fold(entry, |entry, (field, (before, after))| entry.change(&field, before, after))
    });
    let removed =
        plan.removed.iter().map(|row| of(AuditAction::SessionDeleted, row.id, &row.title));
    std::iter::once(whole).chain(added).chain(changed).chain(removed).collect()
}

impl From<Unreadable> for Failure {
    fn from(unreadable: Unreadable) -> Self {
        match unreadable {
            Unreadable::Malformed { .. } => ErrorCode::MalformedBody.into(),
            Unreadable::NoSchedule => Self::field("schedule", FieldProblem::Invalid),
            Unreadable::Empty => Self::field("schedule", FieldProblem::Required),
            Unreadable::TooLarge => ErrorCode::PayloadTooLarge.into(),
        }
    }
}
