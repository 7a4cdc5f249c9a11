//! Takes what has changed of an event once it is due, and tells its attendees, batch by batch.

use super::batches::{BATCH, go_on};
use super::job_result::{JobError, hub, settle};
use domain::jobs::{GatherEventChange, Job, TellEventChanged};
use domain::notifications;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Gather(GatherEventChange);

impl TaskHandler for Gather {
    const IDENTIFIER: &'static str = GatherEventChange::IDENTIFIER;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        settle(&context, gather(self.0, &context)).await
    }
}

async fn gather(job: GatherEventChange, context: &WorkerContext) -> Result<(), JobError> {
    let gathered = notifications::gather_event_change(&hub(context)?, job.event).await?;
    tracing::debug!(event = %job.event, ?gathered, "event changes gathered");
    Ok(())
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Tell(TellEventChanged);

impl TaskHandler for Tell {
    const IDENTIFIER: &'static str = TellEventChanged::IDENTIFIER;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        settle(&context, tell(self.0, &context)).await
    }
}

async fn tell(job: TellEventChanged, context: &WorkerContext) -> Result<(), JobError> {
    let hub = hub(context)?;
    let told = notifications::tell_event_changed(&hub, job.clone(), BATCH).await?;
    tracing::info!(event = %job.event, people = told.done, "attendees were told of a change");
    go_on(&hub, job, told.more).await
}
