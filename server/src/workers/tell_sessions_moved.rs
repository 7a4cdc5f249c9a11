//! Takes what has moved in an event's agenda once it is due, and tells those who picked it, batch by
//! batch.

use super::batches::{BATCH, go_on};
use super::job_result::{JobError, hub, settle};
use domain::jobs::{GatherSessionChanges, Job, TellSessionsMoved};
use domain::notifications;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Gather(GatherSessionChanges);

impl TaskHandler for Gather {
    const IDENTIFIER: &'static str = GatherSessionChanges::IDENTIFIER;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        settle(&context, gather(self.0, &context)).await
    }
}

async fn gather(job: GatherSessionChanges, context: &WorkerContext) -> Result<(), JobError> {
    let gathered = notifications::gather_session_changes(&hub(context)?, job.event).await?;
    tracing::debug!(event = %job.event, ?gathered, "changes of an agenda gathered");
    Ok(())
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Tell(TellSessionsMoved);

impl TaskHandler for Tell {
    const IDENTIFIER: &'static str = TellSessionsMoved::IDENTIFIER;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        settle(&context, tell(self.0, &context)).await
    }
}

async fn tell(job: TellSessionsMoved, context: &WorkerContext) -> Result<(), JobError> {
    let hub = hub(context)?;
    let told = notifications::tell_session_moves(&hub, job.clone(), BATCH).await?;
    tracing::info!(event = %job.event, people = told.done, "people were told of moved sessions");
    go_on(&hub, job, told.more).await
}
