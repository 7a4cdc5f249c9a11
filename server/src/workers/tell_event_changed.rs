//! Takes what has changed of an event once it is due, and tells its attendees, batch by batch.

use super::job_result::{JobError, hub, settle};
use domain::jobs::{GatherEventChange, Job, TellEventChanged, enqueue};
use domain::notifications;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

/// People a run; the next batch is a job of its own.
const BATCH: u16 = 100;

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
    tracing::debug!(event = %job.event, ?gathered, "changes of an event were looked at");
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
    tracing::info!(event = %job.event, people = told.people, "attendees heard of a change");
    if told.more {
        hub.db.write(move |tx| Box::pin(async move { enqueue(tx, &job, None).await })).await?;
    }
    Ok(())
}
