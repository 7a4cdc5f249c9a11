//! Reminds an event's attendees a day ahead, batch by batch.

use super::job_result::{JobError, hub, settle};
use domain::jobs::{Job, RemindEvent, enqueue};
use domain::notifications;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

/// People a run; the next batch is a job of its own.
const BATCH: u16 = 100;

#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Task(RemindEvent);

impl TaskHandler for Task {
    const IDENTIFIER: &'static str = RemindEvent::IDENTIFIER;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        settle(&context, remind(self.0, &context)).await
    }
}

async fn remind(job: RemindEvent, context: &WorkerContext) -> Result<(), JobError> {
    let hub = hub(context)?;
    let told = notifications::remind(&hub, job.event, BATCH).await?;
    tracing::info!(event = %job.event, people = told.people, "attendees were reminded");
    if told.more {
        hub.db.write(move |tx| Box::pin(async move { enqueue(tx, &job, None).await })).await?;
    }
    Ok(())
}
