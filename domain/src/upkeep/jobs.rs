//! The queue as admins see it: what waits, runs and was given up, trying again and giving up.

use crate::audit::{Entry, Object};
use crate::jobs::{self, Job as _, SendMail};
use crate::mail::{self, Resender};
use crate::{Actor, Allowed, Error, Hub, accounts};
use serde_json::json;
use sqlx::postgres::PgConnection;
use sqlx::{Postgres, QueryBuilder};
use types::history::{AuditAction, ObjectKind};
use types::ids::MailId;
use types::page::LIST_MAX;
use types::upkeep::{AdminJob, DiscardJob, JobState, QueueFigures};
use types::{ErrorCode, Page, PageRequest};
use uuid::Uuid;

/// A page of jobs, and how many are how far.
#[derive(Clone, Debug)]
pub struct JobList {
    pub page: Page<AdminJob>,
    pub figures: QueueFigures,
}

/// What is not available runs, or was given up after every try.
fn condition(state: JobState) -> &'static str {
    match state {
        JobState::Waiting => "j.is_available AND j.run_at <= now()",
        JobState::Later => "j.is_available AND j.run_at > now()",
        JobState::Running => "NOT j.is_available AND j.locked_at IS NOT NULL",
        // Used up.
        JobState::Failed => "NOT j.is_available AND j.locked_at IS NULL",
    }
}

/// In which order they are listed.
const ORDER: [JobState; 4] =
    [JobState::Failed, JobState::Running, JobState::Waiting, JobState::Later];

/// The jobs that failed first, then those that run, wait and are due later, each the oldest first.
///
/// # Errors
/// Denied to everyone but admins.
pub async fn list_jobs(
    hub: &Hub,
    actor: Actor,
    state: Option<JobState>,
    page: PageRequest,
) -> Result<JobList, Error> {
    actor.require_admin()?;
    let mut connection = hub.db.read().await?;
    let figures = figures(&mut connection).await?;
    let count = match state {
        Some(state) => figures.of(state),
        None => JobState::ALL.into_iter().map(|state| figures.of(state)).sum::<i64>().min(LIST_MAX),
    };
    let (limit, offset) = page.counted_rows();
    let mut sql = QueryBuilder::<Postgres>::new(
        "SELECT j.id, t.identifier AS kind, j.key, j.attempts, j.max_attempts, j.last_error,
             j.created_at, j.run_at, j.locked_at, page.state FROM (SELECT * FROM (",
    );
    let states = state.map_or(ORDER.to_vec(), |state| vec![state]);
    for (place, state) in states.into_iter().enumerate() {
        let all = if place == 0 { "" } else { " UNION ALL " };
        let (condition, most) = (condition(state), limit + offset);
        // Each in the order of an index, as far as the page goes.
        sql.push(format_args!(
            "{all}(SELECT j.id, j.run_at, '{state}' AS state, {place} AS place
                 FROM graphile_worker._private_jobs j WHERE {condition}
                 ORDER BY j.run_at, j.id LIMIT {most})"
        ));
    }
    sql.push(format_args!(
        ") AS found ORDER BY place, run_at, id LIMIT {limit} OFFSET {offset}) AS page
         JOIN graphile_worker._private_jobs j ON j.id = page.id
         JOIN graphile_worker._private_tasks t ON t.id = j.task_id
         ORDER BY page.place, page.run_at, page.id"
    ));
    let mut found: Vec<AdminJob> =
        sql.build_query_as().persistent(false).fetch_all(&mut *connection).await?;
    for job in &mut found {
        job.found_again = jobs::has_net(&job.kind);
    }
    Ok(JobList { page: Page::new(page, count, found), figures })
}

async fn figures(connection: &mut PgConnection) -> Result<QueueFigures, sqlx::Error> {
    let mut sql = QueryBuilder::<Postgres>::new("SELECT ");
    for state in JobState::ALL {
        let condition = condition(state);
        sql.push(format_args!(
            "(SELECT count(*) FROM (SELECT FROM graphile_worker._private_jobs j
                 WHERE {condition} LIMIT {LIST_MAX}) AS it) AS {state}, "
        ));
    }
    let waits = condition(JobState::Waiting);
    sql.push(format_args!(
        "(SELECT min(j.run_at) FROM graphile_worker._private_jobs j WHERE {waits}) AS oldest"
    ));
    sql.build_query_as().persistent(false).fetch_one(connection).await
}

#[derive(sqlx::FromRow)]
struct Found {
    kind: String,
    key: Option<String>,
    attempts: i16,
    max_attempts: i16,
    running: bool,
}

/// Whether the caller may try this job again or give it up.
///
/// # Errors
/// Denied to everyone but admins; not found.
pub async fn may_touch_job(hub: &Hub, actor: Actor, job: i64) -> Result<Allowed, Error> {
    let allowed = actor.may_as_admin()?;
    let there: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT FROM graphile_worker._private_jobs WHERE id = $1)",
    )
    .bind(job)
    .fetch_one(&mut *hub.db.read().await?)
    .await?;
    if there { Ok(allowed) } else { Err(ErrorCode::NotFound.into()) }
}

/// The job, locked, unless it runs.
async fn idle(tx: &mut PgConnection, job: i64) -> Result<Found, Error> {
    let found: Option<Found> = sqlx::query_as(
        "SELECT t.identifier AS kind, j.key, j.attempts, j.max_attempts,
             j.locked_at IS NOT NULL AS running
         FROM graphile_worker._private_jobs j
             JOIN graphile_worker._private_tasks t ON t.id = j.task_id
         WHERE j.id = $1 FOR UPDATE OF j",
    )
    .bind(job)
    .fetch_optional(tx)
    .await?;
    match found {
        None => Err(ErrorCode::NotFound.into()),
        Some(found) if found.running => Err(ErrorCode::JobRunning.into()),
        Some(found) => Ok(found),
    }
}

/// What was done to a job. Its number stands in the place of an id.
fn entry(actor: Actor, action: AuditAction, job: i64, found: &Found) -> Entry {
    let object = Object::new(ObjectKind::Job, Uuid::from_u64_pair(0, job.unsigned_abs()));
    let detail = json!({ "job": job, "kind": found.kind, "key": found.key });
    Entry::new(actor, action, object).detail(detail)
}

/// Runs a job as soon as a worker is free, with all its tries. One that sends a message that failed has
/// the message sent again.
///
/// # Errors
/// Denied to everyone but admins; not found; `job_running`; those of [`mail::resend_mail`].
pub async fn retry_job(hub: &Hub, actor: Actor, job: i64) -> Result<(), Error> {
    actor.require_admin()?;
    let of_mail = hub
        .db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let found = idle(tx, job).await?;
                let dead = found.attempts >= found.max_attempts;
                if let Some(message) = message_of(&found).filter(|_| dead) {
                    return Ok::<_, Error>(Some(message));
                }
                sqlx::query(
                    "SELECT FROM graphile_worker.reschedule_jobs(ARRAY[$1::bigint],
                         run_at => clock_timestamp(), attempts => 0)",
                )
                .bind(job)
                .execute(&mut *tx)
                .await?;
                let entry = entry(actor, AuditAction::JobRetried, job, &found);
                entry.change("attempts", i32::from(found.attempts), 0).record(tx).await?;
                Ok(None)
            })
        })
        .await?;
    match of_mail {
        // The message was given up with its job.
        Some(message) => mail::resend_mail(hub, Resender::Caller(actor), message).await,
        None => Ok(()),
    }
}

fn message_of(found: &Found) -> Option<MailId> {
    let (kind, id) = found.key.as_deref()?.split_once(':')?;
    id.parse().ok().filter(|_| kind == SendMail::IDENTIFIER && found.kind == kind)
}

/// Takes a job out of the queue. What it would have done is found again by the periodic look at its
/// kind, where there is one (`found_again`): whoever wants it not to happen ends its cause.
///
/// # Errors
/// Denied to everyone but admins; not found; `job_running`; `validation_failed` for the reason.
pub async fn discard_job(
    hub: &Hub,
    actor: Actor,
    job: i64,
    mut input: DiscardJob,
) -> Result<(), Error> {
    actor.require_admin()?;
    input.check()?;
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let found = idle(tx, job).await?;
                sqlx::query("SELECT FROM graphile_worker.complete_jobs(ARRAY[$1::bigint])")
                    .bind(job)
                    .execute(&mut *tx)
                    .await?;
                let entry = entry(actor, AuditAction::JobDiscarded, job, &found);
                Ok(entry.reason(input.reason).record(tx).await?)
            })
        })
        .await
}
